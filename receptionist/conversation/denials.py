"""What takes a claim back: a no, a may, an if, a question, somebody else, what is so in general.

Each rule looks at the plain form (disguises.py) around a found claim and must stand right before it, in the same clause;
only a few words may come between, and never another doer. So "not to worry, you are booked" and "if you were wondering,
you are booked" stay claims. Pure.
"""

import re

from receptionist.conversation.disguises import rule


def _before(words: str) -> re.Pattern[str]:
    """Right before the claim."""
    return re.compile(rf"(?:^| )(?:{rule(words)}) ?$")


_BETWEEN = r"(?:(?:yet|been|being|be|to|have|has|had|is|are|was|were|a|an|the|any|anything|actually|really|already|it|that|your|booking|reservation|table|appointment|message|text|made|get|got|getting|fully|so far|as|something|nothing|else|officially|still|ever|in) ){0,5}"
_NO = _before(
    rf"(?:not|never|nothing|none|nobody|no one|without|neither|nor|not yet|yet to|unable to|cannot be|no (?:booking|reservation|table|appointment|visit|message|text|change|changes|\w+) (?:has|have|was|were|is|are|had)?|hardly|nowhere) {_BETWEEN}"
)
_NO_SPANISH = _before(
    r"(?:no|nunca|jamas|nada|nadie|ningun\w*|sin|tampoco|ni|todavia no|aun no|antes de|falta|faltan)"
    r"(?: (?:le|lo|la|se|les|te|me|ha|han|he|hemos|habia|esta|estan|queda|quedo|fue|sido|estado|ser|hay|hecho|ninguna|ningun|nada|su|una|la|el|reserva|mesa|cita|mensaje|aun|todavia|ya|por)){0,6}"
)
_MAY = _before(
    r"(?:can|could|may|might|must|would|should|need to|needs to|has to|have to|able to|possible to|required to|want to|wants to|like to|wish to|let you|can still|can only|can always|can also)"
    r"(?: (?:only|also|always|easily|still|then|now|online|be|have been|get|been|you|first)){0,3}"
    r"|(?:to be|would have|could have|should have|might have|may have|want it|like it|like that|need it|wanted it|prefer it|prefer to be|like to be)(?: been)?"
    r"|(?:puede|pueden|podria|podrian|podra|debe|deben|deberia|hay que|suele|suelen|para|quiere|quieren|desea|tiene que|tendria que|pueden ser|a)(?: (?:ser|estar|quedar|tener|dejar|haber sido|verse|que le|que lo|que la|que se|que|tener|la|lo|una|su|mesa|cita|reserva)){0,4}"
    r"|(?:para|sin|quiere|desea|prefiere|gustaria|necesita|antes de|hasta|espere a|basta con|pide|pedir)(?: usted)? que(?: (?:se|le|la|lo|les|ya|quede|queden|este|sea|sean)){0,3}"
)
_IF = _before(
    r"(?:if|once|when|whenever|unless|until|till|before|after|whether|as soon as|as long as|in case|provided)"
    r"(?: (?:your|the|a|an|you|it|i|we|that|this|they|any|something|somebody|no))?"
    r"(?: (?!i |we |you |it |your |they |and |that |he |she )\w+){0,4}?"
    r"(?: (?:is|are|am|was|were|has|have|had|been|be|get|gets|got|not|has been|have been|you have|we have|i have|you are|it is|we are)){0,2}"
    r"|(?:^|[.,?] )(?:should|had) (?:you|i|we|your \w+)(?: (?:be|been|have|get|not)){0,2}"
    r"|(?:si|cuando|una vez|una vez que|hasta que|en cuanto|salvo que|a menos que|siempre que|despues de|antes de|en caso de)"
    r"(?: (?:su|la|el|una|un|usted|le|lo|se|ya|haya|hayan|haber|este|esten|esta|quede|quede ya|fue|sea|estuviera|hubiera|mesa|cita|reserva|visita)){0,5}"
)
_OTHERS = _before(
    r"(?:somebody|someone|somebody else|someone else|another (?:guest|caller|party|customer|client|patient)|others|other guests|other people|alguien|otra persona|otro cliente)(?: (?:has|have|had|just|already|else|ha|ya)){0,3}"
)
_FULL = _before(
    r"(?:we are|we are already|they are|day is|evening is|night is|tonight is|is|are|everything is|table is|tables are|place is|that time is|hour is|slot is|be|estamos|esta)(?: \w+)? (?:fully|completely|totally|all|double|fuly|completamente|totalmente)"
)
_IN_GENERAL = _before(
    r"(?:(?:^|[.,?] )(?:(?:all|our|the|most|some|many|those|these|large|late|same day|online|group|private) )*(?:tables|bookings|reservations|appointments|visits|deposits|messages|calls|refunds|changes|groups|parties|walk ins|guests|customers|patients|clients|gift cards|orders|prices|menus|places|seats|rooms|spots|cards|payments|texts|reminders|dishes|people|las mesas|las reservas|las citas|los depositos|los mensajes)(?: \w+){0,5} (?:are|get|can be|may be|have to be|must be|need to be|estan|son|se)(?: (?:usually|always|only|normally|often|never|generally|typically|all|not|siempre))?)"
)
_TAKEN_TIME = _before(
    r"(?:that|this|the) (?:time|hour|slot|day|evening|date)(?: \w+)? (?:is|was|has been) (?:already|unfortunately|sadly|just)"
)
_RELIES = _before(r"(?:on|than|beyond|from|only|just) what")
_ALONGSIDE = re.compile(r"\w+(?:ed|ad[oa]s?|id[oa]s?|en) (?:or|and|nor|o|y|ni|e|u) $")
""" "Changed or cancelled": what holds for the one holds for the other."""
_CONDITION = re.compile(
    rf" (?:{rule('if|when|unless|until|once|after|before|only|as long as|si|cuando|hasta|antes')})(?= |$)"
)
_STATED = re.compile(rf"^ (?:is |are )?(?:{rule('listed|stated|marked|named|for certain')})(?= |$)")
_USUALLY = re.compile(
    rf"^(?:{rule('a|an')}) (?:{rule('confirmation|text|message|reminder|code')}) (?:{rule('is|gets')})"
)
_INVERTED = re.compile(
    rf"(?:^| )(?:{rule('shall|should|may|can|could|did|have|has|had|would|will|do|does|is|are|was|were|if')}) $"
)
_ADJECTIVE = re.compile(
    rf"^ (?:{rule('parking|seating|area|section|members|groups|parties|for (?:members|groups|parties|private|wheelchair|guests|customers|patients|staff|families)|appointments only|visits only|out|up|solid|by phone|online')})(?!\S)"
)
_FREE_DISH = re.compile(rf"(?:^| )(?:{rule('(?:gluten|dairy) ?free')})$")
_BY_RECIPE = re.compile(rf"^ (?:{rule('by|recipe|dishes|options|on the menu|recipes')})")
_FOR_YOU = re.compile(rf"(?:^| )(?:{rule('you|your|yours|su|usted|le|i|we have|me|my')})(?= |$)")
_FOR_YOU_ONLY = re.compile(
    rf" (?:{rule('you|your|yours|su|sus|usted|le|les|tuhad[aeiy]|tuhanu')}|{rule('ਤੁਹਾਡ')}\\S*|{rule('ਤੁਹਾਨੂੰ')}) "
)
_ASKS = re.compile(
    rf"(?:^|[.,?¿] )(?:{rule('(?:and |but |so |or |then |well |sorry |great |ok |okay |please )?(?:shall|should|would|do|does|did|may|can|could|is|are|was|were|has|have|had|will|which|what|when|where|who|how|why|want)(?: not)? (?:i|we|you|it|that|this|your|the|they|everything|all|both|there|a|an|one|name|day|time|to|many|any|like|me|long|much|would|do|is|are|did|was)')})(?= |$)"
)
_ASKS_SPANISH = re.compile(
    rf"¿ [^.,?]*$|(?:^|[.,?] )(?:{rule('quiere|desea|prefiere|puedo|podria|le gustaria|cual|cuando|como|a que|para que|que|quien|es|hay|esta|estan|tiene')})(?= )[^.,?]*$"
)
_ASKS_PUNJABI = re.compile(rf"(?:^|[.,?] )(?:{rule('ਕੀ|ਜੇ|ਕਦੋ|ਕਿਹੜ|ki|je|jekar|ਜੇਕਰ')})\S*(?= )[^.,?]*$")
_NO_PUNJABI = re.compile(rf"(?:^| )(?:{rule('ਨਹੀ|ਨਾ|ਨਹੀਂ|ਕੁਝ ਨਹੀ|nahi|nahin|nai|na|ni|nhi|nahi')})(?= |$)")
_REPORTS = re.compile(
    rf"(?:^| )(?:{rule('you are|we are|i am|i have|we have|they have|it is|that is|everything is|table is|booking is|reservation is|appointment is|it has been|has been|you have been|you were|que (?:su|la|el|ya|usted|le|lo|esta|he|hemos)(?: [a-z]+){0,5}|que|know|knew|told|tell|said|say|mention|mentioned|happy|glad|great|good|sabe|sabia|dije|digo|confirmar|informar')})(?: (?:all|now|already|just|officially|ya))* ?$"
)
_TELLS = re.compile(
    rf"(?:^|[.,?¿] )(?:{rule('(?:did|do) (?:you|i|we) (?:know|tell|mention|say|hear)|have (?:i|you|we) (?:told|mentioned|heard|said|seen)|are you aware|is not it|is it not|would you believe|can you believe|guess what|(?:no )?sabe que|sabia que|sabias que|(?:no )?le dije|le he dicho|le conte|no es (?:genial|estupendo)')})(?= |$)"
)


