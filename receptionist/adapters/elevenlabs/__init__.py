"""ElevenLabs: voices and ears."""
