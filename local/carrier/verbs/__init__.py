"""The verbs of TwiML, executed. https://www.twilio.com/docs/voice/twiml"""
