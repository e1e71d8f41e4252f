"""Calls in Spanish and Punjabi, with sentences of our own (benchmarks/utterances): no public set books in them."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from benchmarks.annotated_bookings import ZONE, Case
from benchmarks.simulated_caller import INFORM, OPEN, SERVICE, Bank, Cues, Goal, Line, Wish

UTTERANCES = Path(__file__).parent / "utterances"
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
"""A Monday."""

Spoken = Callable[[int, int], tuple[str, ...]]
"""Ways to say an hour and minutes."""

_ES = ["cero", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"]
_ES_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_PA = ["ਸਿਫ਼ਰ", "ਇੱਕ", "ਦੋ", "ਤਿੰਨ", "ਚਾਰ", "ਪੰਜ", "ਛੇ", "ਸੱਤ", "ਅੱਠ", "ਨੌਂ", "ਦਸ", "ਗਿਆਰਾਂ", "ਬਾਰਾਂ"]
_PA_DAYS = ("ਸੋਮਵਾਰ", "ਮੰਗਲਵਾਰ", "ਬੁੱਧਵਾਰ", "ਵੀਰਵਾਰ", "ਸ਼ੁੱਕਰਵਾਰ", "ਸ਼ਨਿੱਚਰਵਾਰ", "ਐਤਵਾਰ")
_LATIN = ["sifar", "ikk", "do", "tin", "char", "panj", "che", "satt", "atth", "nau", "das", "gyaran", "baran"]
_LATIN_DAYS = ("somvaar", "mangalvaar", "budhvaar", "veervaar", "shukarvaar", "shanivaar", "aitvaar")


def _spanish_clock(hour: int, minute: int) -> tuple[str, ...]:
    spoken, part = hour % 12 or 12, "de la mañana" if hour < 12 else "de la tarde" if hour < 20 else "de la noche"
    at = f"a la{'s' if spoken > 1 else ''} {_ES[spoken]}"
    extra = {0: "", 15: " y cuarto", 30: " y media", 45: " y cuarenta y cinco"}[minute]
    return (
        f"{at}{extra} {part}",
        f"a las {hour}:{minute:02d}",
        f"a la{'s' if spoken > 1 else ''} {spoken}{extra} {part}",
    )


def _punjabi_clock(numbers: list[str], parts: tuple[str, str, str, str], words: Mapping[str, str]) -> Spoken:
    def clock(hour: int, minute: int) -> tuple[str, ...]:
        spoken = hour % 12 or 12
        part = parts[0] if hour < 12 else parts[1] if hour < 16 else parts[2] if hour < 20 else parts[3]
        if minute == 30:
            said = {1: words["1:30"], 2: words["2:30"]}.get(spoken, f"{words['half']} {numbers[spoken]}")
        elif minute == 15:
            said = f"{words['quarter']} {numbers[spoken]}"
        elif minute == 45:
            said = f"{words['to']} {numbers[spoken % 12 + 1]}"
        else:
            said = numbers[spoken]
        return (f"{part} {said} {words['at']}",)

    return clock


_GURMUKHI_CLOCK = _punjabi_clock(
    _PA, ("ਸਵੇਰੇ", "ਦੁਪਹਿਰ", "ਸ਼ਾਮ ਨੂੰ", "ਰਾਤ ਨੂੰ"),
    {"half": "ਸਾਢੇ", "quarter": "ਸਵਾ", "to": "ਪੌਣੇ", "1:30": "ਡੇਢ", "2:30": "ਢਾਈ", "at": "ਵਜੇ"},
)  # fmt: skip
_LATIN_CLOCK = _punjabi_clock(
    _LATIN, ("savere", "dupehar", "shaam nu", "raat nu"),
    {"half": "saadhe", "quarter": "sava", "to": "paune", "1:30": "dedh", "2:30": "dhai", "at": "vaje"},
)  # fmt: skip


def _days(names: tuple[str, ...], form: str, near: tuple[str, ...]) -> Callable[[date], tuple[str, ...]]:
    def said(day: date) -> tuple[str, ...]:
        away = (day - NOW.date()).days
        return (near[away],) if away < len(near) and near[away] else (form.format(names[day.weekday()]),)

    return said


_TONGUES: dict[str, tuple[Callable[[date], tuple[str, ...]], Spoken, list[str], tuple[str, ...]]] = {
    "es": (
        _days(_ES_DAYS, "el {}", ("hoy", "mañana", "pasado mañana")), _spanish_clock, ["", "uno", *_ES[2:]],
        ("Lucía Pérez", "Carlos Gómez", "Ana Torres", "José Hernández", "María López", "Javier Ruiz", "Elena Castillo"),
    ),
    "pa": (_days(_PA_DAYS, "{}", ()), _GURMUKHI_CLOCK, _PA, ("ਹਰਪ੍ਰੀਤ ਗਿੱਲ", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "ਸਿਮਰਨ ਕੌਰ", "ਮਨਜੀਤ ਸੰਧੂ")),
    "pa_latin": (_days(_LATIN_DAYS, "{}", ()), _LATIN_CLOCK, _LATIN, ("Harpreet Gill", "Gurpreet Singh", "Simran Kaur", "Manjit Sandhu")),
}  # fmt: skip


def _read(tongue: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((UTTERANCES / f"{tongue}.yaml").read_text(encoding="utf-8"))
    return content


def _bank(content: Mapping[str, Any], trade: str) -> Bank:
    lines: list[Line] = []
    for act, said in content.items():
        if act == "cues":
            continue
        if isinstance(said, dict):
            said = said.get(trade) or said.get("other" if trade != "restaurant" else trade) or []
        lines += [Line(act, text) for text in said]
    lines += [Line(OPEN, line.text) for line in lines if line.act == INFORM and len(line.slots) > 1]
    assert trade == "restaurant" or any(line.act == SERVICE for line in lines)
    return Bank(lines)


def cues_of(tongue: str) -> Cues:
    return Cues(**_read("pa" if tongue == "pa_latin" else tongue)["cues"])


def _cases(tongue: str, how_many: int) -> Callable[[Path, random.Random], Iterator[Case]]:
    def cases(_: Path, dice: random.Random) -> Iterator[Case]:
        content, (said_day, said_clock, numbers, names) = _read(tongue), _TONGUES[tongue]
        banks = {trade: _bank(content, trade) for trade in ("restaurant", "salon", "dentist", "doctor")}

        def wish(slot: str) -> Wish:
            if slot == "date":
                day = NOW.date() + timedelta(days=dice.randint(1, 6))
                return Wish(day.isoformat(), said_day(day))
            if slot == "party":
                party = dice.randint(2, 10)
                return Wish(party, (numbers[party], str(party)))
            hour, minute = dice.randint(9, 20), dice.choice((0, 0, 15, 30, 30, 45))
            return Wish(f"{hour:02d}:{minute:02d}", said_clock(hour, minute))

        for number in range(how_many):
            trade = dice.choice(("restaurant", "restaurant", "salon", "dentist", "doctor"))
            slots = ("date", "time", "party") if trade == "restaurant" else ("date", "time")
            name = dice.choice(names)
            wishes = {slot: wish(slot) for slot in slots} | {"name": Wish(name, (name,))}
            at_first = {}
            if dice.random() < 0.4:
                slot = dice.choice(slots)
                other = wish(slot)
                at_first = {slot: other} if other.value != wishes[slot].value else {}
            yield Case(
                f"{tongue}-{number}", trade, Goal(wishes, at_first), banks[trade], NOW, language=tongue,
                services=dice.choice((1, 1, 3)) if trade != "restaurant" else 1,
            )  # fmt: skip

    return cases


SPANISH, PUNJABI, PUNJABI_IN_LATIN = _cases("es", 200), _cases("pa", 150), _cases("pa_latin", 150)
