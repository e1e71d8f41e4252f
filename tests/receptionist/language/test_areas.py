"""Where callers say they would like to sit, and which of a house's areas that is."""

import pytest

from receptionist.language.areas import area_wished, kind_of
from tests.receptionist.booking.houses import house, thing

GARDEN = house(
    *(
        thing("table", f"t{n}", max_party=4, area=area)
        for n, area in enumerate(("Main Room", "window", "Patio", "Chef's Corner"))
    )
)
PLAIN = house(thing("table", "t1", max_party=2))


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("a table on the patio", ("Patio",)),
        ("could we sit outside?", ("Patio",)),
        ("outdoor seating for two, please", ("Patio",)),
        ("something by the window", ("window",)),
        ("a window seat", ("window",)),
        ("we'd rather sit indoors", ("Main Room", "window")),
        ("not outside, please", ("Main Room", "window")),
        ("I don't want to sit outside", ("Main Room", "window")),
        ("outside, not inside", ("Patio",)),
        ("in the main room, please", ("Main Room",)),
        ("at the chef's corner", ("Chef's Corner",)),
        ("una mesa en la terraza", ("Patio",)),
        ("junto a la ventana", ("window",)),
        ("adentro, por favor", ("Main Room", "window")),
        ("no afuera", ("Main Room", "window")),
        ("ਬਾਹਰ ਬੈਠਣਾ ਹੈ", ("Patio",)),
        ("ਖਿੜਕੀ ਦੇ ਕੋਲ", ("window",)),
        ("bahar wala table", ("Patio",)),
        ("at the bar", ()),
        ("a table in the bar", ()),
    ],
)
def test_where_somebody_would_like_to_sit(said: str, names: tuple[str, ...]) -> None:
    wish = area_wished(said, GARDEN)
    assert wish is not None
    assert wish.names == names or wish.names == (*names, "Chef's Corner"), wish.names


@pytest.mark.parametrize(
    "said",
    [
        "is there a window at seven?",
        "I'm outside, can you hear me?",
        "outside of opening hours",
        "can we bring outside food?",
        "dentro de una hora",
        "estoy afuera de la ciudad",
        "ik ghante de andar",
        "a table for two at seven",
        "not by the window",
    ],
)
def test_what_is_no_wish_for_a_place(said: str) -> None:
    assert area_wished(said, GARDEN) is None


def test_anywhere_will_do() -> None:
    wish = area_wished("anywhere is fine", GARDEN)
    assert wish is not None
    assert wish.kind == "anywhere"


def test_a_house_that_does_not_tell_its_places_apart_has_none_of_that_name() -> None:
    wish = area_wished("outside, please", PLAIN)
    assert wish is not None
    assert (wish.names, wish.kind) == ((), "outside")


@pytest.mark.parametrize(
    ("area", "kind"),
    [("Patio", "outside"), ("Main room", "inside"), ("window", "window"), ("Bar", "bar"), ("Chef's Corner", "")],
)
def test_what_an_area_is_by_its_name(area: str, kind: str) -> None:
    assert kind_of(area) == kind
