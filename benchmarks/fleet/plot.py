"""A run of calls as a picture: what callers waited for, and what each process used, over time."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from benchmarks.fleet.crowd import Rang
from benchmarks.fleet.running import Sample

SIZE = (9.0, 9.0)
"""Inches."""


def plotted(file: Path, figures: Mapping[str, Any], samples: Sequence[Sample], rang: Sequence[Rang]) -> None:
    """Writes an SVG. Raises OSError."""
    began = min((one.began_at for one in rang), default=0.0)
    picture = Figure(figsize=SIZE)
    waits, cores, memory = picture.subplots(3, 1, sharex=True)
    picture.suptitle(f"{figures['calls']} calls, {figures['handlers']} handlers, {figures['date']}")
    answers = [
        (one.began_at - began + heard.at_s, wait)
        for one in rang
        for heard, wait in zip(_own(one), one.waits.answers_s, strict=False)
    ]
    waits.plot([at for at, _ in answers], [wait for _, wait in answers], ".", markersize=3, label="answer")
    greeted = [(one.began_at - began, one.greeted_s) for one in rang if one.greeted_s is not None]
    waits.plot([at for at, _ in greeted], [wait for _, wait in greeted], "x", markersize=4, label="greeting")
    waits.set_ylabel("seconds")
    waits.legend(loc="upper right")
    for process in dict.fromkeys(one.process for one in samples):
        own = [one for one in samples if one.process == process]
        times = [one.at_s for one in own]
        used = [(b.cpu_s - a.cpu_s) / (b.at_s - a.at_s) for a, b in zip(own, own[1:], strict=False)]
        cores.plot(times[1:], used, linewidth=1, label=process)
        memory.plot(times, [one.memory_mb for one in own], linewidth=1, label=process)
    cores.set_ylabel("cores")
    cores.legend(loc="upper right", fontsize="small")
    memory.set_ylabel("MB resident")
    memory.set_xlabel("seconds since the first ring")
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.savefig(file, format="svg")


def _own(rang: Rang) -> list[Any]:
    """The caller's words, each of which was waited after."""
    return [heard for heard in rang.diary if heard.who == "caller"]
