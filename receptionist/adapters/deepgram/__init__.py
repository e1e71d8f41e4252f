"""Deepgram: ears that stream."""
