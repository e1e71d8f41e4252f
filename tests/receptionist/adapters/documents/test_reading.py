"""Files of a business, read into sections that know their place."""

import pytest

from receptionist.adapters.documents.reading import kind_of, read
from receptionist.desk.documents import UnreadableDocument
from receptionist.knowledge.documents import Section
from tests.fakes.pdf import a_pdf

PAGE = """<!doctype html><html><head><title>Visit us</title><style>p {color: red}</style></head><body>
<nav><a href="/">Home</a><a href="/menu">Menu</a></nav>
<main><h1>Visit</h1><p>We are <b>open</b> on Sundays.</p>
<h2>Parking</h2><ul><li>The garage on Oak Street is free for two hours.</li><li>Bikes go in the yard.</li></ul>
<h2>Coming late</h2><p>We keep your table<br>for twenty minutes.</p><script>alert(1)</script></main>
<footer>Cookies</footer></body></html>"""


def test_a_web_page_is_read_by_heading_without_what_is_around_it() -> None:
    assert read(PAGE.encode(), "web_page") == (
        Section("Visit", "We are open on Sundays."),
        Section("Visit > Parking", "The garage on Oak Street is free for two hours.\n\nBikes go in the yard."),
        Section("Visit > Coming late", "We keep your table for twenty minutes."),
    )


def test_a_pdf_is_read_page_by_page() -> None:
    pdf = a_pdf([["Dogs are welcome on the patio."], [], ["Corkage is 25 dollars a bottle."]])
    sections = read(pdf, "pdf")
    assert [(one.place, one.text.strip()) for one in sections] == [
        ("page 1", "Dogs are welcome on the patio."),
        ("page 3", "Corkage is 25 dollars a bottle."),
    ]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nothing", b"<html>", b"\x00" * 4000, a_pdf([["x"]])[:200]])
def test_what_is_no_pdf_is_refused_with_a_word(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read(content, "pdf")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument):
        read(b"\x89PNG\x00\x00\x1a\n", "text")


def test_text_of_another_age_is_read_too() -> None:
    assert read("Cerramos los días festivos.".encode("cp1252"), "text") == (Section("", "Cerramos los días festivos."),)
    assert read("\ufeffHola".encode(), "text") == (Section("", "Hola"),)


@pytest.mark.parametrize("content", [b"", b"<", b"<p" * 9999, b"<div>" * 3000 + b"deep", b"\xff\xfe\x00<html>"])
def test_a_broken_page_gives_what_it_has_or_is_refused(content: bytes) -> None:
    try:
        sections = read(content, "web_page")
    except UnreadableDocument:
        return
    assert all(isinstance(one, Section) for one in sections)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("FAQ.PDF", "pdf"), ("a.b.md", "markdown"), ("page.htm", "web_page"), ("notes.txt", "text"), ("x.docx", None)],
)
def test_a_name_tells_the_kind(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind
