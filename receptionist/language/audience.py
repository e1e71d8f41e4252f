"""For whom a service is: "my son needs a haircut" is the children's, though "haircut" alone is somebody else's too."""

from collections.abc import Iterable, Mapping
from typing import Literal

Audience = Literal["child", "man", "woman"]

_SERVED: Mapping[Audience, frozenset[str]] = {
    "child": frozenset(["kid", "kids", "kid's", "children", "children's", "child", "child's", "nino", "ninos", "nina", "ninas", "infantil", "ਬੱਚੇ", "ਬੱਚਿਆਂ", "bacha", "bachche"]),
    "man": frozenset(["men", "men's", "mens", "man's", "gents", "gentlemen", "hombre", "hombres", "caballero", "caballeros", "ਮਰਦਾਂ", "ਮਰਦ"]),
    "woman": frozenset(["women", "women's", "womens", "ladies", "lady's", "woman's", "mujer", "mujeres", "dama", "damas", "ਔਰਤਾਂ", "ਔਰਤ"]),
}  # fmt: skip
_COMING: Mapping[Audience, frozenset[str]] = {
    "child": frozenset(
        ["son", "daughter", "kid", "kids", "child", "children", "boy", "girl", "toddler", "grandson", "granddaughter", "nephew", "niece", "hijo", "hija", "hijos", "nino", "nina", "nieto", "nieta", "sobrino", "sobrina", "puttar", "beta", "munda", "kudi", "dhee", "ਪੁੱਤਰ", "ਬੇਟਾ", "ਬੇਟੀ", "ਧੀ", "ਬੱਚਾ", "ਬੱਚੇ", "ਮੁੰਡਾ", "ਕੁੜੀ"]
    ),
    "man": frozenset(["husband", "dad", "father", "boyfriend", "grandfather", "grandpa", "brother", "esposo", "marido", "papa", "padre", "novio", "ਪਤੀ", "pati"]),
    "woman": frozenset(["wife", "mom", "mum", "mother", "girlfriend", "grandmother", "grandma", "sister", "esposa", "mama", "madre", "novia", "ਪਤਨੀ", "patni"]),
}  # fmt: skip


_SELF: Mapping[Audience, frozenset[str]] = {
    "child": frozenset(), "man": frozenset(["man", "guy", "male", "varon", "ਬੰਦਾ", "ਆਦਮੀ"]), "woman": frozenset(["woman", "lady", "female"]),
}  # fmt: skip


def audience_of(phrases: Iterable[str]) -> Audience | None:
    """Whom a service of these names serves; None: everybody, or more than one."""
    words = {word for phrase in phrases for word in phrase.split()}
    served = [audience for audience, names in _SERVED.items() if words & names]
    return served[0] if len(served) == 1 else None


def comer(words: Iterable[str]) -> Audience | None:
    """Who is to be served, where somebody else than the caller is named ("my son's trim"); None where nobody is, or several are."""
    said = {word.removesuffix("'s") for word in words}
    named = [audience for audience, names in _COMING.items() if said & names]
    return named[0] if len(named) == 1 else None


def caller_is(words: Iterable[str]) -> Audience | None:
    """What callers say of themselves, or of who is to come: "soy hombre", "it's for a man", "para mi hijo"."""
    said = set(words)
    named = {audience for names in (_SERVED, _COMING, _SELF) for audience, those in names.items() if said & those}
    return named.pop() if len(named) == 1 else None


def says_for_whom(phrase: str) -> bool:
    words = set(phrase.split())
    return any(words & names for names in _SERVED.values())
