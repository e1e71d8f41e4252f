"""Text messages: words, consent, the outbox."""
