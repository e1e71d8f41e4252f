"""`firstring business`: many definitions from a folder, looked through before the first is published."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from functions.dashboard_api import app as dashboard_api
from functions.definitions.app import build
from functions.office import Office
from local.before_publishing import as_yaml
from local.cli import main
from local.stored import DATABASE, desk_on
from receptionist.accounts.model import Role
from receptionist.accounts.passes import KEY, ApiKey, digest
from receptionist.adapters.sqlite.database import Database
from receptionist.business.load import load_business, parse_business
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, PersonId
from receptionist.ports import AccountChange
from receptionist.suites.own import OwnTest, OwnTurn, keep_test
from tests.fakes.front_office import NOW, RememberingCarrier, RememberingSms, SetClock, a_desk, an_office
from tests.fakes.people import somebody

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "businesses"
DEMO = Path(__file__).parents[2] / "local" / "businesses"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of two of the examples, to be changed."""
    place = tmp_path / "businesses"
    place.mkdir()
    for name in ("harbour-bistro.yaml", "main-street-barber.yaml"):
        (place / name).write_text((EXAMPLES / name).read_text(encoding="utf-8"), encoding="utf-8")
    return place


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def change(folder: Path, name: str, right: str, wrong: str) -> None:
    path = folder / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")


class Shop:
    """The command line against one data folder."""

    def __init__(self, where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        self._where, self._capsys = where, capsys

    def __call__(self, *words: object) -> tuple[int, str]:
        code = main(["business", *map(str, words), *(self._where if words[0] != "lint" else [])])
        told = self._capsys.readouterr()
        return code, told.out + told.err


@pytest.fixture
def shop(data: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    return Shop(["--data", str(data)], capsys)


def test_the_examples_and_the_demo_businesses_are_clean(shop: Shop) -> None:
    code, told = shop("lint", *sorted(EXAMPLES.glob("*.yaml")), *sorted(DEMO.glob("*.yaml")))
    assert (code, told.count("nothing contradicts itself")) == (
        0,
        len([*EXAMPLES.glob("*.yaml"), *DEMO.glob("*.yaml")]),
    )


def test_a_folder_is_planned_applied_and_then_there_is_nothing_to_do(shop: Shop, folder: Path) -> None:
    code, told = shop("plan", folder)
    assert code == 2
    assert "harbour-bistro: version 1, new\n  New business: Harbour Bistro, answering +12125550141" in told
    assert "2 to publish, 0 as they stand" in told
    code, told = shop("apply", folder, "--note", "opening")
    assert (code, told.count("published version 1")) == (0, 2)
    assert shop("plan", folder) == (0, "0 to publish, 2 as they stand\n")
    code, told = shop("apply", folder)
    assert (code, "published" in told) == (0, False)


def test_a_change_is_told_in_plain_language_and_published_alone(shop: Shop, folder: Path) -> None:
    shop("apply", folder)
    change(folder, "main-street-barber", "price: 32", "price: 35")
    change(folder, "main-street-barber", "closes: 15:00", "closes: 14:00")
    code, told = shop("plan", folder)
    assert code == 2
    assert told == (
        "main-street-barber: version 2\n  Saturday: closes 14:00 instead of 15:00\n  Men's haircut: $32 to $35\n"
        "1 to publish, 1 as they stand\n"
    )
    code, told = shop("apply", folder)
    assert (code, "main-street-barber: not published: its tests were not played" in told) == (1, True)
    code, told = shop("apply", folder, "--untried")
    assert (code, "main-street-barber: published version 2" in told) == (0, True)
    assert "harbour-bistro: published" not in told
    change(folder, "main-street-barber", "price: 35", "price: 37")
    code, told = shop("apply", folder, "--suites")
    assert (code, " 0 failed" in told, "main-street-barber: published version 3" in told) == (0, True, True)


def test_what_callers_hear_is_not_replaced_by_what_fails_a_conversation(shop: Shop, folder: Path) -> None:
    shop("apply", folder)
    own = "name: Main Street Barber\nwording: [{sentence: sorry, language: en, text: We guarantee a good cut.}]"
    change(folder, "main-street-barber", "name: Main Street Barber", own)
    code, told = shop("apply", folder, "--suites")
    assert (code, "FAIL" in told, "main-street-barber: not published: what the conversations" in told) == (
        1,
        True,
        True,
    )
    assert "version 2" not in shop("history", "main-street-barber")[1]


def test_nothing_is_published_while_one_file_is_wrong_and_every_mistake_is_told(shop: Shop, folder: Path) -> None:
    change(folder, "main-street-barber", "price: 32", "price: thirty")
    change(folder, "harbour-bistro", "closes: 22:00", "closes: 25:00")
    code, told = shop("apply", folder)
    assert code == 1
    assert 'main-street-barber.yaml:15: error: services, "mens_cut", price: "thirty" is no amount of money' in told
    assert 'harbour-bistro.yaml:11: error: hours no. 1, closes: "25:00" is no time of day' in told
    assert "nothing is published" in told
    assert shop("history", "harbour-bistro")[0] == 2


def test_nothing_is_published_while_one_contradicts_itself(shop: Shop, folder: Path) -> None:
    change(folder, "harbour-bistro", "at least two hours", "at least four hours")
    code, told = shop("apply", folder)
    assert code == 1
    assert "write `cancel_until_minutes: 240` there" in told
    assert shop("plan", folder)[0] == 1


def test_two_files_for_one_business_and_one_number_for_two(shop: Shop, folder: Path) -> None:
    text = (folder / "harbour-bistro.yaml").read_text(encoding="utf-8")
    (folder / "z-again.yaml").write_text(text, encoding="utf-8")
    change(folder, "main-street-barber", "+12125550143", "+12125550141")
    code, told = shop("plan", folder)
    assert code == 1
    assert "harbour-bistro is also in" in told
    assert "+12125550141 is also in" in told


def test_a_number_that_rings_elsewhere_is_told_before_anything_is_done(shop: Shop, folder: Path) -> None:
    shop("apply", folder / "harbour-bistro.yaml")
    change(folder, "main-street-barber", "+12125550143", "+12125550141")
    code, told = shop("apply", folder / "main-street-barber.yaml")
    assert code == 1
    assert "+12125550141 rings at harbour-bistro already" in told


def test_the_history_says_what_each_version_changed_and_the_way_back_is_one_of_them(shop: Shop, folder: Path) -> None:
    shop("apply", folder, "--note", "opening")
    change(folder, "main-street-barber", "price: 32", "price: 35")
    shop("apply", folder, "--untried")
    assert shop("rollback", "main-street-barber", 1)[0] == 0
    code, told = shop("history", "main-street-barber")
    assert code == 0
    lines = [line for line in told.splitlines() if line.startswith("version")]
    assert [line.split()[1] for line in lines] == ["3", "2", "1"]
    assert "back to version 1" in lines[0]
    assert "opening" in lines[2]
    assert lines[0].split()[-1] == lines[2].split()[-1]
    assert "  Men's haircut: $35 to $32" in told
    assert shop("plan", folder)[0] == 2
    assert shop("rollback", "main-street-barber", 9)[0] == 1


def test_a_draft_is_kept_shown_and_published(shop: Shop, folder: Path) -> None:
    shop("apply", folder)
    change(folder, "main-street-barber", "price: 32", "price: 35")
    code, told = shop("draft", folder / "main-street-barber.yaml")
    assert (code, "Men's haircut: $32 to $35" in told) == (0, True)
    assert "price: '35'" in shop("show", "main-street-barber", "--draft")[1].replace('"', "'")
    assert "price: '32'" in shop("show", "main-street-barber")[1].replace('"', "'")
    code, told = shop("publish", "main-street-barber")
    assert (code, "its tests were not played" in told) == (1, True)
    assert shop("publish", "main-street-barber", "--untried")[0] == 0
    assert "price: '35'" in shop("show", "main-street-barber")[1].replace('"', "'")
    assert "price: '32'" in shop("show", "main-street-barber", "--version", 1)[1].replace('"', "'")
    assert shop("publish", "main-street-barber")[0] == 1


@pytest.mark.parametrize("path", [*EXAMPLES.glob("*.yaml"), *DEMO.glob("*.yaml")], ids=lambda path: path.stem)
def test_what_is_shown_reads_back_as_the_same_business(path: Path) -> None:
    business = load_business(path)
    assert parse_business(as_yaml(business), "shown.yaml") == business


def test_a_place_without_files_and_a_business_nobody_knows_are_named(shop: Shop, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "there are no .yaml files" in shop("apply", empty)[1]
    assert shop("plan", empty)[0] == 1
    assert "there is no business 'nobody'" in shop("show", "nobody")[1]


def test_a_plan_can_be_read_by_programs(shop: Shop, folder: Path) -> None:
    code, told = shop("plan", folder, "--json")
    content = json.loads(told)
    assert code == 2
    assert [one["business"] for one in content["businesses"]] == ["harbour-bistro", "main-street-barber"]
    assert content["errors"] == []


class Deployment:
    """The API, over a real socket."""

    def __init__(self) -> None:
        self.desk: Desk = a_desk(SetClock())
        self.office: Office = an_office(self.desk, RememberingCarrier(), RememberingSms())
        app = build(self.office)
        app.include_router(dashboard_api.routes(self.office))
        client = TestClient(app, raise_server_exceptions=False)

        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = client.request(self.command, self.path, content=body, headers=dict(self.headers))
                self.send_response(answer.status_code)
                for name in ("etag", "content-type"):
                    if name in answer.headers:
                        self.send_header(name, answer.headers[name])
                self.end_headers()
                self.wfile.write(answer.content)

            do_GET = do_PUT = do_POST = _serve  # noqa: N815  names the server looks for

            def log_message(self, format: str, *args: object) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def key(self, business: str) -> str:
        token = f"{KEY}{business:x<43}"
        key = ApiKey(digest(token), business, BusinessId(business), "cli", Role.MANAGER, PersonId("p1"), NOW)
        self.office.door.accounts.commit(AccountChange(issued=(key,)))
        return token


@pytest.fixture
def deployment() -> Iterator[Deployment]:
    deployment = Deployment()
    yield deployment
    deployment.server.shutdown()
    deployment.server.server_close()


def test_a_deployment_is_planned_applied_and_rolled_back_through_its_api(
    deployment: Deployment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    somebody(deployment.office.door, "Root", Role.OWNER)
    key_file = tmp_path / "key"
    key_file.write_text(deployment.key("salon") + "\n", encoding="utf-8")
    keys = ["--key", f"restaurant={deployment.key('restaurant')}", "--key", f"salon=@{key_file}"]
    place = tmp_path / "two"
    place.mkdir()
    for name in ("salon", "restaurant"):
        text = (DEMO / f"{name}.yaml").read_text(encoding="utf-8")
        (place / f"{name}.yaml").write_text(text.replace("price: 75", "price: 80"), encoding="utf-8")
    there = Shop(["--url", deployment.url, *keys], capsys)
    code, told = there("plan", place)
    assert (code, "Women's haircut: $75 to $80" in told, "1 to publish, 1 as they stand" in told) == (2, True, True)
    code, told = there("apply", place, "--note", "spring")
    assert (code, "salon: not published: its tests were not played" in told) == (1, True)
    code, told = there("apply", place, "--note", "spring", "--untried")
    assert (code, "salon: published version 2" in told) == (0, True)
    assert there("plan", place)[0] == 0
    code, told = there("history", "salon")
    assert (code, "spring" in told, "cli" in told) == (0, True, True)
    assert there("rollback", "salon", 1)[0] == 0
    assert there("draft", place / "salon.yaml")[0] == 0
    assert "draft" in there("draft", place / "salon.yaml")[1]
    assert there("publish", "salon")[0] == 1, "nobody has tried it"
    assert there("publish", "salon", "--untried")[0] == 0
    business = deployment.desk.businesses.get(BusinessId("salon"))
    assert business is not None
    assert (business.version, str(business.services[0].price)) == (4, "80")


def test_the_tests_of_a_house_in_a_deployment_are_played_here(
    deployment: Deployment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    somebody(deployment.office.door, "Root", Role.OWNER)
    there = Shop(["--url", deployment.url, "--key", deployment.key("salon")], capsys)
    ours = OwnTest(name="There is a piano", turns=(OwnTurn(say="Do you have a piano?", has=("piano stands",)),))
    keep_test(deployment.desk, BusinessId("salon"), "piano", ours, revision=0, by="Olga")
    file = tmp_path / "salon.yaml"
    file.write_text(
        (DEMO / "salon.yaml").read_text(encoding="utf-8").replace("price: 75", "price: 80"), encoding="utf-8"
    )
    assert there("draft", file)[0] == 0
    code, told = there("publish", "salon", "--suites")
    assert (code, "There is a piano" in told, "not published" in told) == (1, True, True)


def test_a_wrong_key_and_another_business_are_told(
    deployment: Deployment, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    somebody(deployment.office.door, "Root", Role.OWNER)
    wrong = Shop(["--url", deployment.url, "--key", "fsk_wrong"], capsys)
    code, told = wrong("plan", folder)
    assert (code, "does not know this key" in told) == (1, True)
    salon = Shop(["--url", deployment.url, "--key", deployment.key("salon")], capsys)
    code, told = salon("apply", folder)
    assert (code, told.count("no such business")) == (1, 2)
    assert Shop(["--url", "ftp://x"], capsys)("plan", folder)[0] == 1


def test_what_a_minute_costs_is_told_for_each_choice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["business", "quality", str(DEMO / "salon.yaml")]) == 0
    told = capsys.readouterr().out
    assert "  economy  en     $0.0000" in told
    assert "* balanced es  " in told
    assert "List prices read on 2026-11-28" in told


@pytest.mark.parametrize("name", ["restaurant", "salon", "clinic"])
def test_every_conversation_of_a_pack_goes_well_with_a_business_that_uses_it(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (DEMO / f"{name}.yaml").read_text(encoding="utf-8").replace(f"vertical: {name}", f"pack: {name}@1")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    assert main(["business", "test", str(tmp_path / "own.yaml")]) == 0, capsys.readouterr().out
    assert " 0 failed" in capsys.readouterr().out


def test_conversations_about_a_task_that_was_left_out_are_left_out_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["business", "test", str(EXAMPLES / "main-street-barber.yaml")]) == 0
    assert "1 conversations" in capsys.readouterr().out
    assert main(["business", "test", str(DEMO / "salon.yaml")]) == 2


SUITE = """suite: Ours
now: "2026-11-27T12:00-08:00"
conversations:
  - name: Says where it is
    turns:
      - {{say: "What is your address?", reply: ["{place}"]}}
  - name: Of somebody else
    business: salon
    turns:
      - {{say: "Hello", reply: ["nothing that is ever said"]}}
"""


def test_a_draft_is_published_only_if_the_conversations_go_well_with_it(
    shop: Shop, folder: Path, tmp_path: Path
) -> None:
    shop("apply", folder)
    street = load_business(folder / "main-street-barber.yaml").address
    change(folder, "main-street-barber", "price: 32", "price: 35")
    shop("draft", folder / "main-street-barber.yaml")
    suite = tmp_path / "ours.yaml"
    suite.write_text(SUITE.format(place="Nowhere Lane"), encoding="utf-8")
    code, told = shop("publish", "main-street-barber", "--suites", suite)
    assert code == 1
    assert "FAIL" in told
    assert "not published" in told
    assert "1 conversations are about others" in told
    assert "version 2" not in shop("history", "main-street-barber")[1]
    suite.write_text(SUITE.format(place=street.split(",")[0]), encoding="utf-8")
    code, told = shop("publish", "main-street-barber", "--suites", suite, "--junit", tmp_path / "out.xml")
    assert (code, "0 failed" in told, "is at version 2" in told) == (0, True, True)
    assert "Says where it is" in (tmp_path / "out.xml").read_text(encoding="utf-8")


def test_a_draft_that_fails_a_test_of_the_house_is_not_published(shop: Shop, folder: Path, data: Path) -> None:
    shop("apply", folder)
    database = Database(data / DATABASE)
    ours = OwnTest(name="A haircut is 40", turns=(OwnTurn(say="How much is a men's haircut?", has=("40",)),))
    keep_test(desk_on(database), BusinessId("main-street-barber"), "price", ours, revision=0, by="Olga")
    database.close()
    change(folder, "main-street-barber", "price: 32", "price: 35")
    shop("draft", folder / "main-street-barber.yaml")
    code, told = shop("publish", "main-street-barber", "--suites")
    assert (code, "A haircut is 40" in told, "not published" in told) == (1, True, True)
    code, told = shop("apply", folder, "--suites")
    assert (code, "main-street-barber: not published" in told) == (1, True)
    change(folder, "main-street-barber", "price: 35", "price: 40")
    code, told = shop("apply", folder, "--suites")
    assert (code, "main-street-barber: published version 2" in told) == (0, True)


def test_a_suite_about_others_alone_is_refused(shop: Shop, folder: Path, tmp_path: Path) -> None:
    shop("apply", folder)
    shop("draft", folder / "main-street-barber.yaml")
    suite = tmp_path / "theirs.yaml"
    suite.write_text(
        SUITE.format(place="x").replace("  - name: Says", "  - business: salon\n    name: Says"), encoding="utf-8"
    )
    code, told = shop("publish", "main-street-barber", "--suites", suite)
    assert code == 2
    assert "none of its conversations is about main-street-barber" in told
