"""TwiML as data. Pure: text in, verbs out.

Refused loudly, by Twilio's error code: what is not XML (12100), has a document type or
entities of its own (12100: a phone network expands nobody's entities), is no `Response`,
or holds a verb or noun the simulator does not execute (12200).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.parsers import expat

from local.carrier.faults import DOCUMENT_PARSE_FAILURE, SCHEMA_VALIDATION, TwimlRefused

CONTENT_TYPES = ("text/xml", "application/xml", "text/html")
"""What Twilio reads as TwiML. https://www.twilio.com/docs/voice/twiml"""

VOICE_VERBS: Mapping[str, frozenset[str]] = {
    "Connect": frozenset({"Stream"}),
    "Dial": frozenset({"Number", "Queue"}),
    "Enqueue": frozenset(),
    "Gather": frozenset({"Say", "Play", "Pause"}),
    "Hangup": frozenset(),
    "Leave": frozenset(),
    "Pause": frozenset(),
    "Play": frozenset(),
    "Record": frozenset(),
    "Redirect": frozenset(),
    "Reject": frozenset(),
    "Say": frozenset(),
}
"""Every verb that is executed and the nouns that may stand in it."""

SECONDS_OF_A_DAY = 86_400

MESSAGING_VERBS: Mapping[str, frozenset[str]] = {"Message": frozenset({"Body"}), "Redirect": frozenset()}

_NOUNS_IN_NOUNS = {"Stream": frozenset({"Parameter"})}


@dataclass(frozen=True, slots=True)
class Verb:
    """One element: a verb, or a noun within one."""

    name: str
    attributes: Mapping[str, str]
    text: str
    children: tuple["Verb", ...]

    def get(self, name: str, default: str = "") -> str:
        """An attribute's text."""
        return self.attributes.get(name, default)

    def seconds(self, name: str, default: float) -> float:
        """An attribute that is a number from 0 to a day. Raises TwimlRefused if it is none."""
        try:
            value = float(self.attributes.get(name, default))
        except ValueError:
            value = math.nan
        if not 0 <= value <= SECONDS_OF_A_DAY:
            raise TwimlRefused(SCHEMA_VALIDATION, f"<{self.name} {name}> is not a number from 0 to {SECONDS_OF_A_DAY}")
        return value


def parse(document: str | bytes, verbs: Mapping[str, frozenset[str]] = VOICE_VERBS) -> tuple[Verb, ...]:
    """The verbs of a document, in order. An empty body is an empty `Response`. Raises TwimlRefused."""
    if not document.strip():
        return ()
    root = _xml(document)
    if root.tag != "Response":
        raise TwimlRefused(SCHEMA_VALIDATION, f"the root is <{root.tag}>, not <Response>")
    if (root.text or "").strip() or any((child.tail or "").strip() for child in root):
        raise TwimlRefused(SCHEMA_VALIDATION, "text outside any verb")
    found = tuple(_verb(element) for element in root)
    for verb in found:
        if verb.name not in verbs:
            raise TwimlRefused(SCHEMA_VALIDATION, f"<{verb.name}> is not a verb this network executes")
        _check_nouns(verb, verbs[verb.name])
    return found


def _xml(document: str | bytes) -> ElementTree.Element:
    def no_document_type(*_: object) -> None:
        raise TwimlRefused(DOCUMENT_PARSE_FAILURE, "document types and entities are refused")

    guard = expat.ParserCreate()
    guard.StartDoctypeDeclHandler = no_document_type
    try:
        guard.Parse(document, True)
        return ElementTree.fromstring(document)
    except (expat.ExpatError, ElementTree.ParseError, ValueError) as error:
        raise TwimlRefused(DOCUMENT_PARSE_FAILURE, f"not XML: {error}") from error


def _verb(element: ElementTree.Element) -> Verb:
    children = tuple(_verb(child) for child in element)
    return Verb(str(element.tag), dict(element.attrib), (element.text or "").strip(), children)


def _check_nouns(verb: Verb, allowed: frozenset[str]) -> None:
    for noun in verb.children:
        if noun.name not in allowed:
            raise TwimlRefused(SCHEMA_VALIDATION, f"<{noun.name}> in <{verb.name}> is not executed by this network")
        _check_nouns(noun, _NOUNS_IN_NOUNS.get(noun.name, frozenset()))
