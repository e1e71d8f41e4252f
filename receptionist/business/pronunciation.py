"""How names and words are said, where a voice would read them otherwise."""

from collections.abc import Iterator

from receptionist.business.facts import Facts, Language
from receptionist.business.faults import Fault, Place, twice

LONGEST_WRITTEN = 60
LONGEST_SAID = 120


class Pronunciation(Facts):
    """A name, a dish, a street: how it is written, and how that is said."""

    written: str
    """As it stands in the business's texts: whole words, upper and lower case alike."""
    said: dict[Language, str]
    """As somebody reads it aloud right who does not know it: `win` for Nguyen. A language not given here is read as written."""


def pronunciation_faults(all_of_them: tuple[Pronunciation, ...]) -> Iterator[Fault]:
    yield from twice((("pronunciations", i, "written"), one.written.casefold()) for i, one in enumerate(all_of_them))
    for index, one in enumerate(all_of_them):
        place: Place = ("pronunciations", index)
        if not 0 < len(one.written.strip()) <= LONGEST_WRITTEN or not _sounds(one.written):
            yield ((*place, "written"), f"a word or a few, with letters, up to {LONGEST_WRITTEN} characters")
        if not one.said:
            yield ((*place, "said"), "how is it said, in one language at least?")
        for language, said in one.said.items():
            if not 0 < len(said.strip()) <= LONGEST_SAID or not _sounds(said):
                yield ((*place, "said", language), f"words to be read aloud, up to {LONGEST_SAID} characters")
            elif any(sign in said for sign in "<>\n"):
                yield ((*place, "said", language), "plain words only: voices differ in what else they understand")


def _sounds(text: str) -> bool:
    return any(letter.isalpha() for letter in text)
