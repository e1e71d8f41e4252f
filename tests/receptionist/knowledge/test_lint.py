"""What a definition says twice must be the same both times; each contradiction is named where it is, with what to do."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from receptionist.business.definition import Business, Faq, Handoff, OpenHours, Overlay, Pronunciation, Text
from receptionist.business.load import load_business, read_text
from receptionist.business.workflows import Outcome, OwnWorkflow
from receptionist.knowledge.lint import Finding, lint
from receptionist.language.understander import LocalUnderstander

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
BUSINESSES = Path(__file__).parents[3] / "local" / "businesses"
UNDERSTAND = LocalUnderstander().understand
RESTAURANT, CLINIC, SALON = (load_business(BUSINESSES / f"{name}.yaml") for name in ("restaurant", "clinic", "salon"))


def found(business: Business, *, of: str = "") -> list[Finding]:
    return [one for one in lint(business, NOW, UNDERSTAND) if one.severity != "note" and of in ("", one.rule)]


def saying(business: Business, answer: str | Text, question: str = "Anything else?") -> Business:
    text: Text = {"en": answer} if isinstance(answer, str) else answer
    return business.model_copy(update={"faqs": (*business.faqs, Faq(question=question, answer=text))})


def with_policies(business: Business, **changes: Any) -> Business:
    return business.model_copy(update={"policies": business.policies.model_copy(update=changes)})


@pytest.mark.parametrize("business", [RESTAURANT, CLINIC, SALON], ids=lambda business: business.id)
def test_the_demo_businesses_do_not_contradict_themselves(business: Business) -> None:
    assert found(business) == []


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("We are open until 9 on Fridays.", "closes at 14:30 and 23:00 on Friday"),
        ("We're open until midnight on Saturdays.", "closes at 14:30 and 23:00 on Saturday"),
        ("We open at 10 in the morning.", "opens at 17:00 on Monday"),
        ("We close at 8 PM on Sundays.", "closes at 14:30 and 22:00 on Sunday"),
        ("We are closed on Sundays.", "is open on Sunday"),
        ("We're closed Mondays and Tuesdays.", "is open on Tuesday"),
        ("We are not open on Tuesdays.", "is open on Tuesday"),
        ("We are open around the clock.", "is not open around the clock"),
        ("We're closed on Thanksgiving next year.", "is open on"),
        ("We are open on Christmas Day.", "is closed on 25 December 2026"),
        ({"es": "Abrimos hasta las ocho de la noche los lunes."}, "closes at 22:00 on Monday"),
        ({"es": "Cerramos los domingos."}, "is open on Sunday"),
        ({"pa": "ਅਸੀਂ ਰਾਤ ਅੱਠ ਵਜੇ ਬੰਦ ਕਰਦੇ ਹਾਂ"}, "closes at"),
    ],
)
def test_hours_told_otherwise_than_they_are_kept(answer: str | Text, problem: str) -> None:
    (one,) = found(saying(RESTAURANT, answer))
    assert (one.severity, one.rule) == ("error", "hours")
    assert problem in one.what
    assert one.where.startswith('faqs, "Anything else?", answer')


@pytest.mark.parametrize(
    "answer",
    [
        "We are open until 11 on Fridays and Saturdays.",
        "We're open for dinner from 5 to 10, Monday to Thursday.",
        "Our hours are Tuesday to Friday, 11:30 to 2:30.",
        "We are open every day.",
        "We are closed on Christmas Day.",
        "The garage on Hoff Street is open until midnight.",
        "Takeout can be ordered until nine.",
        "We close the patio when it rains.",
        "The manager is in from 11 on Mondays.",
        "We keep your table for twenty minutes.",
    ],
)
def test_hours_told_as_they_are_kept_and_hours_of_something_else(answer: str) -> None:
    assert found(saying(RESTAURANT, answer)) == []


def test_a_day_without_hours_is_not_open() -> None:
    (one,) = found(saying(SALON, "We are open on Mondays."))
    assert "is closed on Monday" in one.what


def test_hours_of_a_hand_over_are_compared_with_its_own() -> None:
    (one,) = found(saying(CLINIC, "The front desk is open until 6 on Mondays."))
    assert 'under `handoffs` "the front desk" closes at 17:30 on Monday' in one.what
    assert found(saying(CLINIC, "The front desk is open until 5:30 on Mondays.")) == []


@pytest.mark.parametrize(
    ("business", "answer", "costs"),
    [
        (SALON, "A men's haircut is $40.", "mens_cut costs 45.00"),
        (SALON, "A root touch-up and full color starts at 90 dollars.", "full_color costs 140.00 or 95.00"),
        (RESTAURANT, "Our butter chicken is $17.50.", "butter_chicken costs 19.50"),
        (RESTAURANT, {"es": "El pollo a la mantequilla cuesta 25 dólares."}, "butter_chicken costs 19.50"),
    ],
)
def test_a_price_told_otherwise_than_it_is_asked(business: Business, answer: str | Text, costs: str) -> None:
    (one,) = found(saying(business, answer))
    assert (one.severity, one.rule) == ("error", "price")
    assert costs in one.what


@pytest.mark.parametrize(
    ("business", "answer"),
    [
        (SALON, "A men's haircut is $45."),
        (SALON, "Full color starts at $140, more for long hair."),
        (SALON, "Full color is often around $180."),
        (SALON, "For full color we ask for a deposit of 30 dollars."),
        (RESTAURANT, "Corkage is 25 dollars a bottle."),
        (RESTAURANT, "Our butter chicken is $19.50."),
    ],
)
def test_prices_as_they_are_and_money_that_is_no_price(business: Business, answer: str) -> None:
    assert found(saying(business, answer)) == []


def test_a_description_that_names_another_price() -> None:
    services = (
        SALON.services[0].model_copy(update={"description": {"en": "Wash included, $80."}}),
        *SALON.services[1:],
    )
    (one,) = found(SALON.model_copy(update={"services": services}))
    assert one.where == 'services, "womens_cut", description, en'


@pytest.mark.parametrize(
    ("business", "answer", "advice"),
    [
        (SALON, "Please cancel 24 hours ahead.", "write `cancel_until_minutes: 1440` there"),
        (SALON, {"es": "Cancele con un día de antelación."}, "cancel_until_minutes: 240"),
        (CLINIC, "You can reschedule your visit up to 30 minutes before.", "change_until_minutes: 120"),
        (SALON, "You can book up to 3 months ahead.", "write `horizon_days: 90` there"),
        (SALON, "Please book at least 3 hours in advance.", "write `lead_minutes: 180` there"),
    ],
)
def test_notice_told_otherwise_than_it_is_kept(business: Business, answer: str | Text, advice: str) -> None:
    (one,) = found(saying(business, answer))
    assert (one.severity, one.rule) == ("error", "policy")
    assert advice in one.what


def test_a_policy_changed_in_one_place_only() -> None:
    (one, *_) = found(with_policies(SALON, cancel_until_minutes=1440))
    assert one.where.startswith("policies, cancellation")
    assert "24 hours" in one.what


@pytest.mark.parametrize(
    "answer", ["Please cancel four hours ahead.", "You can book up to 60 days ahead.", "A visit takes an hour."]
)
def test_notice_told_as_it_is_kept(answer: str) -> None:
    assert found(saying(SALON, answer)) == []


@pytest.mark.parametrize(
    "answer",
    [
        "We don't take reservations.",
        "We are walk-ins only.",
        {"es": "No aceptamos reservas."},
        "Sorry, no reservations for dinner.",
    ],
)
def test_no_reservations_while_tables_are_booked(answer: str | Text) -> None:
    (one,) = found(saying(RESTAURANT, answer))
    assert (one.severity, one.rule) == ("error", "reservations")
    assert "callers can book a table" in one.what


def test_walk_ins_beside_appointments_are_no_contradiction() -> None:
    assert found(saying(SALON, "No appointment needed for a consultation, just walk in.")) == []


@pytest.mark.parametrize(
    ("answer", "limit"),
    [
        ("Parties of more than 10 should speak to the manager.", 10),
        ("For groups of twelve or more we have a set menu.", 11),
        ("We seat parties of up to six.", 6),
        ({"es": "Para grupos de más de diez, hable con el gerente."}, 10),
    ],
)
def test_another_largest_party_than_is_booked(answer: str | Text, limit: int) -> None:
    (one,) = found(saying(RESTAURANT, answer))
    assert one.rule == "party_size"
    assert f"`max_party: {limit}`" in one.what
    assert found(saying(RESTAURANT, "Parties of more than eight should speak to the manager.")) == []


def test_a_deposit_asked_for_in_one_place_and_denied_in_another() -> None:
    (one,) = found(saying(RESTAURANT, "For groups there is a deposit of 20 dollars."))
    assert one.rule == "deposit"
    assert "We ask for no deposit." in one.what
    rules = [one.where for one in found(with_policies(RESTAURANT, deposit_from_party=6))]
    assert rules == ["policies, deposit, en", "policies, deposit_link"]


def test_a_link_for_a_deposit_that_nobody_pays() -> None:
    (one,) = found(with_policies(SALON, deposit_link="https://pay.example.com"))
    assert (one.severity, one.where) == ("warning", "policies, deposit_from_party")


def test_a_dish_that_is_not_on_the_menu() -> None:
    (one,) = found(saying(RESTAURANT, "You should try our lobster bisque."))
    assert (one.severity, one.rule) == ("warning", "unknown_dish")
    assert "lobster bisque" in one.what
    assert found(saying(RESTAURANT, "You should try our butter chicken.")) == []


def test_an_ingredient_whose_allergen_is_not_declared() -> None:
    dish = RESTAURANT.menu[2].model_copy(update={"description": {"en": "Lentils with cream and almonds."}})
    menu = (*RESTAURANT.menu[:2], dish.model_copy(update={"diets": ()}), *RESTAURANT.menu[3:])
    rules = found(RESTAURANT.model_copy(update={"menu": menu}))
    assert {one.rule for one in rules} == {"allergen"}
    assert any("tree nuts" in one.what and one.where == 'menu, "lentil_soup"' for one in rules)


@pytest.mark.parametrize(
    ("business", "answer", "rule"),
    [
        (RESTAURANT, "Our kitchen is allergen-free.", "never_allergen_free"),
        (RESTAURANT, "The soup is safe for people with nut allergies.", "never_allergen_free"),
        (RESTAURANT, {"es": "La sopa es segura, libre de alérgenos."}, "never_allergen_free"),
        (CLINIC, "Take two aspirin and rest.", "no_medical_advice"),
        (CLINIC, "Your results are normal.", "no_medical_advice"),
        (SALON, "Our color is hypoallergenic.", "never_promise_skin"),
    ],
)
def test_what_a_business_of_the_trade_may_not_claim(business: Business, answer: str | Text, rule: str) -> None:
    (one,) = found(saying(business, answer))
    assert (one.severity, one.rule) == ("error", rule)


def test_nothing_denies_that_an_ai_is_speaking() -> None:
    greeting = RESTAURANT.identity.model_copy(update={"greeting": {"en": "I'm a real person, how can I help?"}})
    (one,) = found(RESTAURANT.model_copy(update={"identity": greeting}))
    assert (one.severity, one.rule, one.where) == ("error", "disclosure", "identity, greeting, en")


def test_one_question_with_two_answers() -> None:
    (one,) = found(saying(RESTAURANT, "There is valet parking.", "Where can I park"))
    assert (one.severity, one.rule) == ("error", "twice")
    assert "Is there parking?" in one.what
    assert found(saying(RESTAURANT, RESTAURANT.faqs[0].answer, "Is there parking?")) == []


def test_other_figures_in_another_language() -> None:
    (one,) = found(saying(RESTAURANT, {"en": "Corkage is 25 dollars.", "es": "El descorche cuesta 30 dólares."}))
    assert one.rule == "translation"
    assert "25.00 USD in English and 30.00 USD in Spanish" in one.what


def test_a_language_without_words_is_noted() -> None:
    notes = [one for one in lint(SALON.model_copy(update={"languages": ("en", "pa")}), NOW, UNDERSTAND)]
    assert [(one.severity, one.rule, one.where) for one in notes] == [("note", "language", "languages no. 2")]
    assert "`services` womens_cut" in notes[0].what


def test_nobody_to_put_a_caller_through_to() -> None:
    (one,) = found(SALON.model_copy(update={"handoffs": ()}))
    assert (one.severity, one.where) == ("warning", "handoffs")


def test_a_hand_over_to_the_receptionist_itself() -> None:
    loop = Handoff(label="us", number=SALON.numbers[0])
    (one,) = found(SALON.model_copy(update={"handoffs": (loop,)}))
    assert (one.severity, one.where) == ("error", 'handoffs, "us", number')


def test_a_service_nobody_is_there_for() -> None:
    night = (OpenHours(days=("mon",), opens=time(20), closes=time(22)),)
    resources = tuple(
        one.model_copy(update={"hours": night}) if "color" in one.skills else one for one in SALON.resources
    )
    rules = found(SALON.model_copy(update={"resources": resources}), of="never_there")
    assert {one.where.split(",")[1].strip() for one in rules} == {'"full_color"', '"highlights"'}
    assert "Simran" in rules[0].what


def test_two_who_are_needed_together_and_never_meet() -> None:
    early = (OpenHours(days=("tue",), opens=time(10), closes=time(12)),)
    late = (OpenHours(days=("tue",), opens=time(14), closes=time(19)),)
    resources = tuple(
        one.model_copy(update={"hours": early if one.kind == "staff" else late}) for one in SALON.resources
    )
    rules = found(SALON.model_copy(update={"resources": resources}), of="never_there")
    assert any("never there at the same time" in one.what for one in rules)


def test_a_service_longer_than_the_house_is_ever_open() -> None:
    short = (OpenHours(days=("tue",), opens=time(10), closes=time(11)),)
    rules = found(SALON.model_copy(update={"hours": short}), of="never_there")
    assert any("takes 150 minutes" in one.what for one in rules)


def test_parties_no_table_seats() -> None:
    (one,) = found(with_policies(RESTAURANT, max_party=20))
    assert (one.severity, one.where) == ("warning", "policies, max_party")
    assert "seats 8" in one.what


def test_one_word_for_two_services() -> None:
    cut = SALON.services[1].model_copy(update={"synonyms": {"en": ("trim",)}})
    (one,) = found(SALON.model_copy(update={"services": (SALON.services[0], cut, *SALON.services[2:])}))
    assert (one.rule, one.where) == ("ambiguous", 'services, "mens_cut", synonyms, en no. 1')


def test_a_passing_fact_that_has_passed() -> None:
    old = Overlay(kind="sold_out", first=date(2026, 11, 1), last=date(2026, 11, 1))
    (one,) = found(RESTAURANT.model_copy(update={"overlays": (old,)}))
    assert (one.severity, one.rule) == ("warning", "over")


def test_questions_of_the_pack_without_an_answer_are_noted() -> None:
    read = read_text(
        (BUSINESSES / "salon.yaml").read_text(encoding="utf-8").replace("vertical: salon", "pack: salon@1")
    )
    assert read.business is not None
    notes = [one for one in lint(read.business, NOW, UNDERSTAND) if one.rule == "unanswered"]
    assert "What happens if I am late?" in notes[0].what


def test_errors_come_first() -> None:
    both = saying(SALON.model_copy(update={"handoffs": ()}), "We are open on Mondays.")
    assert [one.severity for one in found(both)] == ["error", "warning"]


@pytest.mark.parametrize("number", ["+9991234567", "+141555501", "+1415555010012"])
def test_a_number_of_no_country_is_the_first_thing_to_be_put_right(number: str) -> None:
    (one,) = found(saying(SALON, "We are open on Mondays.").model_copy(update={"numbers": (number,)}))
    assert (one.rule, one.where) == ("number", "numbers no. 1")


def test_what_a_task_of_its_own_answers_is_read_too() -> None:
    hours = OwnWorkflow(
        id="sunday_hours",
        name={"en": "Sunday hours"},
        when={"en": ("sunday hours",)},
        then=(Outcome(do="answer", text={"en": "We are closed on Sundays."}),),
    )
    (one,) = found(RESTAURANT.model_copy(update={"workflows": (hours,)}))
    assert (one.rule, one.where) == ("hours", 'workflows, "sunday_hours", then no. 1, text, en')


def test_a_clinic_that_asks_callers_nothing_is_warned() -> None:
    silent = CLINIC.model_copy(update={"identify_by": ()})
    assert [one.severity for one in found(silent, of="identify")] == ["warning"]
    assert found(CLINIC, of="identify") == []
    assert found(SALON.model_copy(update={"identify_by": ()}), of="identify") == []


def test_a_pronunciation_of_what_stands_nowhere() -> None:
    names = (
        Pronunciation(written="saffron", said={"en": "saff ron"}),
        Pronunciation(written="Safron", said={"en": "saff ron"}),
    )
    (one,) = found(RESTAURANT.model_copy(update={"pronunciations": names}))
    assert (one.severity, one.rule) == ("warning", "pronunciation")
    assert '"Safron" stands nowhere' in one.what
