"""A house with something to see on every page: visits, calls, messages, open questions."""

import io
import wave
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import openapi, problems
from functions.office import Office
from receptionist.calls.record import CallRecord
from receptionist.desk.gaps import record_gap
from receptionist.desk.tell_staff import KIND, NOTICE, StaffNotice
from receptionist.ids import BusinessId, CallId, MessageId, Phone
from receptionist.messages.model import TakenMessage
from receptionist.ports import Row
from tests.fakes.front_office import RememberingCarrier, RememberingSms, SetClock, a_desk, an_office

NOW = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
"""Friday, 5 in the afternoon, in San Francisco."""
HOME = BusinessId("restaurant")
NUMBER = Phone("+14155550100")
VISITS = [
    ("17:30", 2, "Anna Ruiz", "+14155550142", ()),
    ("18:00", 4, "Gurpreet Singh", "+14155550143", ("peanut",)),
    ("19:15", 2, "Lena Park", "+14155550144", ()),
    ("20:00", 6, "The Okafor family", "+14155550145", ()),
]


def seed() -> Office:
    office = an_office(a_desk(SetClock(NOW)), RememberingCarrier(), RememberingSms())
    app = FastAPI()
    problems.install(app)
    for part in openapi.PARTS:
        app.include_router(part(office))
    with TestClient(app) as client:
        for clock, party, name, phone, allergies in VISITS:
            wish = {
                "service": "table", "start": f"2026-11-27T{clock}:00-08:00", "party_size": party, "allergies": allergies,
                "customer": {"name": name, "phone": phone}, "by_staff": True,
            }  # fmt: skip
            client.post("/api/v1/businesses/restaurant/bookings", json=wish).raise_for_status()
    _calls(office)
    _waiting(office)
    return office


def _calls(office: Office) -> None:
    _call(office, "CA1", "+14155550142", NOW - timedelta(hours=3), [
        ("assistant.said", 6.0, {"text": "Saffron and Sage, this is Robin, an AI assistant. How can I help?", "interrupted": False}),
        ("caller.said", 10.5, {"text": "A table for two on Friday at half past five, please.", "confidence": 0.93, "final": True}),
        ("turn.timed", 11.2, _times(1, 420, 130, 90, 180)),
        ("effect", 11.3, {"effect": "hold.taken", "detail": {}}),
        ("assistant.said", 16.0, {"text": "Friday at five thirty for two. Shall I book it?", "interrupted": False}),
        ("caller.said", 18.0, {"text": "Yes. Is there an elevator?", "confidence": 0.9, "final": True}),
        ("turn.timed", 18.9, _times(2, 380, 150, 240, 210)),
        ("effect", 19.0, {"effect": "booking.confirmed", "detail": {}}),
        ("effect", 19.1, {"effect": "gap.recorded", "detail": {}}),
        ("assistant.said", 24.0, {"text": "Booked. I don't know about an elevator; I have asked the team.", "interrupted": False}),
    ], recording=True)  # fmt: skip
    _call(office, "CA2", "+16505550177", NOW - timedelta(hours=1), [
        ("assistant.said", 6.0, {"text": "Saffron and Sage, le atiende Robin, un asistente de IA.", "interrupted": False}),
        ("caller.said", 9.0, {"text": "¿Me puede llamar el encargado?", "confidence": 0.88, "final": True}),
        ("effect", 9.5, {"effect": "message.taken", "detail": {}}),
    ], language="es")  # fmt: skip


def _times(turn: int, end: float, hear: float, think: float, voice: float) -> dict[str, Any]:
    times = {"end_of_turn_ms": end, "transcribe_ms": hear, "think_ms": think, "voice_ms": voice}
    return {"turn": turn, **times, "total_ms": sum(times.values())}


def _call(
    office: Office, name: str, caller: str, at: datetime, told: list[tuple[str, float, dict[str, Any]]],
    *, language: str = "en", recording: bool = False,
) -> None:  # fmt: skip
    begun = CallRecord(CallId(name), HOME, Phone(caller), NUMBER, at, language=language)
    office.desk.calls.begin(begun)
    told = [("call.started", 0.0, {"caller": caller, "resumed": False}), *told]
    last = told[-1][1] + 2
    told.append(("call.ended", last, {"reason": "goodbye", "seconds": last, "usd": 0.021}))
    events = tuple(
        {"type": kind, "call": name, "business": HOME, "seq": seq, "at": (at + timedelta(seconds=second)).isoformat(),
         "language": language, **fields}
        for seq, (kind, second, fields) in enumerate(told, 1)
    )  # fmt: skip
    if recording:
        office.recordings.put(HOME, f"{name}.wav", _sound(last), "audio/wav")
    office.desk.calls.finish(
        replace(begun, status="ended", ended=at + timedelta(seconds=last), outcome="goodbye", transcript=events,
                recording=f"{name}.wav" if recording else "")
    )  # fmt: skip


def _sound(seconds: float) -> bytes:
    """Two channels at 8 kHz that swell and fade in turn, as two people who speak."""
    at = np.arange(int(seconds * 8000)) / 8000
    hum = np.sin(2 * np.pi * 180 * at) * (0.5 + 0.5 * np.sin(2 * np.pi * 3 * at)) * 9000
    caller, assistant = hum * (np.sin(at / 2) > 0), hum * (np.sin(at / 2) <= 0)
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(2)
        wav.setsampwidth(2)
        wav.setframerate(8000)
        wav.writeframes(np.stack([caller, assistant], 1).astype("<i2").tobytes())
    return file.getvalue()


def _waiting(office: Office) -> None:
    desk = office.desk
    business = desk.businesses.get(HOME)
    assert business is not None
    for call in ("CA1", "CA2"):  # One of them is deleted.
        record_gap(desk, business, call=CallId(call), turn=2, text="Is there an elevator?", language="en", names=())
    desk.messages.keep(
        TakenMessage(
            id=MessageId("m1"), business=HOME, caller=Phone("+16505550177"), name="Marta Lopez", text="Please call me about a birthday for twelve.",
            taken=NOW - timedelta(hours=1), wants_call_back=True, call=CallId("CA2"),
        )
    )  # fmt: skip
    notice = StaffNotice(
        "n1", "large_party", "A party of fourteen for December 12, asks for the private room.", NOW - timedelta(minutes=40),
        caller=Phone("+16505550178"), told=("Dev",),
    )  # fmt: skip
    desk.rows.put(HOME, Row(KIND, notice.id, NOTICE.dump_json(notice).decode()))
