"""Definitions on their way to the callers: drafts, versions, passing facts."""
