"""From words to frames: voices, cached prompts, what was really heard."""
