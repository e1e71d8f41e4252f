"""The voice webhooks: what Twilio asks us while a call is alive."""
