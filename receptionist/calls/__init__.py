"""Events of a call, its record, its numbers."""
