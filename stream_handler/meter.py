"""What a call has cost so far, by the table of prices (receptionist/business/providers.yaml): an estimate, not a bill."""

from dataclasses import dataclass, field

from receptionist.business.quality import LAST, Part, known

MODEL_TURNS = 2
"""The table's minute has so many turns with a model's help."""


@dataclass(slots=True)
class Meter:
    """Of one call, of which `usd` was spent before. Whoever heard and spoke last is taken to have served since. Seconds only grow."""

    began_s: float
    usd: float = 0.0
    _until_s: float = field(init=False)
    _serving: dict[Part, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._until_s = self.began_s

    def heard_by(self, name: str, now_s: float) -> None:
        """Empty: nobody knows who; it stays whoever it was."""
        self._serve("ears", name, now_s)

    def spoken_by(self, name: str, now_s: float) -> None:
        self._serve("mouth", name, now_s)

    def thought_by(self, name: str) -> None:
        """One turn."""
        self.usd += _usd_per_minute("mind", name) / MODEL_TURNS

    def spared(self, now_s: float) -> None:
        """Our own serve from now on, unless somebody else is named again."""
        for part in ("ears", "mouth"):
            self._serve(part, LAST, now_s)

    def at(self, now_s: float) -> float:
        """US dollars until then."""
        minutes = max(0.0, now_s - self._until_s) / 60
        self._until_s = max(now_s, self._until_s)
        self.usd += minutes * sum(_usd_per_minute(part, name) for part, name in self._serving.items())
        return self.usd

    def _serve(self, part: Part, name: str, now_s: float) -> None:
        """Whoever is named first has served since the beginning."""
        if not name or name == self._serving.get(part):
            return
        self.at(now_s)
        if part not in self._serving:
            self.usd += (self._until_s - self.began_s) / 60 * _usd_per_minute(part, name)
        self._serving[part] = name


def _usd_per_minute(part: Part, name: str) -> float:
    """Nothing for who is not in the table: our own, and stand-ins."""
    if name == LAST:
        return 0.0
    return next((one.usd_per_minute for one in known() if one.part == part and one.name == name), 0.0)
