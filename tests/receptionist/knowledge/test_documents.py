"""Documents cut into passages: short, whole sentences, with their place."""

from receptionist.knowledge.documents import (
    LONGEST,
    Section,
    markdown_sections,
    passages,
    sentences,
    text_sections,
)

MARKDOWN = """Welcome to the house.

# Policies

## Late arrivals ##
We keep your table for **twenty minutes**. After that it is [given away](https://example.com).

Children
--------
- High chairs: *four* of them.
- A kids' menu is `free`.

```
# no heading
```
"""


def test_markdown_is_cut_by_headings_and_loses_its_marks_not_its_words() -> None:
    assert markdown_sections(MARKDOWN) == (
        Section("", "Welcome to the house."),
        Section("Policies > Late arrivals", "We keep your table for twenty minutes. After that it is given away."),
        Section("Policies > Children", "High chairs: four of them.\nA kids' menu is free.\n\n# no heading"),
    )


def test_a_passage_is_whole_sentences_and_not_long() -> None:
    text = " ".join(f"Sentence number {n} says something of some length about the house." for n in range(40))
    pieces = passages("d", "Rules", text_sections(text))
    assert len(pieces) > 3
    assert all(len(piece.text) <= LONGEST and piece.text.endswith(".") for piece in pieces)
    assert [piece.id for piece in pieces[:2]] == ["d:0001", "d:0002"]
    assert " ".join(" ".join(piece.text.split()) for piece in pieces) == text


def test_a_passage_never_reaches_over_two_sections_and_knows_its_place() -> None:
    first, second = passages(
        "d", "Rules", (Section("page 1", "Dogs may come in."), Section("Parking", "Park in front."))
    )
    assert (first.source, first.heading) == ("Rules, page 1", "")
    assert (second.source, second.heading) == ("Rules, Parking", "Parking")


def test_sentences_end_where_a_speaker_would_pause() -> None:
    assert sentences("It is 2.50 a piece. ¿Y los niños? Gratis. ਹਾਂ ਜੀ। ਆਓ ਜੀ।") == (
        "It is 2.50 a piece.",
        "¿Y los niños?",
        "Gratis.",
        "ਹਾਂ ਜੀ।",
        "ਆਓ ਜੀ।",
    )


def test_lines_that_say_nothing_are_no_passage() -> None:
    assert passages("d", "Rules", text_sections("12\n\n- \n\n")) == ()
