"""Live state in Valkey (or Redis): one command set both have since version 6."""
