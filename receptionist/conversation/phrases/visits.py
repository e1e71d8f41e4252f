"""Of a visit: one there is already, a new one, and what of it shall be different."""

import re

_MAKES = re.compile(
    r"\b(?:make|set(?: up)?|schedule|fix|arrange|get|reserve|book|take|try)(?: for)?(?: me| us)? (?:up )?(?:the|an?|another|that|this) "
    r"(?:[\w'’]+ ){0,2}(?:appointment|reservation|booking|visit|table)\b|\b(?:haga|hacer|h[aá]game|poner|agendar|programar) (?:la|una) (?:cita|reserva\w*)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:resched\w*|postpone|(?:change|changing|move|moving|cancel\w*)(?:\s+[\w'’]+){0,3}?\s+(?:appointments?|reservations?|bookings?|visit|table|it|that|this|time|day|date))\b"
    r"|\b(?:cambi\w+|mover|mueva|cancel\w+)\b",
    re.IGNORECASE,
)


def makes_anew(text: str) -> bool:
    """ "Make the appointment for Tuesday": made, not moved."""
    return _MAKES.search(text) is not None and _MOVES.search(text) is None


_VISIT = re.compile(
    r"\b(?:appointments?|reservations?|bookings?|visit|table|cita|reserva(?:ci[oó]n)?|mesa)\b|ਬੁਕਿੰਗ|ਮੁਲਾਕਾਤ",
    re.IGNORECASE,
)


def speaks_of_visit(text: str) -> bool:
    return _VISIT.search(text) is not None


_THEIRS = re.compile(r"(?:\b(?:my|our|mi|mis|nuestr[ao]s?|mer[aie]|sad[aie])|ਮੇਰ[ਾੀੇ]|ਸਾਡ[ਾੀੇ]) (?:\w+ )?$", re.I)


def is_theirs(text: str, start: int) -> bool:
    """ "My haircut": what begins at `start` is one the caller has."""
    return _THEIRS.search(text[:start]) is not None


_OWN = re.compile(
    r"\b(my|our) (reservation|booking|appointment|table)\b|\b(mi|nuestra) (reserva|reservación|cita|mesa)\b|ਮੇਰੀ ਬੁਕਿੰਗ",
    re.I,
)


def own_booking(text: str) -> bool:
    """Whether a booking is spoken of that there is already."""
    return bool(_OWN.search(text))


_HAS = re.compile(
    r"\b(i|we)('ve| have)? ?(already |just )?(have|made|got) an? (booking|reservation|appointment|table booked)\b"
    r"|\b(i|we)('ve| have| had)? (already |just )?booked (?:for|a|an|us|yesterday|last|on|in|online|through|via|by (?:phone|email)|earlier|already)\b|\b(?:ya )?reserv(?:é|amos|e) (?:para|una|ayer)\b"
    r"|\b(ya )?(tengo|tenemos|hice) una (reserva|reservación|cita|mesa)\b",
    re.I,
)


def has_booking(text: str) -> bool:
    """ "I have a booking tomorrow": it is no new one that is wanted."""
    return bool(_HAS.search(text))


_THE_VISIT = r"(?:reservation|booking|appointment|table|reserva|reservación|cita|mesa)"
_IS_WHEN = re.compile(
    rf"\b{_THE_VISIT}\b\s*(?:(?:that|which|it) ?(?:is|'s|was)\s+|(?:i|we)(?:'ve| have)? (?:have|made|got)?\s*|is\s+|que tengo\s+)?"
    r"(?:(?:under|in the name of|for|a nombre de)\s+(?:the name\s+)?[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?,?\s+)?"
    r"(?:(?:for|on|at|of|this|next|coming|de|del|el|la)\s+){0,3}(?:the\s+)?$",
    re.I,
)
_BOOKED_FOR = re.compile(
    r"\b(?:i|we)(?:'ve| have| had)? (?:already |just )?booked (?:(?:a |the )?\w+ |us )?(?:in )?(?:(?:for|on|at|this|next|the) ){1,3}$",
    re.I,
)
_WHOSE_WHEN = re.compile(r"\b(?:my|our|the|mi|nuestra|la)\s+$", re.I)
_WHEN_IS = re.compile(
    rf"^(?:['’]s)?\s+(?:\d[\d:]*\s*(?:[ap]\.?m\.?\s+)?|\w+ (?:o'clock|[ap]m)\s+)?{_THE_VISIT}\b", re.I
)


