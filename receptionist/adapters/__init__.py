"""Ports made of something. One vendor each; only composition roots import them."""
