"""Lambda: what the receptionist may tell: documents, and questions nobody could answer."""
