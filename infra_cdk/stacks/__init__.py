"""The stacks of one region, each about one concern."""
