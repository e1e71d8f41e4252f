"""Written words as they are said on the phone, before phonemes are made of them.

espeak-ng reads "415-555-0192" as "four hundred fifteen dash ..." and "7:30 p.m." with two full stops in it; a caller needs
digits one by one, times as people say them, and money with its unit after the number.
"""

import re
from dataclasses import dataclass

_PHONE = re.compile(r"(?<![\w$€£])\+?\(?\d(?:[\s().-]{0,2}\d){6,14}(?!\w)")
_TIME = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)(?:\s*([ap])\.?\s?m\b\.?)?", re.IGNORECASE)
_HOUR = re.compile(r"\b(1[0-2]|[1-9])\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_MONEY = re.compile(r"(?:\bUS)?([$€£])\s?(\d{1,3}(?:,\d{3})+|\d+)(?:[.,](\d{2}))?(?!\d)")
_MONEY_AFTER = re.compile(r"\b(\d+)(?:[.,](\d{2}))?\s?(?:US)?([$€£])(?!\d)")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"\b(?:https?://)?(?:www\.)?"
    r"((?:[\w-]+\.)+(?:com|org|net|info|io|app|co|us|ca|mx|es|uk|in|health|salon|clinic|restaurant)\b(?:/[\w./-]*\w)?)"
)
_SPAN = re.compile(r"(?<=[\dmM.])\s?–\s?(?=[$€£]?\d)")
"""From one end to another: hours, prices. A dash between words is a pause."""
_MONEY_SPAN = re.compile(r"([$€£])(\d+(?:[.,]\d\d)?)\s?–\s?[$€£]?(?=\d)")
"""$10–15: the unit is said once, after the second."""
_MARKUP = re.compile(r"[*•]+\s?")
"""Of those who write for the eye."""
_SHORT_NUMBER = re.compile(r"(?<![\w$€£.,])(?:911|988|112)(?![\w.,]?\d)")
"""Numbers to dial in an emergency: nine one one, not nine hundred eleven."""
_CODE = re.compile(r"\b(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{4,10}\b")
_SPELLED = re.compile(r"\b(?=[0-9 -]*[A-Z])[A-Z0-9](?:[ -][A-Z0-9]){2,}\b")
_CLAUSE = re.compile(r"[^.!?;:।,…—]+(?:[.,](?=\d)[^.!?;:।,…—]+)*[.!?;:।,…—]*[\"'”’)]*\s*")
_SENTENCE_END = ".!?।…"
_PHRASE = re.compile(r"\w{5,}(?=\s+\w{1,4}\b)")


@dataclass(frozen=True, slots=True)
class _Wording:
    oclock: str
    oh: str
    to: str
    """Between two ends: 5–10 p.m."""
    days: dict[str, str]
    """Shortened, where hours or another day follow."""
    money: dict[str, tuple[str, str, str]]
    """Symbol to the word for one and for several, and to what follows them: the hundredths."""
    address: dict[str, str]
    """What the marks of a mail or web address are called."""
    shortened: tuple[tuple[re.Pattern[str], str], ...]


def _table(*rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(written), said) for written, said in rows)


