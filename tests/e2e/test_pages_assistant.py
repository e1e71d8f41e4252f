"""The assistant's editors in a real browser: staff, tables, people, questions and tasks, kept whole in the draft."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from functions.errands.chore import run
from functions.office import Office
from receptionist.business.definition import Business
from receptionist.desk.publish import draft_of
from receptionist.ids import BusinessId
from tests.e2e.page_office import AXE, served
from tests.e2e.page_seed import seed
from tests.e2e.test_pages import QUIET, a_page, serious

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.together,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]

SECTIONS = ["house", "people", "intake", "tasks", "documents", "tone", "voice", "wording"]


class Humming:
    """A voice of two languages."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def languages(self) -> frozenset[str]:
        return frozenset({"en", "es"})

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        self.said.append(text)
        yield b"\xff" * 800


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def voice() -> Humming:
    return Humming()


@pytest.fixture(scope="module")
def office(voice: Humming) -> Office:
    return replace(seed(), voice=voice)


@pytest.fixture(scope="module")
def url(office: Office) -> Iterator[str]:
    with served(office) as address:
        yield address


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(360, "dark", "pa-IN"), pytest.param(1280, "light", "en-US", marks=pytest.mark.long)],
)
def test_every_part_fits_and_can_be_used_by_everybody(
    browser: Browser, url: str, width: int, scheme: Any, language: str
) -> None:
    page = a_page(
        browser, url, "assistant", home="salon", viewport={"width": width, "height": 800}, color_scheme=scheme,
        locale=language,
    )  # fmt: skip
    page.add_script_tag(path=str(AXE))
    for section in SECTIONS:
        page.goto(f"{url}/#/salon/assistant?section={section}")
        expect(page.locator("main h2").first).to_be_visible()
        expect(page.locator(".animate-pulse")).to_have_count(0)
        for entry in page.locator("main details:not(details details) > summary").all()[:1]:
            entry.click()
        assert serious(page) == [], section
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{section} is wider than {width} px"
        )


def test_tables_are_added_and_joined_and_what_cannot_be_is_said_where_it_is(
    browser: Browser, url: str, office: Office
) -> None:
    page = a_page(browser, url, "assistant?section=house")
    page.get_by_role("button", name="Add a table", exact=True).click()
    table = entry(page, "New")
    table.get_by_label("Name").fill("Window bench")
    table = entry(page, "Window bench")
    table.get_by_label("Seats").fill("3")
    page.get_by_role("button", name="Add tables together").click()
    together = page.get_by_role("region", name="Tables pushed together").locator("details")
    together.get_by_label("Table 1", exact=True).check()
    save(page)
    expect(together.get_by_role("alert")).to_contain_text("two tables or more")
    together.get_by_label("Window bench").check()
    together.get_by_label("Up to so many people").fill("5")
    save(page)
    expect(page.get_by_text("Everything is saved.")).to_be_visible()
    kept, before = drafted(office, "restaurant"), published(office, "restaurant")
    assert (kept.resources[-1].name, kept.resources[-1].max_party) == ("Window bench", 3)
    assert kept.combinations[0].tables == ("t1", kept.resources[-1].id)
    assert kept.model_copy(update={"resources": before.resources, "combinations": ()}) == before


def test_a_day_off_and_a_skill_are_written_down_for_somebody(browser: Browser, url: str, office: Office) -> None:
    page = a_page(browser, url, "assistant?section=house", home="salon")
    marco = entry(page, "Marco")
    marco.locator("summary").click()
    marco.get_by_label("color (").check()
    marco.get_by_role("button", name="Add a day").click()
    marco.get_by_label("First day").fill("2026-12-24")
    marco.get_by_label("Last day").fill("2026-12-27")
    marco.get_by_label("Why").fill("Holiday")
    save(page)
    expect(page.get_by_text("Everything is saved.")).to_be_visible()
    kept = next(one for one in drafted(office, "salon").resources if one.id == "marco")
    assert (kept.skills, str(kept.days[0].last), kept.days[0].hours) == (("cut", "style", "color"), "2026-12-27", ())