_WHEN_OF_IT = re.compile(
    r"^\s+(?:ਦੀ|ਵਾਲੀ|di|wali|vali)\s+(?:\S+ (?:ਵਜੇ|vaje) (?:ਵਾਲੀ|wali|vali) )?(?:ਬੁਕਿੰਗ|ਰਿਜ਼ਰਵੇਸ਼ਨ|ਅਪੌਇੰਟਮੈਂਟ|ਅਪਾਇੰਟਮੈਂਟ|ਮੁਲਾਕਾਤ|(?:booking|reservation|appointment)\b)",
    re.IGNORECASE,
)


def tells_when_it_is(text: str, start: int, end: int) -> bool:
    """Whether the moment at `start` to `end` is that of the visit there is: "my booking for Friday", "tomorrow's 7 pm table"."""
    before, behind = text[:start], text[end:]
    if _IS_WHEN.search(before) or _BOOKED_FOR.search(before) or _WHEN_OF_IT.search(behind):
        return True
    theirs = _WHOSE_WHEN.search(before) is not None or re.search("['’]s", text[start : end + 2]) is not None
    return theirs and _WHEN_IS.search(behind) is not None


_AGAIN = re.compile(r"\b(again|after all|otra vez|de nuevo|nuevamente)\b|ਦੁਬਾਰਾ|ਫਿਰ", re.I)


def wants_it_back(text: str) -> bool:
    """ "Book me again", after a cancellation."""
    return bool(_AGAIN.search(text))


_KEEPS = re.compile(
    r"\b(keep (it|that|my|our|the)|(don't|do not) (cancel|change|move)|leave (it|that|things|everything) (as|how|where|the way|alone|like)|leave it"
    r"|stick (with|to) (it|that|the|what)|stay as it (is|was)|no la (cancele|cambie|mueva)|d[ée]j(ela|elo|ala|alo)( como| as[ií])?)\b"
    r"|ਰਹਿਣ ਦਿ|ਉਵੇਂ ਹੀ|ਓਵੇਂ ਹੀ|\b(rehn|rehan|rahin) (deo|dio|do)\b|\b(ove|uven|oven|ohi) hi\b",
    re.I,
)


def keeps_it(text: str) -> bool:
    """A no to "shall I cancel it?", "shall I change it?"."""
    return bool(_KEEPS.search(text))


_PUTS_RIGHT = re.compile(
    r"\b(instead|make (it|that)|let's (?:say|make it|do|go with)|rather|change (it|that)|(no|oh),? wait|i mean(t)?|mejor|en (vez|lugar)|cámbie(la|lo)|quise decir)\b"
    r"|ਸਗੋਂ|ਦੀ ਥਾਂ|ਕਰ ਦਿਓ",
    re.IGNORECASE,
)


def puts_right(text: str) -> bool:
    """ "No wait, eight instead": what follows replaces something, though nothing is denied."""
    return _PUTS_RIGHT.search(text) is not None


_PROPOSES = re.compile(
    r"\b(?:(?:can|could|may|shall|should) (?:we|you|i) (?:\w+ )?(?:say|do|make|have|go for|try)|let's (?:say|do|make|try)|(?:how|what) about|podemos|puede ser|digamos)\b",
    re.IGNORECASE,
)


def proposes(text: str) -> bool:
    """ "Can we say four?", "how about five": another value for what is held."""
    return _PROPOSES.search(text) is not None or puts_right(text)


_ASPECTS: tuple[tuple[str, str], ...] = (
    (r"(the )?(time|hour)|la hora|hora|ਸਮਾਂ", "time"),
    (r"(the )?(day|date)|el día|la fecha|fecha|día|ਤਾਰੀਖ਼?", "date"),
    (r"how many|(number of )?(people|guests|persons)|party( size)?|cuántos|(número de )?personas|ਲੋਕ", "party_size"),
    (r"(the )?name|nombre|ਨਾਂ|ਨਾਮ", "name"),
)