_STREET = r"(\b\d+\w?(?: [A-Z0-9][\w'’]*\.?){1,4}) "
"""A house number and a name: what is shortened after them is no saint and no doctor."""
_OVER = r"\.(?=\s*$|\s+(?!Suite|Ste|Unit|Apt|Floor)[A-Z])"
"""The full stop of a shortened word that ends its sentence too."""
_EN = _Wording(
    oclock="{} o'clock",
    oh="oh",
    to="to",
    days={
        "Mon": "Monday",
        "Tue": "Tuesday",
        "Tues": "Tuesday",
        "Wed": "Wednesday",
        "Thu": "Thursday",
        "Thurs": "Thursday",
        "Fri": "Friday",
        "Sat": "Saturday",
        "Sun": "Sunday",
    },
    money={
        "$": ("dollar", "dollars", "and {} cents"),
        "€": ("euro", "euros", "and {} cents"),
        "£": ("pound", "pounds", "and {} pence"),
    },
    address={"@": "at", ".": "dot", "-": "dash", "_": "underscore", "/": "slash", "+": "plus"},
    shortened=_table(
        (_STREET + "St" + _OVER, r"\1 Street."),
        (_STREET + r"St\.", r"\1 Street"),
        (_STREET + "Dr" + _OVER, r"\1 Drive."),
        (_STREET + r"Dr\.", r"\1 Drive"),
        (r"\bAve" + _OVER, "Avenue."),
        (r"\bAve\.", "Avenue"),
        (r"\bBlvd" + _OVER, "Boulevard."),
        (r"\bBlvd\.", "Boulevard"),
        (r"\bSt\.(?=\s+[A-Z])", "Saint"),
        (r"\bDr\.", "Doctor"),
        (r"\bMr\.", "Mister"),
        (r"\bMrs\.", "Missus"),
        (r"\bMs\.", "Miz"),
        (r"\b[Nn]o\.\s?(?=\d)|#(?=\d)", "number "),
        (r"\be\.\s?g\.,?", "for example"),
        (r"\bi\.\s?e\.,?", "that is"),
        (r"\b1[ -]min\b", "1 minute"),
        (r"(?<=\d)[ -]?mins?\b", " minutes"),
        (r"\b24/7\b", "24 7"),
        (r"\s?&\s?", " and "),
    ),
)
_ES = _Wording(
    oclock="{}",
    oh="cero",
    to="a",
    days={
        "lun": "lunes",
        "mar": "martes",
        "mié": "miércoles",
        "jue": "jueves",
        "vie": "viernes",
        "sáb": "sábado",
        "dom": "domingo",
    },
    money={
        "$": ("dólar", "dólares", "con {}"),
        "€": ("euro", "euros", "con {}"),
        "£": ("libra", "libras", "con {}"),
    },
    address={"@": "arroba", ".": "punto", "-": "guion", "_": "guion bajo", "/": "barra", "+": "más"},
    shortened=_table(
        (r"\bDr\.", "doctor"),
        (r"\bDra\.", "doctora"),
        (r"\bSr\.", "señor"),
        (r"\bSra\.", "señora"),
        (r"\bSrta\.", "señorita"),
        (r"\b[Uu]ds\.", "ustedes"),
        (r"\b[Uu]d\.", "usted"),
        (r"\b[Aa]vd?a?\.(?=\s)", "avenida"),
        (r"\b[Cc]ol\.(?=\s+[A-ZÁÉÍÓÚÑ])", "colonia"),
        (r"\b[CcNn](?:úm)?\.?\s?º\s?(?=\d)|\b[Nn](?:o|úm)\.\s?(?=\d)|#(?=\d)", "número "),
        (r"\b1\.?º", "primero"),
        (r"\b1\.?ª", "primera"),
        (r"\b2\.?º", "segundo"),
        (r"\b2\.?ª", "segunda"),
        (r"\b3\.?º", "tercero"),
        (r"\b3\.?ª", "tercera"),
        (r"\bp\.\s?ej\.,?", "por ejemplo"),
        (r"\b1 min\b", "1 minuto"),
        (r"(?<=\d)\s?mins?\b", " minutos"),
        (r"(?<=:\d\d)\s?h(?:rs?)?\b\.?(?!\s+[A-Z]|\s*$)", ""),
        (r"(?<=:\d\d)\s?h(?:rs?)?\b", ""),
        (r"\s?&\s?", " y "),
    ),
)
_PA = _Wording(
    oclock="{} ਵਜੇ",
    oh="ਜ਼ੀਰੋ",
    to="ਤੋਂ",
    days={},
    money={
        "$": ("ਡਾਲਰ", "ਡਾਲਰ", "{} ਸੈਂਟ"),
        "€": ("ਯੂਰੋ", "ਯੂਰੋ", "{} ਸੈਂਟ"),
        "£": ("ਪੌਂਡ", "ਪੌਂਡ", "{} ਪੈਂਸ"),
    },
    address={"@": "ਐਟ", ".": "ਡਾਟ", "-": "ਡੈਸ਼", "_": "ਅੰਡਰਸਕੋਰ", "/": "ਸਲੈਸ਼", "+": "ਪਲੱਸ"},
    shortened=_table((r"\s?&\s?", " ਤੇ ")),
)
_WORDINGS = {"en": _EN, "es": _ES, "pa": _PA}


def as_spoken(text: str, language: str) -> str:
    """`text` with telephone numbers, codes, times, money, addresses and abbreviations written as they are said."""
    wording = _WORDINGS.get(language, _EN)
    text = _MARKUP.sub("", text)
    text = _MAIL.sub(lambda m: _address(wording, m[0]), text)
    text = _WEB.sub(lambda m: _address(wording, m[1]), text)
    for short, said in wording.shortened:
        text = short.sub(said, text)
    text = _days(wording, text)
    text = _MONEY_SPAN.sub(rf"\2 {wording.to} \1", text)
    text = _SPAN.sub(f" {wording.to} ", text)
    text = _SHORT_NUMBER.sub(lambda m: " ".join(m[0]), text)
    text = _MONEY.sub(lambda m: _money(wording, m[1], m[2].replace(",", ""), m[3]), text)
    text = _MONEY_AFTER.sub(lambda m: _money(wording, m[3], m[1], m[2]), text)
    text = _TIME.sub(lambda m: _time(wording, m), text)
    text = _HOUR.sub(lambda m: f"{m[1]} {m[2].lower()} m{_stop(m)}", text)
    text = _PHONE.sub(_digits, text)
    text = _CODE.sub(lambda m: ", ".join(m[0]), text)
    return _SPELLED.sub(lambda m: ", ".join(re.split("[ -]", m[0])), text)


