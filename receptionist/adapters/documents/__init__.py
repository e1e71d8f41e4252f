"""Reads what businesses send: PDF and web pages by packages, the rest by itself."""
