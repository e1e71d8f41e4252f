"""How late a listener at the page hears what a caller says: the telephone's recording beside what the page gave to the loudspeaker."""

import asyncio
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.async_api import Page

from local.caller.measure import utterances
from local.caller.ring import Rung
from receptionist.clock import system_clock

STEP_MS = 10
MOST_LATE_MS = 3000
SHORTEST_STEPS = 100
"""A second: what is shorter fits in more than one place."""

TAP = """
const plugged = AudioNode.prototype.connect
window.heard = []
AudioNode.prototype.connect = function (to, ...rest) {
  if (to instanceof AudioDestinationNode) {
    const tap = this.context.createScriptProcessor(256, 2, 1)
    tap.onaudioprocess = ({ inputBuffer }) => {
      const loud = [0, 1].map((side) => Math.sqrt(inputBuffer.getChannelData(side).reduce((sum, one) => sum + one * one, 0) / 256))
      window.heard.push([performance.timeOrigin + performance.now() + 1000 * (this.context.outputLatency || 0), ...loud])
    }
    plugged.call(this, tap)
    plugged.call(tap, to)
  }
  return plugged.call(this, to, ...rest)
}
"""
"""Before the page loads: notes when and how loud each side was, 256 samples at a time, the loudspeaker's own delay counted in."""


@dataclass(frozen=True, slots=True)
class Late:
    """Milliseconds from the caller's mouth to the listener's ear, by utterance."""

    caller_ms: tuple[int, ...]
    assistant_ms: tuple[int, ...]


async def heard_by(page: Page, rung: Rung, recording: Path) -> Late:
    """Of a page that began with TAP and listened to the call of which this is the recording."""
    noted = await page.evaluate("window.heard")
    ahead_s = system_clock().timestamp() - asyncio.get_running_loop().time()
    assert rung.outcome.answered_at is not None
    with wave.open(str(recording)) as wav:
        sound = np.frombuffer(wav.readframes(wav.getnframes()), "<i2").reshape(-1, 2).astype(np.float32) / np.float32(
            32768
        )
    return lateness(sound[:, 0], sound[:, 1], (rung.outcome.answered_at + ahead_s) * 1000, noted)


def lateness(
    caller: NDArray[np.float32], assistant: NDArray[np.float32], began_ms: float, heard: list[list[float]]
) -> Late:
    """`caller`, `assistant`: 8 kHz from `began_ms` on; `heard`: what TAP noted, by the same clock."""
    length = len(caller) // 80 + MOST_LATE_MS // STEP_MS
    left, right = (_heard_by_step(heard, side, began_ms, length) for side in (1, 2))
    return Late(_late(caller, left), _late(assistant, right))


def _heard_by_step(heard: list[list[float]], side: int, began_ms: float, length: int) -> NDArray[np.float64]:
    """Loudness every STEP_MS; NaN before anybody listened and after."""
    at = np.array([one[0] for one in heard]) - began_ms
    loud = np.array([one[side] for one in heard])
    steps = np.arange(length) * float(STEP_MS)
    return np.asarray(np.interp(steps, at, loud, left=np.nan, right=np.nan), np.float64)


def _late(spoken: NDArray[np.float32], heard: NDArray[np.float64]) -> tuple[int, ...]:
    """The shift at which each utterance fits best, for those the listener heard from before their beginning."""
    loud = np.sqrt(np.mean(np.square(spoken[: len(spoken) // 80 * 80].reshape(-1, 80), dtype=np.float64), axis=1))
    found = []
    for one in utterances(spoken, 8000):
        first, last = int(one.start_s * 100), int(one.end_s * 100)
        pattern = loud[first:last]
        if last - first < SHORTEST_STEPS or np.isnan(heard[first : last + MOST_LATE_MS // STEP_MS]).any():
            continue
        fits = [
            float(np.corrcoef(pattern, heard[first + shift : last + shift])[0, 1])
            if heard[first + shift : last + shift].std() > 0
            else 0.0
            for shift in range(MOST_LATE_MS // STEP_MS)
        ]
        found.append(int(np.argmax(fits)) * STEP_MS)
    return tuple(found)
