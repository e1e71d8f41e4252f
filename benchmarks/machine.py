"""The machine a number was measured on, and what a process and its children use of it. Linux; elsewhere nothing is told."""

import os
import platform
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Usage:
    """Of a process and all its living children."""

    cpu_s: float
    """Processor time so far, user and system."""
    memory_mb: float
    """Resident now; shared pages count once per process."""


def usage(pid: int) -> Usage | None:
    """None where there is no /proc, or the process has gone."""
    tick = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
    cpu_ticks, pages = 0, 0
    alive = False
    for process in _family(pid):
        with suppress(OSError):
            fields = _fields(process)
            pages += int((PROC / str(process) / "statm").read_text().split()[1])
            cpu_ticks += int(fields[11]) + int(fields[12])
            alive = True
    return Usage(cpu_ticks / tick, pages * os.sysconf("SC_PAGE_SIZE") / 2**20) if alive else None


def usage_of(pid: int) -> Usage | None:
    """The same of this process alone."""
    try:
        fields = _fields(pid)
        pages = int((PROC / str(pid) / "statm").read_text().split()[1])
    except OSError:
        return None
    tick = os.sysconf("SC_CLK_TCK")
    return Usage((int(fields[11]) + int(fields[12])) / tick, pages * os.sysconf("SC_PAGE_SIZE") / 2**20)


def describe() -> dict[str, str | int | float | None]:
    """Processor, cores, memory, system, Python, and how busy the machine is just now."""
    return {
        "processor": _first("cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(total.split()[0]) / 2**20, 1) if (total := _first("meminfo", "MemTotal")) else None,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_1min": load(),
    }


def load() -> float | None:
    """Load average of the last minute."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _family(pid: int) -> Iterator[int]:
    """The process and whatever descends from it, by who is whose parent now."""
    children: dict[int, list[int]] = {}
    for entry in PROC.glob("[0-9]*"):
        with suppress(OSError):
            children.setdefault(int(_fields(int(entry.name))[1]), []).append(int(entry.name))
    waiting = [pid]
    while waiting:
        yield (one := waiting.pop())
        waiting += children.get(one, [])


def _fields(pid: int) -> list[str]:
    """Of /proc/pid/stat, behind the name: state first (proc(5), field 3)."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def _first(file: str, name: str) -> str:
    with suppress(OSError):
        for line in (PROC / file).read_text().splitlines():
            if line.startswith(name):
                return line.partition(":")[2].strip()
    return ""
