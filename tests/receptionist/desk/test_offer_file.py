"""A menu and a price list from a spreadsheet, line by line."""

from decimal import Decimal
from pathlib import Path

import pytest

from receptionist.business.definition import Business, MenuItem, Service
from receptionist.business.load import load_business
from receptionist.calendars.visits import BadFile
from receptionist.desk.offer_file import OfferLine, Part, read_offer

DEMO = Path(__file__).parents[3] / "local" / "businesses"


@pytest.fixture(scope="module")
def restaurant() -> Business:
    return load_business(DEMO / "restaurant.yaml")


@pytest.fixture(scope="module")
def salon() -> Business:
    return load_business(DEMO / "salon.yaml")


def read(business: Business, part: Part, text: str) -> tuple[OfferLine, ...]:
    return read_offer(business, part, text.encode(), "en").lines


def dish(line: OfferLine) -> MenuItem:
    assert isinstance(line.wanted, MenuItem), line
    return line.wanted


def service(line: OfferLine) -> Service:
    assert isinstance(line.wanted, Service), line
    return line.wanted


def test_a_new_dish_has_what_its_line_says(restaurant: Business) -> None:
    text = "Plato;Precio;Categoría;Name ES;Allergens;May contain;Diets\nAutumn plate;12,50 €;Starters;Plato de otoño;goat cheese, walnuts;sesame;vegetarian\n"
    (line,) = read(restaurant, "menu", text)
    made = dish(line)
    assert (line.outcome, made.id, made.price, made.section) == ("added", "autumn_plate", Decimal("12.50"), "Starters")
    assert made.name == {"en": "Autumn plate", "es": "Plato de otoño"}
    assert (set(made.contains), made.may_contain, made.diets) == ({"milk", "tree_nuts"}, ("sesame",), ("vegetarian",))


def test_a_dish_of_that_name_keeps_what_the_line_does_not_say(restaurant: Business) -> None:
    known = restaurant.menu[0]
    name = known.name["en"]
    changed, same = read(
        restaurant,
        "menu",
        f"name,price\n{name.upper()},99\n{restaurant.menu[1].name['en']},{restaurant.menu[1].price}\n",
    )
    assert (changed.outcome, dish(changed).id, dish(changed).price) == ("changed", known.id, Decimal(99))
    assert (dish(changed).contains, dish(changed).section) == (known.contains, known.section)
    assert same.outcome == "same"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (",9", "no_name"), ("Dal,", "no_price"), ("Dal,cheap", "bad_price"), ("Dal,-4", "bad_price"), ("Dal,1.2.3", "bad_price"),
        ("Dal,9,moon dust", "unknown_allergen"), ("Dal,9,,breatharian", "unknown_diet"), ("x" * 121 + ",9", "long_name"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_taken_says_why_and_the_others_go_on(
    restaurant: Business, cells: str, reason: str
) -> None:
    bad, good = read(restaurant, "menu", f"name,price,contains,diets\n{cells}\nKheer,7\n")
    assert (bad.outcome, bad.reason, bad.wanted, bad.line) == ("refused", reason, None, 2)
    assert good.outcome == "added"


def test_the_same_name_twice_is_one_too_many(restaurant: Business) -> None:
    first, second = read(restaurant, "menu", "name,price\nKheer,7\nkheer,8\n")
    assert (first.outcome, second.reason) == ("added", "twice")


@pytest.mark.parametrize(
    ("price", "worth"),
    [("$1,250.00", "1250.00"), ("1.250", "1250"), ("9.5", "9.5"), ("45", "45"), ("USD 8.25", "8.25")],
)
def test_prices_are_read_as_they_are_written(restaurant: Business, price: str, worth: str) -> None:
    (line,) = read(restaurant, "menu", f"name;price\nKheer;{price}\n")
    assert dish(line).price == Decimal(worth)


@pytest.mark.parametrize(
    ("length", "minutes"), [("45", 45), ("45 min", 45), ("1 h 30", 90), ("1:30", 90), ("2 hours", 120)]
)
def test_a_new_service_needs_to_say_how_long_it_takes(salon: Business, length: str, minutes: int) -> None:
    (made,) = read(salon, "services", f"Treatment\tDuration\tPrice\nScalp massage\t{length}\t$40\n")
    assert (made.outcome, service(made).minutes, service(made).needs) == ("added", minutes, salon.services[0].needs)
    (without,) = read(salon, "services", "name,price\nScalp massage,40\n")
    assert without.reason == "no_minutes"
    (odd,) = read(salon, "services", "name,minutes\nScalp massage,a while\n")
    assert odd.reason == "bad_minutes"


@pytest.mark.parametrize("text", ["", "price,section\n9,Mains\n", "name,item,price\na,b,1\n"])
def test_a_file_without_names_is_no_menu(restaurant: Business, text: str) -> None:
    with pytest.raises(BadFile):
        read(restaurant, "menu", text)


def test_a_sheet_of_excel_is_read_and_its_other_columns_are_named(restaurant: Business) -> None:
    found = read_offer(restaurant, "menu", "Nombre;Precio;Proveedor\nPiñón;8\n".encode("cp1252"), "es")
    assert (dish(found.lines[0]).name, found.ignored_columns) == ({"es": "Piñón"}, ("Proveedor",))
