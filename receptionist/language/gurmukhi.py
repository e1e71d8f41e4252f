"""English words as Punjabi writes them: "ਬਟਰ ਚਿਕਨ" is butter chicken, "ਫਲੂ ਸ਼ਾਟ" a flu shot.

Both are brought to the consonants one hears. Vowels are left out: each writer chooses others for an English word.
"""

import re

_LETTERS = {
    **dict.fromkeys("ਕਖ", "k"), **dict.fromkeys("ਗਘਙ", "g"), **dict.fromkeys("ਚਛ", "c"), **dict.fromkeys("ਜਝ", "j"),
    **dict.fromkeys("ਟਠਤਥ", "t"), **dict.fromkeys("ਡਢਦਧ", "d"), **dict.fromkeys("ਣਨੰਂਞ", "n"), "ਪ": "p", "ਫ": "f",
    **dict.fromkeys("ਬਭ", "b"), "ਮ": "m", **dict.fromkeys("ਰੜ", "r"), "ਲ": "l", "ਵ": "v", "ਸ": "s", "ਹ": "h",
}  # fmt: skip
_HEARD = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z ]", ""), (r"sch|sh", "s"), ("ch", "C"), ("ph", "f"), ("th", "t"), ("gh", ""), (r"\bkn", "n"), (r"\bwr", "r"),
        ("ck|q", "k"), ("x", "ks"), ("c(?=[eiy])", "s"), ("c", "k"), ("C", "c"), ("z", "j"), (r"(?<!\b)w", ""), ("w", "v"),
        (r"(?<!\b)h", ""), ("[aeiouy ]", ""),
    )
)  # fmt: skip
_GURMUKHI = re.compile(r"[\u0a00-\u0a7f]+")
_TWICE = re.compile(r"(.)\1+")


def is_gurmukhi(word: str) -> bool:
    return _GURMUKHI.fullmatch(word) is not None


def consonants_written(text: str) -> str:
    """Of Gurmukhi: "ਬਟਰ ਚਿਕਨ" is `btrckn`."""
    return _once("".join(_LETTERS.get(letter, " " if letter == " " else "") for letter in text))


def consonants_heard(text: str) -> str:
    """Of folded English: "butter chicken" is `btrckn`."""
    words = []
    for word in text.split():
        for pattern, sound in _HEARD:
            word = pattern.sub(sound, word)
        words.append(word)
    return _once(" ".join(words))


def _once(consonants: str) -> str:
    """A letter doubled inside a word is heard once; two words may end and begin with the same."""
    return "".join(_TWICE.sub(r"\1", word) for word in consonants.split(" "))
