"""Text messages: what comes in, what became of what went out, and the outbox."""
