"""The verbs of the front desk, one per file."""
