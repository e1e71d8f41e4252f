"""How much later or earlier, how many more or fewer: changes told by their difference."""

import re
from dataclasses import dataclass

_AMOUNTS = {
    "half an hour": 30, "an hour and a half": 90, "one and a half hours": 90, "a quarter of an hour": 15, "quarter of an hour": 15,
    "media hora": 30, "hora y media": 90, "una hora y media": 90, "un cuarto de hora": 15,
    "ਅੱਧਾ ਘੰਟਾ": 30, "ਡੇਢ ਘੰਟਾ": 90, "ਢਾਈ ਘੰਟੇ": 150, "adha ghanta": 30, "addha ghanta": 30, "dedh ghanta": 90, "dhai ghante": 150,
}  # fmt: skip
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty five": 45, "forty-five": 45, "un": 1, "una": 1, "otro": 1, "otra": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "diez": 10,
    "quince": 15, "veinte": 20, "treinta": 30, "ਇੱਕ": 1, "ਇਕ": 1, "ਦੋ": 2, "ਤਿੰਨ": 3, "ਚਾਰ": 4, "ਪੰਜ": 5, "ਦਸ": 10, "ਪੰਦਰਾਂ": 15, "ਵੀਹ": 20, "ਤੀਹ": 30,
    "ik": 1, "ikk": 1, "do": 2, "tinn": 3, "tin": 3, "char": 4, "chaar": 4, "panj": 5, "das": 10, "pandran": 15, "vih": 20, "veeh": 20, "tih": 30, "teeh": 30,
}  # fmt: skip
_HOURS = r"hours?|hrs?|horas?|ਘੰਟੇ|ਘੰਟਾ|ghante|ghanta"
_MINUTES = r"minutes?|mins?|minutos?|ਮਿੰਟ|mint"
_ONE = "|".join(re.escape(word) for word in sorted(_COUNTS, key=len, reverse=True))
_LENGTH = (
    rf"(?:(?P<whole>{'|'.join(sorted(_AMOUNTS, key=len, reverse=True))})"
    rf"|(?P<n>\d{{1,2}}|{_ONE})[ -](?:(?P<hours>{_HOURS})|(?P<minutes>{_MINUTES})))"
)
_LATER = r"later|back|más tarde|mas tarde|después|despues|luego|ਲੇਟ|ਬਾਅਦ|ਪਿੱਛੇ|ਅੱਗੇ|late|baad|pichhe|agge"
_EARLIER = r"earlier|sooner|forward|antes|más temprano|mas temprano|ਪਹਿਲਾਂ|ਜਲਦੀ|pehlan|pehla|jaldi"
_BEHIND = re.compile(rf"(?<!\w){_LENGTH} (?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER}))(?!\w)", re.IGNORECASE)
_IN_FRONT = re.compile(
    r"(?<!\w)(?:(?P<later>(?:push|move|put|shift|bump|set) (?:\w+ ){1,3}back|delay (?:\w+ ){1,3}|retras\w+|atras\w+|aplaz\w+)"
    r"|(?P<earlier>(?:bring|move|pull|push) (?:\w+ ){1,3}(?:forward|up)|adelant\w+))(?: (?:by|la|lo|mi|reserva|cita|mesa|unos)){0,3} "
    rf"{_LENGTH}(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shift:
    minutes: int
    """Later; below zero earlier."""
    start: int
    end: int
    """Where it is said."""


def shift(text: str) -> Shift | None:
    """ "An hour later", "push it back half an hour", "media hora antes"."""
    match = _BEHIND.search(text) or _IN_FRONT.search(text)
    if match is None:
        return None
    if match["whole"]:
        minutes = _AMOUNTS[match["whole"].lower()]
    else:
        said = match["n"].lower()
        minutes = (int(said) if said.isdigit() else _COUNTS[said]) * (60 if match["hours"] else 1)
    return Shift(minutes if match["later"] else -minutes, *match.span())


_UNIT = r"(?P<unit>days?|weeks?|d[ií]as?|semanas?)"
_DAYS = (
    re.compile(
        rf"(?<!\w)(?P<n>\d|{_ONE}) {_UNIT} (?:(?P<later>later|after|back|out|más tarde|mas tarde|después|despues)|(?P<earlier>earlier|sooner|before|forward|antes))(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)the (?:following {_UNIT}|{_UNIT.replace('unit', 'next')} after(?! next))(?!\w)|\bla semana siguiente\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:push|move|postpone|delay)\b.{{1,40}}?\b(?P<n>\d|{_ONE}) {_UNIT}(?= ?[.?!]?$)", re.IGNORECASE),
)


def day_shift(text: str) -> Shift | None:
    """ "The week after", "a day earlier", "push it a week": days instead of minutes."""
    match = next((found for rule in _DAYS if (found := rule.search(text))), None)
    if match is None:
        return None
    said = match.groupdict()
    unit = (said.get("unit") or said.get("next") or "semana").lower()
    count = (said.get("n") or "a").lower()
    days = (int(count) if count.isdigit() else _COUNTS[count]) * (7 if unit.startswith(("week", "semana")) else 1)
    return Shift(-days if said.get("earlier") else days, *match.span())


_PERSON = r"person|people|guests?|friends?|adults?|kids?|child(?:ren)?|seats?|places?|personas?|invitad[oa]s?|sillas?|lugar(?:es)?"
_ONES = r"ਬੰਦਾ|ਬੰਦੇ|ਜਣਾ|ਜਣੇ|ਵਿਅਕਤੀ|ਮਹਿਮਾਨ|banda|bande|jana|jane|bandeyan"
_MORE = re.compile(
    rf"(?<!\w)(?:add(?:ing)? (?P<a>\d|{_ONE})(?: (?:more|extra|other|additional))?(?: (?:{_PERSON}))?(?! (?:o'clock|pm|am))"
    rf"|(?P<b>\d|{_ONE}) (?:more|extra|additional|fewer|less) (?:{_PERSON})|(?P<c>one|two|three) (?:fewer|less)(?= |$|[.,?!])"
    rf"|(?P<d>another|an extra|one extra) (?:{_PERSON})|(?P<e>otra|{_ONE}|\d) (?:{_PERSON}) (?:más|mas|menos)|(?P<f>otra) persona"
    rf"|(?P<g>\d|{_ONE}) (?:{_ONES}) (?:ਹੋਰ|ਵੱਧ|ਘੱਟ|hor|vadh|ghatt?)|(?:ਹੋਰ|hor) (?P<h>\d|{_ONE}) (?:{_ONES}))(?!\w)",
    re.IGNORECASE,
)
_COMES_TOO = re.compile(
    r"\b(?:my|our|mi|nuestr[ao]|mer[aie]) (?:\w+ )?(?:wife|husband|partner|son|daughter|mother|mom|mum|father|dad|sister|brother|friend|colleague"
    r"|espos[oa]|marido|hij[oa]|madre|mam[aá]|padre|pap[aá]|herman[oa]|amig[oa]|puttar|dhee|bhra|bhain|dost)"
    r" (?:is|will be|'s|will|viene|va a venir|vi) (?:coming|joining|come|join|tambi[eé]n|aa)(?: us| along| too| as well| riha| rahi)*\b",
    re.IGNORECASE,
)
_FEWER = re.compile(r"(?<!\w)(?:fewer|less|menos|ਘੱਟ|ghatt?)(?!\w)", re.IGNORECASE)


def more_people(text: str) -> Shift | None:
    """ "One more person", "two fewer people": people instead of minutes."""
    if comes := _COMES_TOO.search(text):
        return Shift(1, *comes.span())
    match = _MORE.search(text)
    said = next((part.lower() for part in match.groups() if part), "") if match else ""
    if match is None or not said:
        return None
    many = int(said) if said.isdigit() else _COUNTS.get(said.split()[0], 1)
    return Shift(-many if _FEWER.search(match.group()) else many, *match.span())
