"""A yes to what was read back, and backing out of it."""

import re

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


_NEVER_MIND = re.compile(
    r"\b(never ?mind|forget (about )?(it|that|the booking)|leave it|drop (it|that)|olvíd(elo|alo)|olvid(elo|alo)"
    r"|d[ée]jelo|no importa|(?:entonces|pues|mejor) nada|(?:rehn|rehan|rahin) (?:deo|dio|do))\b|ਰਹਿਣ ਦਿ",
    re.I,
)


def drops_it(text: str) -> bool:
    """ "Never mind"."""
    return bool(_NEVER_MIND.search(text))
