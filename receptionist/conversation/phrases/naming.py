"""Names and codes said without a frame."""

import re

_FILLER = re.compile(
    r"^(?:(?:yes|yeah|sure|ok(?:ay)?|um+|uh+|well|hi|hello|sí|claro|bueno|pues|the name(?:'s| is)?|my name(?:'s| is)?|it's|its|it is|"
    r"this is|i'm|i am|that's|that would be|under|for|name|put it under|a nombre de|me llamo|soy|mi nombre es|es|"
    r"el nombre es|con)\b[\s,:.]*)+",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(a|an|the|what|when|where|which|who|how|why|is|are|was|do|does|can|could|would|you|your|it|this|that|please|sorry|again"
    r"|mm+|hm+|uh|um|un|una|el|la|my|mi|para|anyone|anybody|whoever|cualquiera|hombre|mujer|qué|cuándo|dónde|cuál|cómo|puede|perdón|eso|mer[aie]|layi|lai|vaste|hai)\b|(?<!\S)(?:ਮੇਰ[ਾੀੇ]|ਸਾਡ[ਾੀੇ]|ਲਈ|ਵਾਸਤੇ|ਹੈ|ਨੂੰ|ਵਿੱਚ|ਵਿਚ|ਕੀ|ਕਰ|ਗੱਲ|ਮਾਫ਼|ਮਾਫ)(?!\S)",
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


_CODE = re.compile(
    r"\b(?<!dress )(code|código|codigo|reference|referencia|confirmation number|número de confirmación)\b|ਕੋਡ", re.I
)


def speaks_of_code(text: str) -> bool:
    """Whether a booking's code is the matter."""
    return bool(_CODE.search(text))


def asks_for_code(text: str) -> bool:
    """ "What was the code again?"."""
    return speaks_of_code(text) and spelled_code(text) is None


def renamed_in(text: str, name: str) -> str | None:
    """ "Not Miller, Mueller", "it's Mueller, not Miller": what stands in the place of a part of `name`."""
    for part in name.split():
        old = re.escape(part)
        match = re.search(rf"\bnot {old}\b\W+(?:it'?s |but |the name'?s )?([A-Z][\w'’-]+)", text) or re.search(
            rf"\b([A-Z][\w'’-]+)\W+not {old}\b", text
        )
        if match is not None:
            return match[1]
    return None


_KEEPS_NAME = re.compile(
    r"\b(?:rather not|don't want to|do not want to|prefer not to|won't|not going to) (?:say|give|tell|share|leave)\b|\bno name\b|\banonym\w+|\bprefiero no dec\w+",
    re.IGNORECASE,
)


def keeps_name(text: str) -> bool:
    """ "I'd rather not say", asked for the name."""
    return _KEEPS_NAME.search(text) is not None
