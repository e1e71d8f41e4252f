"""A file as sections of text.

PDF by pypdf, page by page; a saved web page by Beautiful Soup, by heading, without what every page repeats around its content.
Both packages are loaded when a file of their kind comes. A file is foreign: whatever is wrong with it is UnreadableDocument.
"""

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from receptionist.desk.documents import UnreadableDocument
from receptionist.knowledge.documents import Section, markdown_sections, text_sections
from receptionist.knowledge.shelf import Kind

MOST_PAGES = 300
MOST_LETTERS = 2_000_000
"""Of one file, as text: a small PDF can hold a library."""
LONGEST_TITLE = 200
"""A heading that is never closed has the rest of the page in it."""

KINDS: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "text/html": "web_page",
    "application/xhtml+xml": "web_page",
}
"""By media type."""
_ENDINGS: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".pdf": "pdf", ".html": "web_page",
    ".htm": "web_page", ".xhtml": "web_page",
}  # fmt: skip
_AROUND = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "svg",
    "iframe",
    "button",
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "li", "dt", "dd", "td", "th", "blockquote", "pre", "figcaption", "summary", "address")


def kind_of(name: str) -> Kind | None:
    """By the ending of a file's name."""
    return _ENDINGS.get(PurePath(name.lower()).suffix)


def read(content: bytes, kind: Kind) -> tuple[Section, ...]:
    """Raises UnreadableDocument."""
    match kind:
        case "pdf":
            return tuple(_pdf(content))
        case "web_page":
            return tuple(_web_page(content))
        case "markdown":
            return markdown_sections(_text(content))
        case "text":
            return text_sections(_text(content))


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text[:MOST_LETTERS]
    raise UnreadableDocument("this is no text in UTF-8")


def _pdf(content: bytes) -> Iterator[Section]:
    """Pages that have text; a scanned one has none."""
    from pypdf import PdfReader  # noqa: PLC0415  see above

    letters = 0
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument("this PDF has a password: send one without")
        for number, page in enumerate(reader.pages[:MOST_PAGES], 1):
            text = page.extract_text()
            letters += len(text)
            if letters > MOST_LETTERS:
                raise UnreadableDocument("this PDF has too much text")
            if text.strip():
                yield Section(f"page {number}", text)
    except UnreadableDocument:
        raise
    except Exception as error:
        raise UnreadableDocument(f"this PDF cannot be read ({type(error).__name__})") from error


def _web_page(content: bytes) -> Iterator[Section]:
    from bs4 import BeautifulSoup  # noqa: PLC0415  see above
    from bs4.exceptions import ParserRejectedMarkup  # noqa: PLC0415

    try:
        page = BeautifulSoup(content[: 4 * MOST_LETTERS], "html.parser")
        main = page.find("main") or page.find("article")
        for part in (main or page).find_all(_AROUND if main else (*_AROUND, "header")):
            part.decompose()
        main = main or page.body or page
        yield from _by_heading(main)
    except (ParserRejectedMarkup, ValueError, AssertionError, RecursionError, LookupError) as error:
        raise UnreadableDocument(f"this page cannot be read ({type(error).__name__})") from error


def _by_heading(main: Any) -> Iterator[Section]:
    path: list[tuple[int, str]] = []
    lines: list[str] = []

    def section() -> Section:
        return Section(" > ".join(title for _, title in path), "\n\n".join(lines))

    told: set[int] = set()
    for part in main.find_all((*_HEADINGS, *_BLOCKS)):
        if id(part) in told:
            continue
        # What is within is told with it. Asking each part for what is around it takes minutes where a page closes nothing.
        told.update(map(id, part.find_all(_HEADINGS if part.name in _HEADINGS else (*_HEADINGS, *_BLOCKS))))
        text = " ".join(part.get_text(" ", strip=True).split())
        if part.name in _HEADINGS:
            if lines:
                yield section()
                lines = []
            depth = int(part.name[1])
            path = [one for one in path if one[0] < depth] + [(depth, text[:LONGEST_TITLE])]
        elif text:
            lines.append(text)
    if lines:
        yield section()
    elif not path and (text := main.get_text("\n", strip=True)):
        yield Section("", text)
