"""What Python's collector of cycles is spared: while it looks through everything, no call is served.

With 120 calls on one core that took 0.39 s, once in a minute and a half; whoever was to be answered waited, and a recogniser that no
sound reached ended the turns of whoever was speaking (docs/benchmarks.md, November 2026).
"""

import gc


def settle() -> None:
    """All that is there now is there for good: modules, models, businesses, prepared words. To be called once, before the first
    call; takes a tenth of a second. What is no longer referred to is freed all the same, unless it stands in a cycle."""
    gc.collect()
    gc.freeze()
