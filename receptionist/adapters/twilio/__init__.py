"""Twilio, as the application calls it and is called by it."""
