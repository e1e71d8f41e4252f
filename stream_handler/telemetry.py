"""What operators see of calls: spans for a tracer, numbers for CloudWatch. No word, name or number of anybody is in either.

    call.started ─▶ span "call" ── turn.timed ─▶ span "turn", child of it ── call over ─▶ one line of metrics, span ended

Spans go through OpenTelemetry's API, which does nothing where no SDK is set up. Metrics are lines in CloudWatch's embedded metric format
(https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from opentelemetry import trace
from opentelemetry.trace import Span, Tracer

from receptionist.calls import events
from receptionist.calls.events import Happening

NAMESPACE = "Firstring"
SERVICE = "stream_handler"
MOST_VALUES = 100
"""Of one metric in one line, by CloudWatch's rules."""

Emit = Callable[[dict[str, Any]], None]
"""Gets one line, to be written as JSON."""
UNITS = {
    "AnswerLatency": "Milliseconds", "EndOfTurnLatency": "Milliseconds", "TranscribeLatency": "Milliseconds",
    "ThinkLatency": "Milliseconds", "VoiceLatency": "Milliseconds", "TimeToClear": "Milliseconds", "Calls": "Count",
    "Turns": "Count", "Interruptions": "Count", "Failovers": "Count", "SlotsUsed": "Count", "Seconds": "Seconds", "CostUsd": "None",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telemetry:
    """Of a process."""

    emit: Emit = lambda line: None
    tracer: Tracer = field(default_factory=lambda: trace.get_tracer("firstring.stream_handler"))

    def slots(self, used: int, at: datetime) -> None:
        """How many calls this process carries."""
        self.emit(emf({"SlotsUsed": [float(used)]}, at, {}))

    def call(self) -> "CallTelemetry":
        return CallTelemetry(self)


@dataclass(slots=True)
class CallTelemetry:
    """Of one call here. Never raises for what is told in another order than it happens in."""

    of: Telemetry
    values: dict[str, list[float]] = field(default_factory=dict)
    _span: Span | None = None
    _ears: str = ""
    _voice: str = ""

    def note(self, happening: Happening, at: datetime) -> None:
        """`at`: now."""
        match happening:
            case events.CallStarted(_, language, resumed):
                attributes: dict[str, str | bool] = {"language": language, "resumed": resumed}
                self._span = self.of.tracer.start_span("call", start_time=_ns(at), attributes=attributes)
            case events.TurnTimed():
                self._timed(happening, at)
            case events.Interrupted(to_clear_ms):
                self._add("Interruptions", 1.0)
                self._add("TimeToClear", to_clear_ms)
            case events.CallerSaid(by=by) if by:
                self._served(self._ears, by)
                self._ears = by
            case events.AssistantSaid(voice=voice) if voice:
                self._served(self._voice, voice)
                self._voice = voice
            case _:
                pass

    def over(self, reason: str, seconds: float, usd: float, at: datetime) -> None:
        """Once: writes the line and ends the span. `seconds` and `usd`: of this handler's part of the call."""
        counts = {name: [float(len(self.values.pop(name, ())))] for name in ("Interruptions", "Failovers")}
        turns = [float(len(self.values.get("AnswerLatency", ())))]
        totals = {"Calls": [1.0], "Turns": turns, **counts, "Seconds": [round(seconds, 1)], "CostUsd": [round(usd, 4)]}
        more = {"outcome": reason, "ears": self._ears, "voice": self._voice}
        for start in range(0, max(1, max(map(len, self.values.values()), default=0)), MOST_VALUES):
            part = {name: few for name, all_ in self.values.items() if (few := all_[start : start + MOST_VALUES])}
            self.of.emit(emf({**part, **(totals if start == 0 else {})}, at, more))
        if self._span is not None:
            self._span.set_attributes({"outcome": reason, "turns": int(turns[0]), "usd": round(usd, 4)})
            self._span.end(_ns(at))

    def _timed(self, timed: events.TurnTimed, at: datetime) -> None:
        stages = {
            "EndOfTurnLatency": timed.end_of_turn_ms, "TranscribeLatency": timed.transcribe_ms, "ThinkLatency": timed.think_ms,
            "VoiceLatency": timed.voice_ms, "AnswerLatency": timed.total_ms,
        }  # fmt: skip
        for name, value in stages.items():
            self._add(name, value)
        if self._span is not None:
            attributes: dict[str, str | float] = {
                "turn": timed.turn, "end_of_turn_ms": timed.end_of_turn_ms, "transcribe_ms": timed.transcribe_ms,
                "think_ms": timed.think_ms, "voice_ms": timed.voice_ms, "ears": self._ears,
            }  # fmt: skip
            context = trace.set_span_in_context(self._span)
            began = _ns(at) - int(timed.total_ms * 1e6)
            self.of.tracer.start_span("turn", context, start_time=began, attributes=attributes).end(_ns(at))

    def _served(self, before: str, now: str) -> None:
        if before and before != now:
            self._add("Failovers", 1.0)

    def _add(self, name: str, value: float) -> None:
        self.values.setdefault(name, []).append(value)


def emf(values: dict[str, list[float]], at: datetime, more: dict[str, str]) -> dict[str, Any]:
    """One line. `more`: what can be searched for but is no dimension of its own."""
    metrics = [{"Name": name, "Unit": UNITS[name]} for name in values]
    told = {"Namespace": NAMESPACE, "Dimensions": [["service"]], "Metrics": metrics}
    return {
        "_aws": {"Timestamp": int(at.timestamp() * 1000), "CloudWatchMetrics": [told]},
        "service": SERVICE,
        **more,
        **{name: found[0] if len(found) == 1 else found for name, found in values.items()},
    }


def _ns(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000) * 1000
