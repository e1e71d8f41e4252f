"""What `make setup` runs once."""
