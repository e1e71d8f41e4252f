"""Deliveries over HTTP."""
