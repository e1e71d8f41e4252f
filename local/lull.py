"""Whether somebody is opening a page on this machine."""

from collections.abc import Callable
from time import monotonic

LULL_S = 30.0
"""From one page to the next that the same person opens."""


class Lull:
    """What can wait is done while nobody opens a page: a voice that speaks beside the browser halves the speed at which a page is drawn on a
    machine of two cores, even at the least priority. What open pages ask again from time to time does not count. Time in
    seconds of a clock that never goes back."""

    def __init__(self, clock: Callable[[], float] = monotonic, *, lull_s: float = LULL_S) -> None:
        self._clock = clock
        self._lull_s = lull_s
        self._opened: float | None = None

    def page_opened(self) -> None:
        """A file of a page was asked for."""
        self._opened = self._clock()

    def __call__(self) -> bool:
        return self._opened is None or self._clock() - self._opened >= self._lull_s
