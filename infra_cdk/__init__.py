"""The cloud as code: one stack per concern, per region."""