def test_a_task_is_built_by_keyboard_and_tried_beside_it(browser: Browser, url: str, office: Office) -> None:
    page = a_page(browser, url, "assistant?section=tasks", home="clinic")
    page.get_by_role("button", name="Add a task").press("Enter")
    task = entry(page, "New")
    typed(task.get_by_role("group", name="What it is called"), "a travel vaccination")
    task = entry(page, "a travel vaccination")
    typed(task.get_by_role("group", name="A caller says something like"), "travel vaccination\nvaccines for my trip")
    task.get_by_role("button", name="Add a question").press("Enter")
    question = entry(task, "New")
    typed(question.get_by_role("group", name="Question"), "Which country are you travelling to?")
    question = entry(task, "Which country")
    typed(question.get_by_role("group", name="What the answer is called"), "country")
    save(page)
    expect(page.get_by_text("Everything is saved.")).to_be_visible()
    kept, before = drafted(office, "clinic"), published(office, "clinic")
    assert kept.model_copy(update={"workflows": before.workflows}) == before
    page.get_by_label("What a caller would say").fill("I need vaccines for my trip")
    expect(page.get_by_role("button", name="Send")).to_be_enabled()
    page.keyboard.press("Enter")
    expect(page.get_by_role("log", name="Try it")).to_contain_text("Which country are you travelling to?")


def test_a_house_of_few_words_is_heard_beside_it(browser: Browser, url: str, office: Office) -> None:
    page = a_page(browser, url, "assistant?section=tone", home="clinic")
    talk = page.get_by_role("log", name="Try it")

    def hear(words: str) -> None:
        page.get_by_label("What a caller would say").fill("Please don't record this call.")
        page.get_by_role("button", name="Send").click()
        expect(talk).to_contain_text(words)

    hear("Is there anything else I can do for you?")
    page.get_by_label("Few words with everybody").check()
    page.get_by_label("How soon somebody is met so").first.select_option("At the first sign")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft, not published yet")).to_be_visible()
    hear("recorded. Anything else?")
    draft = draft_of(office.desk, BusinessId("clinic"))
    assert draft is not None
    affect = draft.kept.business.affect
    assert (affect.brief, affect.frustrated.after, affect.frustrated.until) == (True, 0.4, 0.2)


def test_a_document_is_given_allowed_asked_about_and_taken_back(browser: Browser, url: str) -> None:
    page = a_page(browser, url, "assistant?section=documents", home="clinic")
    page.get_by_label("Add a file").set_input_files(
        {"name": "prices.xlsx", "mimeType": "application/octet-stream", "buffer": b"x"}
    )
    expect(page.get_by_role("alert")).to_contain_text("cannot be read")
    rules = b"Wheelchairs can be borrowed at the front desk. A deposit is not needed."
    page.get_by_label("Add a file").set_input_files(
        {"name": "house rules.md", "mimeType": "text/markdown", "buffer": rules}
    )
    document = entry(page, "house rules.md")
    expect(document).to_contain_text("Told to nobody")
    document.locator("summary").click()
    document.get_by_role("button", name="Callers may be told all of it").click()
    expect(document).to_contain_text("Told to callers")
    page.get_by_label("A caller’s question").fill("Can I borrow a wheelchair?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("borrowed at the front desk").last).to_be_visible()
    document.get_by_role("button", name="Remove this document").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("No documents yet.")).to_be_visible()


