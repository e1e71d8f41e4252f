"""Words about a party that is too large: at several tables, the most there may be, a bare number of guests."""

import re

_SEVERAL_TABLES = re.compile(
    r"\b(?:two|three|four|several|separate|multiple|a (?:couple|few) of|different|more than one|[2-9]) (?:\w+ )?(?:tables|bookings|reservations)\b"
    r"|\bsplit (?:us|it|them|up|the (?:group|party))\b|\btables? (?:next to|beside|near) (?:each other|one another)\b"
    r"|\b(?:dos|tres|cuatro|varias|distintas|[2-9]) mesas\b|\bmesas (?:separadas|juntas)\b|\b(?:dividir|separar)(?:nos|los)?\b"
    r"|(?:ਦੋ|ਤਿੰਨ|ਵੱਖ\S*|ਕਈ) (?:ਮੇਜ਼|ਟੇਬਲ)|\b(?:do|tinn?|vakh\w*|kai) (?:mez|table)\w*",
    re.IGNORECASE,
)


def several_tables(text: str) -> bool:
    """ "Two tables of six then", "can you split us up?"."""
    return _SEVERAL_TABLES.search(text) is not None


_PARTY = r"(?:part(?:y|ies)|groups?|number|people|guests|table|booking|reservation)"
_MOST = re.compile(
    rf"\b(?:maximum|max|largest|biggest|most)\b(?:[^.?!]{{0,25}}\b{_PARTY}\b)?[^.?!]{{0,30}}\b(?:you (?:can |could |will )?(?:take|seat|book|accept|do|have|accommodate|handle|allow)|can (?:you )?(?:book|seat|come|sit))\b"
    rf"|\bhow (?:big|large) (?:of )?(?:a |can (?:a |the |our )?)?(?:{_PARTY})\b|\bhow many (?:people |guests |of us )?(?:can|could|do) (?:you|i|we) (?:take|seat|book|accommodate|sit|fit|bring)\b"
    rf"|\b(?:what|what's|is there) (?:is )?(?:the |your |a )?(?:maximum|max|limit|largest|biggest)(?: {_PARTY})?(?: size)?\W*$"
    r"|\b(?:m[aá]ximo|como mucho)\b[^.?!]{0,30}\b(?:personas|grupo|mesa|aceptan|reservar)\b|\bcu[aá]ntas personas (?:aceptan|caben|puedo|pueden|como m[aá]ximo)\b|\bgrupo m[aá]s grande\b",
    re.IGNORECASE,
)


def asks_for_most(text: str) -> bool:
    """ "What's the largest group you take?"."""
    return _MOST.search(text) is not None


_AT = re.compile(r"\b(?:at|around|by|before|after|until|from|las?)\W*$", re.IGNORECASE)
_CLOCK = re.compile(r"[:.]|[ap]\.?m|o'?clock|half|quarter|en punto|ਵਜੇ|vaje", re.IGNORECASE)


def is_bare_hour(text: str, start: int, end: int) -> bool:
    """Whether nothing but its number makes the words between these an hour: "what about eight?"."""
    return _AT.search(text[:start]) is None and _CLOCK.search(text[start : end + 9]) is None


_NOTHING = re.compile(
    r"^\W*(?:(?:no|nope|nah|not really|no thanks?|no thank you|nothing|nothing (?:else|more)|none|that's (?:all|it|everything)|that is (?:all|it)|that will be all|that'll be all|just that|only that|that'll do"
    r"|i'm good|we're good|all good|all set|thanks|thank you|no gracias|nada|nada m[aá]s|eso es todo|es todo|solo eso|gracias|nahin?|nahi|bas|kuchh? (?:nahin?|nahi))\b\W*)+$"
    r"|^\W*(?:ਨਹੀਂ|ਬੱਸ|ਕੁਝ ਨਹੀਂ|ਹੋਰ ਕੁਝ ਨਹੀਂ)(?: (?:ਜੀ|ਬੱਸ|ਧੰਨਵਾਦ))*\W*$",
    re.IGNORECASE,
)


def nothing_more(text: str) -> bool:
    """ "No, that's all": there is nothing to add."""
    return _NOTHING.search(text) is not None
