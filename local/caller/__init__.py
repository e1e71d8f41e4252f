"""A caller with a voice and ears: follows a scenario, reacts to what it hears, and knows what it wanted."""
