"""The conversation, run where it may block."""
