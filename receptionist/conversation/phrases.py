"""The few words that mean something only inside a conversation: picking from what was offered, backing out.

What a sentence means in itself is the understander's business; these depend on what was just said.
"""

import re
from datetime import datetime

_ORDINALS: tuple[tuple[str, int], ...] = (
    (r"first|1st|primer[ao]?|option one|number one|opción uno|ਪਹਿਲ[ਾੀੇ]|pehl[aie]", 0),
    (r"second|2nd|segund[ao]|option two|number two|opción dos|ਦੂਜ[ਾੀੇ]|d(?:u|oo)j[aie]", 1),
    (r"third|3rd|tercer[ao]?|option three|number three|opción tres|ਤੀਜ[ਾੀੇ]|t(?:i|ee)j[aie]", 2),
    (r"last|latter|últim[ao]|ultim[ao]|ਆਖ਼?ਰੀ", -1),
)
_EARLIEST = re.compile(r"\b(earl(y|ier|iest)|soon(er|est)|más temprano|temprano|antes|primera hora)\b", re.I)
_LATEST = re.compile(r"\b(lat(er|est)|más tarde|después)\b", re.I)
_NEVER_MIND = re.compile(
    r"\b(never ?mind|forget (about )?(it|that|the booking)|leave it|drop (it|that)|olvíd(elo|alo)|olvid(elo|alo)"
    r"|d[ée]jelo|no importa|(?:entonces|pues|mejor) nada|(?:rehn|rehan|rahin) (?:deo|dio|do))\b|ਰਹਿਣ ਦਿ",
    re.I,
)
_NO_RECORDING = re.compile(
    r"\b(do not|don't|dont|stop|without|rather not|not want|no|not to|off)\b[^.?!]*\brecord(ed|ing)?\b"
    r"|\bno (me |quiero |nos )?(que )?(me )?(grab\w+)|\bsin grabar\b|ਰਿਕਾਰਡ ਨਾ|ਰਿਕਾਰਡ ਨਹੀਂ",
    re.I,
)
_FILLER = re.compile(
    r"^(?:(?:yes|yeah|sure|ok(?:ay)?|um+|uh+|well|hi|hello|sí|claro|bueno|pues|the name(?:'s| is)?|my name(?:'s| is)?|it's|its|it is|"
    r"this is|i'm|i am|that's|that would be|under|for|name|put it under|a nombre de|me llamo|soy|mi nombre es|es|"
    r"el nombre es|con)\b[\s,:.]*)+",
    re.I,
)


def ordinal(text: str, offered: int) -> int | None:
    """Which of `offered` things "the second", "the last one" means."""
    for words, index in _ORDINALS:
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.I):
            place = index if index >= 0 else offered - 1
            return place if place < offered else None
    return None


def only_ordinal(text: str) -> bool:
    """Whether "the second" is all there is: no month or weekday makes it a date."""
    return any(re.fullmatch(rf"(?:the |el |la )?(?:{words})(?: one)?", text.strip(), re.I) for words, _ in _ORDINALS)


def earlier_or_later(text: str, starts: list[datetime]) -> int | None:
    """ "The earlier one", "the latest": by the times that were offered."""
    if not starts:
        return None
    if _EARLIEST.search(text):
        return starts.index(min(starts))
    if _LATEST.search(text):
        return starts.index(max(starts))
    return None


_OTHERS = re.compile(
    r"\b(?:any(?:thing)? ?else|something else|what else|(?:any|some|the) other \w+|other (?:times?|options?|slots?|days?|openings?|suggestions?|choices?|recommendations?|ones?|possibilit\w+)|others"
    r"|more (?:times?|options?|choices?|slots?|suggestions?)|another (?:time|option|suggestion|one|slot|\w+)"
    r"|different (?:time|one)|alternatives?|none (?:of (?:them|those|these))?|neither|alguna otra|otr[oa]s? (?:hora|opci[oó]n|horario)s?|ninguna?|ni una)\b"
    r"|ਕੋਈ ਹੋਰ|ਹੋਰ ਸਮਾਂ|\b(?:koi hor|hor time|hor koi)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:any(?:thing|time)?|some(?:thing|time)?|nothing|a (?:little |bit )?|bit|little|much|even|slot|one|more|be|is|have|algo|nada|un poco|hay|tiene[ns]?)\b[^.?!]{0,25}"
    r"\b(?P<way>earlier|sooner|later|m[aá]s temprano|antes|m[aá]s tarde|despu[eé]s)\b|\btoo (?P<too>early|late)\b|^\W*(?P<bare>earlier|later)\W*$",
    re.IGNORECASE,
)
_PICKS = re.compile(
    r"\b(?:the|that|el|la) (?:earlier|later|earliest|latest|first|last|sooner|m[aá]s \w+)(?: one| time| slot)?\b",
    re.IGNORECASE,
)


