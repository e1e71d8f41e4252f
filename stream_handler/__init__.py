"""The live call: one process serves many, each call is one TaskGroup."""