def test_a_sentence_is_reworded_signed_and_heard_and_a_false_claim_is_refused(
    browser: Browser, url: str, office: Office, voice: Humming
) -> None:
    page = a_page(browser, url, "assistant?section=wording", home="salon")
    page.locator("form").get_by_label("Language").select_option("es")
    page.get_by_label("Find").fill("De acuerdo")
    sentence = page.locator("form li").first
    expect(sentence).to_contain_text("Not reviewed by a native speaker")
    sentence.get_by_role("button", name="Change").click()
    sentence.get_by_label("Your words").fill("Su cita está confirmada.")
    page.get_by_label("Find").fill("confirmada")
    save(page)
    expect(sentence.get_by_role("alert")).to_contain_text("claims something")
    sentence.get_by_label("Your words").fill("Con mucho gusto.")
    page.get_by_label("Find").fill("gusto")
    page.get_by_label("Native speaker who vouches").fill("Lucía Romero")
    sentence.get_by_role("button", name="Reads right to Lucía Romero").click()
    save(page)
    expect(sentence).to_contain_text("Signed by Lucía Romero")
    with page.expect_response("**/audio?*"):
        sentence.get_by_role("button", name="Listen").click()
    assert "Con mucho gusto." in voice.said
    (own,), (mark,) = drafted(office, "salon").wording, drafted(office, "salon").signed
    assert (own.text, mark.text, mark.by) == ("Con mucho gusto.", "Con mucho gusto.", "Lucía Romero")


def test_how_a_name_is_said_is_heard_before_it_is_saved(browser: Browser, url: str, voice: Humming) -> None:
    page = a_page(browser, url, "assistant?section=voice", home="clinic")
    page.get_by_role("button", name="Add a word").click()
    page.get_by_label("As it is written").fill("Nguyen")
    page.get_by_label("As it is said in English").fill("win")
    with page.expect_response("**/voice/samples"):
        page.get_by_role("button", name="Listen: Nguyen").first.click()
    assert voice.said[-1] == "win"


def entry(around: Page | Locator, name: str) -> Locator:
    """The innermost of that name."""
    page = around if isinstance(around, Page) else around.page
    return around.locator("details", has=page.locator(":scope > summary", has_text=name)).last


def typed(group: Locator, words: str) -> None:
    group.get_by_label("English").fill(words)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").press("Enter")


def drafted(office: Office, home: str) -> Business:
    draft = draft_of(office.desk, BusinessId(home))
    assert draft is not None
    return draft.kept.business


def published(office: Office, home: str) -> Business:
    business = office.desk.businesses.get(BusinessId(home))
    assert business is not None
    return business


@pytest.mark.parametrize(
    ("locale", "told", "wrong"),
    [
        ("es-MX", "de $95 a $110", "la respuesta no contiene"),
        ("pa-IN", "$95 ਤੋਂ $110", "ਜਵਾਬ ਵਿੱਚ"),
    ],
)
def test_what_a_draft_changes_and_why_its_test_failed_is_told_in_the_language_of_the_page(
    browser: Browser, locale: str, told: str, wrong: str
) -> None:
    office = seed()
    with served(office) as url:
        page = a_page(browser, url, "assistant", home="salon", locale=locale)
        page.evaluate(
            """async () => {
              const home = '/api/v1/businesses/salon'
              const send = (method, path, body, headers = {}) =>
                fetch(home + path, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
              const definition = await (await fetch(home)).json()
              definition.services[0].price = '95.00'
              await send('PUT', '/definition', { definition, untried: true }, { 'if-match': `"${definition.version}"` })
              definition.services[0].price = '110.00'
              const turn = { say: 'Do you have a piano?', has: ['piano stands'] }
              await send('PUT', '/draft/tests/piano', { test: { name: 'There is a piano', turns: [turn] } })
              await send('PUT', '/draft', { definition }, { 'if-none-match': '*' })
              await send('POST', '/draft/trial', {})
            }"""
        )
        run(office)
        page.goto(f"{url}/#/salon/versions")
        page.reload()
        expect(page.get_by_role("listitem").filter(has_text=told).first).to_be_visible()
        page.get_by_text("There is a piano", exact=True).first.click()
        expect(page.get_by_role("listitem").filter(has_text=wrong).first).to_be_visible()
