"""From what was understood to what is done and said: commands, workflows as data, the state, the runner, the turn."""
