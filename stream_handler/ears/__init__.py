"""From frames to turns: voice activity, the audio of a turn, its words."""
