"""What a receptionist knows and promises: no vendor, no event loop, no clock."""
