"""A document as sections, and sections as passages: pieces short enough to be found and quoted, each with its place.

Pure. What a PDF or a web page consists of is read in adapters/documents; plain text and Markdown need no reader.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from receptionist.business.definition import Language

LONGEST = 500
"""Letters of a passage, unless one sentence alone is longer."""
SHORTEST = 12
"""Letters below which a line says nothing by itself: a page number, a bullet."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, or on one page."""

    place: str
    """Where: "page 2", "Policies > Late arrivals"; empty at the beginning."""
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, verbatim."""

    id: str
    """`<document>:<number>`, in the order of the document."""
    document: str
    name: str
    """Of the document, as the business calls it."""
    place: str
    text: str
    language: Language = "en"

    @property
    def source(self) -> str:
        return f"{self.name}, {self.place}" if self.place else self.name

    @property
    def heading(self) -> str:
        """What the place says of the content; a page says nothing."""
        return "" if re.fullmatch(r"page \d+", self.place) else self.place


def text_sections(text: str) -> tuple[Section, ...]:
    """Plain text: one section."""
    return (Section("", text),) if text.strip() else ()


def markdown_sections(text: str) -> tuple[Section, ...]:
    """By heading (`#`, or underlined); marks of emphasis, links and code are taken away, words are not."""
    path: list[tuple[int, str]] = []
    found: list[Section] = []
    lines: list[str] = []

    def close() -> None:
        body = "\n".join(lines).strip()
        if body:
            found.append(Section(" > ".join(title for _, title in path), body))
        lines.clear()

    fenced = False
    for line in _underlined(text.splitlines()):
        fenced ^= line.lstrip().startswith("```")
        heading = None if fenced else re.match(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$", line)
        if heading:
            close()
            depth = len(heading.group(1))
            path[:] = [one for one in path if one[0] < depth] + [(depth, _unmarked(heading.group(2)))]
        elif not line.lstrip().startswith("```"):
            lines.append(_unmarked(line))
    close()
    return tuple(found)


def passages(document: str, name: str, sections: Sequence[Section], language: Language = "en") -> tuple[Passage, ...]:
    """Whole sentences, in order, as many as go into LONGEST letters; never across two sections."""
    texts = [(section.place, text) for section in sections for text in _pieces(section.text)]
    return tuple(
        Passage(f"{document}:{n:04}", document, name, place, text, language) for n, (place, text) in enumerate(texts, 1)
    )


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage, verbatim but for the blanks around them. Ends: . ! ? and the danda of Punjabi."""
    parts = re.split(r"(?<=[.!?।])[\"'”’)]*\s+(?=[\"'“‘(¿¡]*[^\s.,;:a-z])|\n+", text)
    return tuple(part.strip() for part in parts if part and part.strip())


def _pieces(text: str) -> Iterator[str]:
    paragraph = ""
    for block in re.split(r"\n\s*\n", text):
        for sentence in sentences(re.sub(r"[ \t]*\n(?=[a-z,;])", " ", block)):
            if len(sentence) < SHORTEST and not paragraph:
                continue
            if paragraph and len(paragraph) + len(sentence) >= LONGEST:
                yield paragraph
                paragraph = ""
            paragraph = f"{paragraph}\n{sentence}" if paragraph else sentence
        if paragraph:
            yield paragraph
            paragraph = ""


def _underlined(lines: list[str]) -> Iterator[str]:
    """Headings underlined with = or - as headings with #."""
    for n, line in enumerate(lines):
        below = lines[n + 1].strip() if n + 1 < len(lines) else ""
        if line.strip() and re.fullmatch(r"=+|-{3,}", below) and not line.lstrip().startswith(("#", "-", "|")):
            yield f"{'#' if below[0] == '=' else '##'} {line.strip()}"
        elif not (re.fullmatch(r"=+|-{3,}", line.strip()) and n and lines[n - 1].strip()):
            yield line


def _unmarked(line: str) -> str:
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"^(\s*)(?:[-*+]|\d+[.)])\s+", r"\1", line)
    line = re.sub(r"^\s*>\s?", "", line)
    return re.sub(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))", "", line)
