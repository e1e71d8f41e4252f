"""Twilio's REST API, version 2010-04-01, as far as the application uses it.

Shapes: https://github.com/twilio/twilio-oai (spec/json/twilio_api_v2010.json).
"""
