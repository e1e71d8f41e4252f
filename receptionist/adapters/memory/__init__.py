"""The ports in the memory of this process, for tests and for one conversation; held to the ports by tests/contracts."""
