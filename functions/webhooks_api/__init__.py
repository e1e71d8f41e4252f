"""Webhooks: to whom a business's news goes, and what became of it."""
