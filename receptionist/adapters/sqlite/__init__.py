"""The stores of one machine, in one SQLite file."""