def clauses(text: str, *, first_at_least: int = 12, at_most: int = 180) -> list[str]:
    """Pieces to synthesise one after the other, at least `first_at_least` characters and cut at any pause for the first,
    so that it is heard soon; whole sentences for the rest, so that they sound like sentences, up to `at_most`."""
    pieces: list[str] = []
    held = ""
    for match in _CLAUSE.finditer(text):
        piece = match[0]
        if held and len(held) + len(piece) > at_most:
            pieces.append(held.strip())
            held = ""
        held += piece
        ends = held.rstrip(" \"'”’)").endswith(tuple(_SENTENCE_END))
        if len(held) >= first_at_least and (ends or not pieces):
            pieces.append(held.strip())
            held = ""
    if held.strip():
        pieces.append(held.strip())
    return pieces


def growing(pieces: list[str], *, by: float) -> list[str]:
    """The same words in pieces that are each at most `by` times as long as any before (and the first whole), so that
    a voice that speaks faster than it is heard has the next ready in time. Cut where a pause is written, else between
    a long and a short word, where a phrase begins in most languages, else between any two words."""
    waiting = list(reversed(pieces))
    grown: list[str] = []
    while waiting:
        piece = waiting.pop()
        cut = _cut(piece, int(by * max(map(len, grown)))) if grown else len(piece)
        grown.append(piece[:cut].rstrip())
        if piece[cut:].strip():
            waiting.append(piece[cut:].lstrip())
    return grown


def _cut(piece: str, limit: int) -> int:
    """Where the first part of `piece` ends, after `limit` characters at most unless its first word is longer."""
    if len(piece) <= limit:
        return len(piece)
    pauses = [match.end() for match in _CLAUSE.finditer(piece) if limit / 2 <= match.end() <= limit]
    gaps = list(re.finditer(r"\s+", piece))
    words = [gap.start() for gap in gaps if gap.start() <= limit]
    phrases = [match.end() for match in _PHRASE.finditer(piece) if limit / 2 <= match.end() <= limit]
    return (pauses or phrases or words or [gap.start() for gap in gaps[:1]] or [len(piece)])[-1]


def ends_a_sentence(clause: str) -> bool:
    """Whether a longer pause follows."""
    return clause.rstrip(" \"'”’)").endswith(tuple(_SENTENCE_END))


def _digits(match: re.Match[str]) -> str:
    """Grouped as written, or as a North American number."""
    groups = re.findall(r"\d+", match[0])
    digits = "".join(groups)
    if len(groups) == 1 and len(digits) > 7:
        tail = [digits[-10:-7], digits[-7:-4], digits[-4:]]
        groups = [group for group in (digits[:-10], *tail) if group]
    return ", ".join(" ".join(group) for group in groups)


def _stop(match: re.Match[str]) -> str:
    """The full stop of "p.m." ends the sentence too when a new one follows."""
    after = match.string[match.end() : match.end() + 2]
    return "." if match[0].endswith(".") and (not after.strip() or after[-1:].isupper()) else ""


def _time(wording: _Wording, match: re.Match[str]) -> str:
    hour, minute = str(int(match[1])), match[2]
    said = hour
    if minute == "00":
        said = hour if match[3] else wording.oclock.format(hour)
    elif minute.startswith("0"):
        said = f"{hour} {wording.oh} {minute[1]}"
    else:
        said = f"{hour} {minute}"
    return f"{said} {match[3].lower()} m{_stop(match)}" if match[3] else said


def _money(wording: _Wording, symbol: str, whole: str, hundredths: str | None) -> str:
    one, several, with_hundredths = wording.money[symbol]
    said = f"{int(whole)} {one if int(whole) == 1 else several}"
    return f"{said} {with_hundredths.format(int(hundredths))}" if hundredths and int(hundredths) else said


def _days(wording: _Wording, text: str) -> str:
    """Two days with a dash between them, and one with its hours."""
    if not wording.days:
        return text
    day = rf"\b({'|'.join(wording.days)})\b\.?"
    text = re.sub(
        rf"{day}\s?[–-]\s?{day}",
        lambda m: f"{wording.days[m[1]]} {wording.to} {wording.days[m[2]]}",
        text,
    )
    return re.sub(rf"{day}(?=,?:?\s+\d)", lambda m: wording.days[m[1]], text)


def _address(wording: _Wording, written: str) -> str:
    parts = re.split(r"([@.\-_/+])", written)
    return " ".join(wording.address.get(part, part) for part in parts if part)
