"""Ears for live calls: what is common to recognisers that stream, those that hear whole turns, and one taking over from another."""
