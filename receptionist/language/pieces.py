"""What the grammar of days works on: a piece of the line that means a day or a stretch, or will mean one."""

from dataclasses import dataclass

from receptionist.language.reckoning import Reading


@dataclass(frozen=True, slots=True)
class Head:
    """ "The last two weeks", still to be found in something."""

    nth: int
    """From the end where negative."""
    what: str | int
    """A unit, a weekday's number, or `date`."""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    """D day, O day of no month ("the 13th"), C day of a month, W bare weekday, S stretch, M month, Y year alone, H head,
    N now, T years from now."""
    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    """The likelier first."""
    head: Head | None = None
    holiday: str | None = None
    edge: "Piece | None" = None
    """The day at which an open stretch begins or ends."""
    latent: bool = False
    """Means something only as part of something else."""

    def overlaps(self, other: "Piece") -> bool:
        return self.start < other.end and other.start < self.end