def taken_back(text: str, start: int, end: int, *, direct: bool, safe: bool = False) -> bool:
    """Whether the claim at text[start:end] of a plain form is none. `direct`: it names its doer. `safe`: it is one about
    food, which a "may" does not take back."""
    clause = max(text.rfind(mark, 0, start) for mark in (" . ", " ? ", " , "))
    before = f"{text[clause + 3 if clause >= 0 else 0 : start].strip()} "
    found, after = text[start:end], text[end:]
    if safe:
        return bool(
            _NO.search(before)
            or _NO_SPANISH.search(before)
            or _STATED.match(after)
            or _BY_RECIPE.search(after)
            and _FREE_DISH.search(found)
        )
    if _denied(before, found, after):
        return True
    whole = f"{before}{found}".strip()
    if _FULL.search(before) and not _FOR_YOU.search(before.replace("we are", "")):
        return True
    if _TAKEN_TIME.search(before) and not _FOR_YOU.search(_clause(after)):
        return True
    if _IN_GENERAL.search(before) and not _FOR_YOU.search(_CONDITION.split(_clause(after))[0]):
        return True
    if _USUALLY.match(whole) and _CONDITION.match(after):
        return True
    if _ADJECTIVE.match(after) and not _FOR_YOU.search(whole):
        return True
    return _asked(text, before, start, after, direct=direct)