def wants_others(text: str) -> bool:
    """ "Any other time?", "none of those": nothing of what was offered."""
    return _OTHERS.search(text) is not None


def wants_beyond(text: str) -> str | None:
    """ "Do you have anything later?": `later` or `earlier` than all that was offered. "The later one" is one of them."""
    match = None if _PICKS.search(text) else _SOME.search(text)
    if match is None:
        return None
    if match["too"]:
        return "later" if match["too"].lower() == "early" else "earlier"
    way = (match["way"] or match["bare"]).lower()
    return "later" if way in ("later", "más tarde", "mas tarde", "después", "despues") else "earlier"


_ASKS_ON = re.compile(
    r"^(?:(?:ok(?:ay)?|and|so|then|well|y|e|ਅਤੇ|ਤੇ|te|ate)[ ,]+)*(?:what about|how about|and|also|same for|qu[eé] tal|y (?:el|la|los|las)|ਅਤੇ|ਤੇ)\b",
    re.I,
)


def asks_on(text: str) -> bool:
    """ "And the salad?", "what about Sunday?": a question that leans on the one before."""
    return _ASKS_ON.search(text.strip(" ¿")) is not None


_SEEKS_PLACE = re.compile(
    r"\b(?:anything|something|availab\w+|free|openings?|space|room|spots?|slots?|fit|squeeze|get in|come in|see (?:me|us)|appointments?"
    r"|hueco|disponib\w+|libres?|algo|lugar|sitio|cupo|khali|thaan)\b|ਖਾਲੀ|ਥਾਂ",
    re.I,
)


def seeks_place(text: str) -> bool:
    """ "Anything on Thursday?": about a place in the book, where "live music on Thursday?" is about the house."""
    return _SEEKS_PLACE.search(text) is not None


def drops_it(text: str) -> bool:
    """ "Never mind"."""
    return bool(_NEVER_MIND.search(text))


_USUAL = re.compile(
    r"\b(?:the|my|our) usual\b(?! (?:hours|price|time do))|\bsame as (?:always|usual|ever|last time)\b|\blike (?:always|last time)\b"
    r"|\blo de siempre\b|\bcomo siempre\b|\bigual que (?:siempre|la [uú]ltima vez)\b"
    r"|ਹਮੇਸ਼ਾ (?:ਵਾਂਗ|ਵਾਲ)|ਪਹਿਲਾਂ ਵਾਂਗ|ਪਿਛਲੀ ਵਾਰ (?:ਵਾਂਗ|ਵਾਲ)|\bhamesha (?:wang|vang|wala)\b",
    re.I,
)
_FORGET = re.compile(
    r"\b(?:forget|delete|erase|remove) (?:about )?(?:me|(?:all |everything )?(?:of )?my (?:\w+ )?(?:data|details|information|info|records?|number|profile))(?! (?:from|off) (?:the )?(?:booking|wait))\b(?! a | an | the | my )"
    r"|\b(?:delete|erase|forget) (?:everything|all|whatever) (?:that )?you (?:have|know|kept|keep)\b|\bright to be forgotten\b"
    r"|\b(?:borr[ae]n?|elimin[ae]n?|olvid[ae]n?|borrar|eliminar) (?:todos )?(?:mis (?:datos|informaci[oó]n)|mi (?:informaci[oó]n|n[uú]mero|historial)|todo lo que (?:tienen|saben|guardan))\b|\bderecho al olvido\b"
    r"|ਮੇਰ(?:ਾ|ੀ) (?:ਸਾਰਾ |ਸਾਰੀ )?(?:ਡਾਟਾ|ਡੇਟਾ|ਜਾਣਕਾਰੀ|ਰਿਕਾਰਡ) (?:ਮਿਟਾ|ਹਟਾ|ਡਿਲੀਟ)|\bmera (?:sara )?data (?:mita|delete|hata)",
    re.I,
)


def wants_usual(text: str) -> bool:
    """ "The usual, please"."""
    return bool(_USUAL.search(text))


def wants_forgetting(text: str) -> bool:
    """ "Delete my data"."""
    return bool(_FORGET.search(text))


def refuses_recording(text: str) -> bool:
    return bool(_NO_RECORDING.search(text))