def aspect(text: str) -> str | None:
    """What of a visit somebody wants different, without saying yet to what: "the time is wrong"."""
    return next((slot for words, slot in _ASPECTS if re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.I)), None)


_IN_PLACE = re.compile(
    r"\b(?:instead|rather than|en (?:vez|lugar) de(?:l)?|di thaan|di jagah|di jagha)\b|ਦੀ ਥਾਂ|ਦੀ ਜਗ੍ਹਾ", re.IGNORECASE
)


def in_place_of(text: str) -> bool:
    """ "Sunday instead of tomorrow": there is a visit already, and it is to be another."""
    return _IN_PLACE.search(text) is not None


_ANOTHER = re.compile(
    r"\b(?:another|second|other|one more|third|additional|separate|new) (?:one|booking|reservation|table|appointment|visit|slot)\b"
    r"|\b(?:otra|segunda|nueva) (?:reserva(?:ci[oó]n)?|mesa|cita|visita)\b|\bla (?:segunda|otra)\b|\b(?:the )?same for (?:my|his|her|our|the) "
    r"|\blo mismo para (?:mi|su|el|la)\b|\b(?:ikk? hor|dooji|duji|duj[ai]) (?:booking|table|appointment)\b|(?:ਇੱਕ ਹੋਰ|ਦੂਜੀ|ਦੂਜਾ) (?:ਬੁਕਿੰਗ|ਟੇਬਲ|ਮੇਜ਼|ਅਪੌਇੰਟਮੈਂਟ)",
    re.IGNORECASE,
)


_SAME_FOR = re.compile(
    r"\b(?:the )?same (?:thing |time |again )?for (?:my|his|her|our|the)\b|\blo mismo para\b|\b(?:ohi|same|ehi) (?:\w+ ){0,3}(?:layi|lai|vaste)\b|ਉਹੀ (?:\S+ ){0,3}(?:ਲਈ|ਵਾਸਤੇ)",
    re.IGNORECASE,
)


_WITH_THEM = re.compile(
    r"\bwith (?:him|her|them)\b|\bcon (?:él|ella)\b|\bose (?:de )?(?:naal|nal)\b|ਉਸੇ ਨਾਲ|ਉਹਨਾਂ ਨਾਲ|ਉਨ੍ਹਾਂ ਨਾਲ",
    re.IGNORECASE,
)


def with_them(text: str) -> bool:
    """ "With him": who was just spoken of."""
    return _WITH_THEM.search(text) is not None


def same_for(text: str) -> bool:
    """ "And the same for my husband"."""
    return _SAME_FOR.search(text) is not None


_SAME_DAY = re.compile(
    r"\b(?:the |that )?same (?:day|date)\b|\b(?:el )?mismo d[ií]a\b|\b(?:ose|ohi) din\b|ਉਸੇ ਦਿਨ|ਓਸੇ ਦਿਨ", re.IGNORECASE
)


def on_same_day(text: str) -> bool:
    """ "Also a blow-dry the same day"."""
    return _SAME_DAY.search(text) is not None


def another(text: str) -> bool:
    """ "And the second one is on Saturday": a visit beside the one just made."""
    return _ANOTHER.search(text) is not None


_SOMEBODY_ELSE = re.compile(
    r"\b(?:(?:some|any) ?(?:one|body) else|(?:another|a different|some other|any other) (?:person|stylist|doctor|nurse|barber|hairdresser|colou?rist|provider|therapist|dentist)"
    r"|not (?:him|her)|con (?:otra persona|otr[oa] (?:estilista|doctora?|m[eé]dic[oa]|enfermer[oa]))|con alguien m[aá]s)\b"
    r"|\bkise hor (?:naal|nal|kolon|ton)\b|ਕਿਸੇ ਹੋਰ",
    re.IGNORECASE,
)


def wants_somebody_else(text: str) -> bool:
    """ "Could I have someone else?"."""
    return _SOMEBODY_ELSE.search(text) is not None


_ON_WHEELS = re.compile(r"\bwheel ?chair|\bsilla de ruedas|ਵ੍ਹੀਲ ?ਚੇਅਰ", re.I)


def needs_access(notes: str) -> bool:
    """Whether these notes of a visit tell of a wheelchair."""
    return _ON_WHEELS.search(notes) is not None