def to_caller(text: str, start: int, end: int) -> bool:
    """Whether the clause around text[start:end] is about whoever listens."""
    clause = max(text.rfind(mark, 0, start) for mark in (" . ", " ? ", " , "))
    return bool(_FOR_YOU_ONLY.search(f" {text[max(clause, 0) : end]}{_clause(text[end:])} "))


def _denied(before: str, found: str, after: str) -> bool:
    alone = _ALONGSIDE.sub("", before)
    if any(sign.search(one) for one in {before, alone} for sign in (_NO, _NO_SPANISH, _MAY, _IF, _OTHERS, _RELIES)):
        return True
    if any("\u0a00" <= c <= "\u0a7f" for c in found) or _ROMAN_DEED.search(found):
        return bool(
            _NO_PUNJABI.search(f"{found} {_clause(after)}")
            or _ASKS_PUNJABI.search(f"{before}{found}")
            and before.strip()
        )
    return False


_ROMAN_DEED = re.compile(r" (?:ho|kar|kr|hoi|hoia|hai|hoya|hoyi|lia|leya|dit\w+) ?\S*$")


def _clause(after: str) -> str:
    return re.split(r" [.,?](?: |$)", after, maxsplit=1)[0]


def _asked(text: str, before: str, start: int, after: str, *, direct: bool) -> bool:
    """Whether the sentence is a question of whose asking the claim is a part: "is it booked?", never "it is booked, right?"."""
    ends = re.search(r" [.?](?= |$)", after)
    if not ends or not ends.group().endswith("?"):
        return False
    if direct and not (_INVERTED.search(before) or "¿" in text):
        return False
    sentence = text[max(text.rfind(" . ", 0, start), text.rfind(" ? ", 0, start)) + 1 : start]
    if _REPORTS.search(before) or _TELLS.search(before):
        return False
    return bool(direct and _INVERTED.search(before) or _ASKS.search(before) or _ASKS_SPANISH.search(sentence))