_NO_NAME = re.compile(
    r"\b(a|an|the|what|when|where|which|who|how|why|is|are|was|do|does|can|could|would|you|your|it|this|that|please|sorry|again"
    r"|mm+|hm+|uh|um|un|una|el|la|qué|cuándo|dónde|cuál|cómo|puede|perdón|eso)\b",
    re.I,
)


def bare_name(text: str) -> str | None:
    """An answer to "what name?" without its frame; None if it does not look like a name."""
    rest = _FILLER.sub("", text.strip()).strip(" .,!")
    words = rest.split()
    if (
        not 1 <= len(words) <= 4
        or any(character.isdigit() or character == "?" for character in rest)
        or _NO_NAME.search(rest)
    ):
        return None
    return " ".join(word if word[:1].isupper() else word.capitalize() for word in words)


_NAME_PARTS = re.compile(r"(?:de|del|della|di|da|dos|van|von|bin|ibn|la|las|los|el|der|den|y)", re.IGNORECASE)


def is_only_a_name(text: str) -> bool:
    """ "Maria de la Cruz": words with capitals, and what joins them. Where nothing is capitalised it cannot be told."""
    words = text.strip(" .,!").split()
    return (
        2 <= len(words) <= 6
        and all(word[:1].isupper() or _NAME_PARTS.fullmatch(word) for word in words)
        and words[0][:1].isupper()
    )


_PUTS_RIGHT = re.compile(
    r"\b(instead|make (it|that)|rather|change (it|that)|(no|oh),? wait|i mean(t)?|mejor|en (vez|lugar)|cámbie(la|lo)|quise decir)\b"
    r"|ਸਗੋਂ|ਦੀ ਥਾਂ|ਕਰ ਦਿਓ",
    re.IGNORECASE,
)


def puts_right(text: str) -> bool:
    """ "No wait, eight instead": what follows replaces something, though nothing is denied."""
    return _PUTS_RIGHT.search(text) is not None


def spelled_code(text: str) -> str | None:
    """Five letters and digits said one by one or at once: "A C D, four 7" as recognisers write it."""
    digits = {
        "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
        "eight": "8", "nine": "9", "tres": "3", "cuatro": "4", "siete": "7", "nueve": "9",
    }  # fmt: skip
    tokens = [digits.get(token.lower(), token) for token in re.findall(r"\w+", text)]
    singles = "".join(token if len(token) == 1 else " " for token in tokens)
    for run in singles.split():
        if len(run) == 5:
            return run.upper()
    whole = [token for token in tokens if len(token) == 5 and re.search(r"\d", token) and token.isalnum()]
    return whole[0].upper() if whole else None


_ASPECTS: tuple[tuple[str, str], ...] = (
    (r"(the )?(time|hour)|la hora|hora|ਸਮਾਂ", "time"),
    (r"(the )?(day|date)|el día|la fecha|fecha|día|ਤਾਰੀਖ਼?", "date"),
    (r"how many|(number of )?(people|guests|persons)|party( size)?|cuántos|(número de )?personas|ਲੋਕ", "party_size"),
    (r"(the )?name|nombre|ਨਾਂ|ਨਾਮ", "name"),
)


def aspect(text: str) -> str | None:
    """What of a visit somebody wants different, without saying yet to what: "the time is wrong"."""
    return next((slot for words, slot in _ASPECTS if re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.I)), None)


_ANY_TIME = re.compile(
    r"\b(any ?time|earliest|soonest|first available|as soon as|lo antes posible|lo más temprano|whenever|whatever (time|you have)|doesn't matter|don't mind|no preference|you choose|cualquier hora"
    r"|cuando sea|me da igual|da lo mismo|la que tenga|cuanto antes|lo primero que (?:tenga|haya)|jinn?i (?:jaldi|chh?eti)|jadon marzi|kise vi vele)\b"
    r"|ਜਿੰਨੀ (?:ਛੇਤੀ|ਜਲਦੀ)|ਜਦੋਂ ਮਰਜ਼ੀ|ਕਿਸੇ ਵੀ ਵੇਲੇ|ਸਭ ਤੋਂ ਪਹਿਲਾਂ",
    re.I,
)


def any_time(text: str) -> bool:
    """ "Whenever you have something"."""
    return bool(_ANY_TIME.search(text))


_CODE = re.compile(
    r"\b(?<!dress )(code|código|codigo|reference|referencia|confirmation number|número de confirmación)\b|ਕੋਡ", re.I
)


def speaks_of_code(text: str) -> bool:
    """Whether a booking's code is the matter."""
    return bool(_CODE.search(text))


