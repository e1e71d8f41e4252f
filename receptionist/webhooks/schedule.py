"""When a delivery that failed is tried again."""

from datetime import timedelta

WAITS = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
)
"""Nine attempts over a little more than a day: a receiver that broke in the evening is repaired in the morning."""
