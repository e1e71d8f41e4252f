"""The mouth for live calls: what is common to voices that stream, those that speak whole texts, and one taking over from another."""
