"""A sentence as it comes over a telephone line, to try a recogniser with: "A table for two, please.", said by the voice `joe` of
Piper that ships for local use."""

from pathlib import Path
from typing import Final

PROBE: Final = Path(__file__).with_name("probe.ulaw").read_bytes()
"""Mu-law 8 kHz, with a little quiet around it."""
PROBE_LANGUAGE: Final = "en"
