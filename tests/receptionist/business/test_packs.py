"""What a trade has in common is filled in, the same every time, and what a business says goes before."""

import re

import pytest

from receptionist.business.definition import Business, Policies
from receptionist.business.load import read_content, read_text
from receptionist.business.packs import filled_in, left_out, merged, pack, packs
from receptionist.business.yaml_text import read_yaml

BISTRO = """\
id: bistro
pack: restaurant@1
name: Bistro
timezone: America/New_York
numbers: [+12125550155]
address: 1 Pier Street
hours: [{days: [fri, sat], opens: 17:00, closes: 23:00}]
services: [{id: table, minutes: 75}]
resources: [{id: t1, kind: table, name: One, max_party: 4}]
policies: {max_party: 6}
faqs:
  - {id: dogs, answer: {en: Only on the patio.}}
  - {question: "Is there music?", answer: {en: On Fridays.}}
"""


def bistro(text: str = BISTRO) -> Business:
    read = read_text(text)
    assert read.business is not None, read.complaints
    return read.business


def test_what_the_definition_does_not_say_comes_from_the_pack() -> None:
    business = bistro()
    assert (business.vertical, business.policies.horizon_days) == ("restaurant", 60)
    (table,) = business.services
    assert (table.name["es"], table.durations[0].up_to) == ("una mesa", 2)
    assert {one.id for one in business.workflows} == {"private_dining", "lost_property"}


def test_what_the_definition_says_goes_before() -> None:
    business = bistro()
    assert business.policies.max_party == 6
    assert business.services[0].minutes == 75


def test_a_question_of_the_pack_is_there_once_it_is_answered() -> None:
    questions = [one.question for one in bistro().faqs]
    assert questions == ["Are dogs allowed?", "Is there music?"]
    assert "puedo llevar a mi perro" in bistro().faqs[0].variants


def test_a_task_of_the_pack_can_be_left_out_or_said_otherwise() -> None:
    assert [one.field for one in bistro().intake] == ["occasion"]
    without = bistro(BISTRO + "without: [workflows.lost_property, intake.occasion]\n")
    assert without.intake == ()
    assert {one.id for one in without.workflows} == {"private_dining"}
    other = bistro(BISTRO + "workflows: [{id: private_dining, then: [{do: call_back}]}]\n")
    own = next(one for one in other.workflows if one.id == "private_dining")
    assert own.then[0].do == "call_back"
    assert len(own.ask) == 3


def test_a_sentence_is_replaced_in_every_language_so_that_no_old_translation_stays() -> None:
    assert merged({"name": {"en": "a table", "es": "una mesa"}}, {"name": {"en": "a booth"}}) == {
        "name": {"en": "a booth"}
    }


def test_filling_in_twice_changes_nothing_more() -> None:
    given = pack("restaurant@1")
    assert given is not None
    content, _ = read_yaml(BISTRO)
    once = filled_in(content, given)
    assert filled_in(once, given) == once
    stored = bistro()
    again = read_content(stored.model_dump(mode="json"))
    assert again.business == stored


def test_the_order_in_which_a_definition_says_things_does_not_matter() -> None:
    content, _ = read_yaml(BISTRO)
    turned = dict(reversed(content.items()))
    assert read_content(turned).business == read_content(content).business


def test_a_fault_in_what_a_file_says_is_still_named_by_its_line() -> None:
    read = read_text(BISTRO.replace("minutes: 75", "minutes: soon"))
    assert [(one.line, one.where) for one in read.complaints] == [(8, 'services, "table", minutes')]


@pytest.mark.parametrize("name", packs())
def test_every_pack_is_about_a_trade_and_its_rules_can_be_read(name: str) -> None:
    given = pack(name)
    assert given is not None
    assert given.about.endswith(".")
    assert given.defaults["vertical"] == name.split("@")[0]
    assert given.rules
    for rule in given.rules:
        for pattern in rule.never_say:
            re.compile(pattern)
    assert {"services", "faqs"} <= set(given.templates)
    assert given.tests["conversations"]
    assert all("answer" not in one for one in given.templates["faqs"])


def test_a_question_of_a_task_can_be_left_out_and_a_condition_too() -> None:
    whole = bistro(BISTRO + "without: [workflows.private_dining.ask.occasion, policies.horizon_days]\n")
    asked = next(one for one in whole.workflows if one.id == "private_dining").ask
    assert "occasion" not in {one.field for one in asked}
    assert whole.policies.horizon_days == Policies().horizon_days
    untouched = next(one for one in bistro().workflows if one.id == "private_dining").ask
    assert len(untouched) == len(asked) + 1


@pytest.mark.parametrize("name", packs())
def test_what_is_taken_out_of_a_whole_definition_stays_away_and_nothing_else_does(name: str) -> None:
    given = pack(name)
    assert given is not None
    written = BISTRO.replace("restaurant@1", name).replace(
        "id: table,", "id: table, name: {en: a table}, needs: [{kind: table}],"
    )
    content = bistro(written.replace("id: dogs,", "id: dogs, question: Are dogs allowed,")).model_dump(mode="json")
    content["policies"]["max_party"] = 5
    assert left_out(content, given) == ()
    (first, *others) = content["intake"]
    task = next(one for one in content["workflows"] if one["ask"])
    content = {**content, "intake": others, "workflows": [{**task, "ask": task["ask"][1:]}]}
    read = read_content(content, whole=True)
    assert read.business is not None, read.complaints
    assert first["field"] not in {one.field for one in read.business.intake}
    assert [len(one.ask) for one in read.business.workflows] == [len(task["ask"]) - 1]
    again = read_content(read.business.model_dump(mode="json"))
    assert again.business == read.business
