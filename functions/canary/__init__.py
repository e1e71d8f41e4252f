"""Rings the deployment as Twilio does, so that an operator hears of a deaf line before a caller does."""
