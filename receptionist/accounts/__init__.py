"""Who works where, and what they may: people, roles, and the passes they show. Pure."""
