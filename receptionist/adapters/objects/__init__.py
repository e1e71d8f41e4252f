"""Recordings: in a folder of one machine, or in S3."""