def asks_for_code(text: str) -> bool:
    """ "What was the code again?"."""
    return speaks_of_code(text) and spelled_code(text) is None


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
_VISIT = re.compile(
    r"\b(?:appointments?|reservations?|bookings?|visit|table|cita|reserva(?:ci[oó]n)?|mesa)\b|ਬੁਕਿੰਗ|ਮੁਲਾਕਾਤ",
    re.IGNORECASE,
)


def makes_anew(text: str) -> bool:
    """ "Make the appointment for Tuesday": made, not moved."""
    return _MAKES.search(text) is not None and _MOVES.search(text) is None


def speaks_of_visit(text: str) -> bool:
    return _VISIT.search(text) is not None


_CONFIRM = re.compile(
    r"^(?!.*\b(?:not|don't|do not|wait|no)\b).*\bconfirm(?:ed)?\b|^\W*(?:confirmo|conf[ií]rm[ae](?:lo|la)?)\b",
    re.IGNORECASE,
)


def says_confirm(text: str) -> bool:
    """ "Please confirm it"."""
    return _CONFIRM.search(text) is not None


_DO_IT = re.compile(
    r"\b(?:book|reserve|schedule|make|do|take|change|move|cancel|set|put|send|lock|get)\b[\w\s']{0,20}?\b(?:it|that|this|them|one|the (?:booking|reservation|appointment|table|change))\b"
    r"|\bgo (?:ahead|for it)\b|\bplease (?:do|book|reserve|change|cancel)\b|\b(?:res[eé]rv|h[aá]g|c[aá]mbi|canc[eé]l|ap[aá]rt|ag[eé]nd|confirm|p[oó]ng)\w*l[oa]s?\b|\badelante\b"
    r"|ਕਰ ਦਿਓ|ਕਰ ਦਿਉ|ਕਰ ਦੋ|\bkar (?:deo|do|dio|devo|dena)\b|^\W*(?:(?:ok|okay|yes|then|so|just|and) )*(?:book|reserve|confirm|cancel|change)\W*(?:please|now|away|then)?\W*$",
    re.IGNORECASE,
)


def says_do_it(text: str) -> bool:
    """ "Book it", "make the reservation": a yes to what was read back. "I need to see a doctor" is none."""
    return _DO_IT.search(text) is not None


_AGAIN = re.compile(r"\b(again|after all|otra vez|de nuevo|nuevamente)\b|ਦੁਬਾਰਾ|ਫਿਰ", re.I)
_OWN = re.compile(
    r"\b(my|our) (reservation|booking|appointment|table)\b|\b(mi|nuestra) (reserva|reservación|cita|mesa)\b|ਮੇਰੀ ਬੁਕਿੰਗ",
    re.I,
)
_HAS = re.compile(
    r"\b(i|we)('ve| have)? ?(already |just )?(have|made|got) an? (booking|reservation|appointment|table booked)\b"
    r"|\b(i|we)('ve| have| had)? (already |just )?booked (?:for|a|an|us|yesterday|last|on|in)\b|\b(?:ya )?reserv(?:é|amos|e) (?:para|una|ayer)\b"
    r"|\b(ya )?(tengo|tenemos|hice) una (reserva|reservación|cita)\b",
    re.I,
)
_KEEPS = re.compile(r"\b(keep (it|that|my)|(don't|do not) cancel|leave it as it is|no la cancele|d[ée]jela)\b", re.I)


def wants_it_back(text: str) -> bool:
    """ "Book me again", after a cancellation."""
    return bool(_AGAIN.search(text))


_THEIRS = re.compile(r"(?:\b(?:my|our|mi|mis|nuestr[ao]s?|mer[aie]|sad[aie])|ਮੇਰ[ਾੀੇ]|ਸਾਡ[ਾੀੇ]) (?:\w+ )?$", re.I)


def is_theirs(text: str, start: int) -> bool:
    """ "My haircut": what begins at `start` is one the caller has."""
    return _THEIRS.search(text[:start]) is not None


def own_booking(text: str) -> bool:
    """Whether a booking is spoken of that there is already."""
    return bool(_OWN.search(text))


def has_booking(text: str) -> bool:
    """ "I have a booking tomorrow": it is no new one that is wanted."""
    return bool(_HAS.search(text))


def keeps_it(text: str) -> bool:
    """A no to "shall I cancel it?"."""
    return bool(_KEEPS.search(text))


def after_ordinal(text: str, start: int) -> bool:
    """Whether the word at `start` is the "one" of "the second one"."""
    return any(re.search(rf"(?:{words})\s+$", text[:start], re.I) for words, _ in _ORDINALS)
