"""Where definitions lie: the data folder of one machine, or a deployment reached by its API. The same questions to both."""

import getpass
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from local.stored import DATABASE, desk_on
from receptionist.adapters.sqlite.database import Database
from receptionist.business.definition import Business
from receptionist.business.diff import changes
from receptionist.business.versions import Imprint
from receptionist.desk.desk import Desk
from receptionist.desk.publish import (
    NotPublished,
    draft_of,
    edition_of,
    publish,
    publish_draft,
    review,
    roll_back,
    save_draft,
)
from receptionist.errors import Misconfigured, Refused
from receptionist.ids import BusinessId, Phone
from receptionist.knowledge.lint import Understand
from receptionist.ports import Conflict
from receptionist.suites.own import OwnTest, own_tests
from receptionist.suites.trial import sure_it_may_be_published

PATIENCE_S = 30
_WENT_WELL = 300


class NotDone(Exception):
    """One business could not be changed; the message says why, to whoever applies a folder. The others may."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What publishing one definition would do."""

    version: int
    """The one that stands; 0: none."""
    changes: tuple[str, ...]
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Of a history."""

    version: int
    digest: str
    published: datetime | None
    by: str
    note: str
    changes: tuple[str, ...] = ()


class Shelf(Protocol):
    """Raises Misconfigured where the place itself is wrong, NotDone where one business is."""

    def look(self, wanted: Business) -> Looked: ...

    def publish(self, wanted: Business, *, made_from: int, note: str, untried: bool) -> int:
        """Gives the version it is now. `untried`: what callers hear may be replaced though its tests were not played."""
        ...

    def definition(self, business: str, *, version: int | None, draft: bool) -> Business: ...

    def own_tests(self, business: str) -> list[OwnTest]:
        """What the house itself wants to go well before anything is published."""
        ...

    def history(self, business: str) -> list[Line]: ...

    def roll_back(self, business: str, version: int) -> int: ...

    def save_draft(self, wanted: Business) -> Looked: ...

    def publish_draft(self, business: str, *, note: str, untried: bool) -> int: ...


class Folder:
    """Of `firstring up`, running or not."""

    def __init__(self, desk: Desk, understand: Understand) -> None:
        self._desk, self._understand = desk, understand
        self._who = getpass.getuser()

    def look(self, wanted: Business) -> Looked:
        now = self._desk.businesses.get(wanted.id)
        seen = review(self._desk, wanted, self._understand, now=now)
        taken = tuple(
            f"numbers: {number} rings at {other.id} already"
            for number in sorted(wanted.every_number())
            if (other := self._desk.businesses.by_number(Phone(number))) and other.id != wanted.id
        )
        return Looked(
            now.version if now else 0,
            tuple(one.said for one in seen.changes),
            (*taken, *(str(one) for one in seen.errors)),
            tuple(str(one) for one in seen.findings if one.severity == "warning"),
        )

    def publish(self, wanted: Business, *, made_from: int, note: str, untried: bool) -> int:
        def act() -> int:
            if made_from:
                sure_it_may_be_published(self._desk, wanted, untried=untried)
            return publish(
                self._desk,
                wanted,
                self._understand,
                expected_version=made_from,
                imprint=Imprint(by=self._who, note=note),
                may_move=True,
            ).business.version

        return _done(act)

    def definition(self, business: str, *, version: int | None, draft: bool) -> Business:
        now = self._known(business)
        if draft:
            found = draft_of(self._desk, now.id)
            if found is None:
                raise Misconfigured(f"{business} has no draft")
            return found.kept.business
        if version is None:
            return now
        try:
            return edition_of(self._desk, now.id, version).business
        except Refused as error:
            raise Misconfigured(str(error)) from error

    def own_tests(self, business: str) -> list[OwnTest]:
        return [one.test for one in own_tests(self._desk, self._known(business).id)]

    def history(self, business: str) -> list[Line]:
        found = self._desk.businesses.editions(self._known(business).id, limit=1000)
        before = [*(one.business for one in found[1:]), None]
        return [
            Line(
                one.version, one.digest, one.imprint.published, one.imprint.by, _noted(one.imprint),
                tuple(change.said for change in changes(earlier, one.business)) if earlier or one.version == 1 else (),
            )
            for one, earlier in zip(found, before, strict=True)
        ]  # fmt: skip

    def roll_back(self, business: str, version: int) -> int:
        now = self._known(business)
        return _done(lambda: roll_back(self._desk, now, version, expected_version=now.version, by=self._who).version)

    def save_draft(self, wanted: Business) -> Looked:
        looked = self.look(wanted)
        before = draft_of(self._desk, wanted.id)
        _done(lambda: save_draft(
            self._desk, wanted, base=looked.version, revision=before.revision if before else 0, by=self._who
        ).revision)  # fmt: skip
        return looked

    def publish_draft(self, business: str, *, note: str, untried: bool) -> int:
        now, draft = self._known(business), draft_of(self._desk, BusinessId(business))

        def act() -> int:
            if draft is not None:
                sure_it_may_be_published(self._desk, draft.kept.business, untried=untried)
            return publish_draft(
                self._desk, now, self._understand, imprint=Imprint(by=self._who, note=note), may_move=True
            ).business.version

        return _done(act)

    def _known(self, business: str) -> Business:
        found = self._desk.businesses.get(BusinessId(business))
        if found is None:
            known = ", ".join(one.id for one in self._desk.businesses.all()) or "none"
            raise Misconfigured(f"there is no business {business!r}; there are: {known}")
        return found


def _noted(imprint: Imprint) -> str:
    """What was said with it, and what else is known of it, in a line."""
    back = "" if imprint.back_to is None else f"back to version {imprint.back_to}"
    untried = "(not tried)" if imprint.untried else ""
    although = f"(tests fail; published because: {imprint.although})" if imprint.although else ""
    return " ".join(filter(None, (back, imprint.note, untried, although)))


def _done(act: Callable[[], int]) -> int:
    try:
        return act()
    except NotPublished as error:
        raise NotDone("; ".join(str(one) for one in error.findings if one.severity == "error")) from error
    except (Refused, Conflict) as error:
        raise NotDone(str(error)) from error


@contextmanager
def folder(data: Path, understand: Understand) -> Iterator[Folder]:
    database = Database(data / DATABASE)
    try:
        yield Folder(desk_on(database), understand)
    finally:
        database.close()


class Api:
    """A deployment, with a key of each business, or one of somebody who runs them all."""

    def __init__(self, url: str, keys: Sequence[str]) -> None:
        if not url.startswith(("https://", "http://")):
            raise Misconfigured(f"--url {url}: write an address such as https://phone.example.com")
        self._home = url.rstrip("/") + "/api/v1/businesses"
        named = [key.partition("=") for key in map(_read, keys)]
        self._keys = {name: key for name, sign, key in named if sign}
        self._any = next((name for name, sign, _ in named if not sign), "")

    def look(self, wanted: Business) -> Looked:
        told = self._ask("POST", wanted.id, "/definition/check", {"definition": wanted.model_dump(mode="json")})
        found = told["findings"]
        return Looked(
            told["version"],
            tuple(one["said"] for one in told["changes"]),
            tuple(_said(one) for one in (*told["errors"], *(f for f in found if f["severity"] == "error"))),
            tuple(_said(one) for one in found if one["severity"] == "warning"),
        )

    def publish(self, wanted: Business, *, made_from: int, note: str, untried: bool) -> int:
        read = {"If-Match": f'"{made_from}"'} if made_from else {"If-None-Match": "*"}
        body = {"definition": wanted.model_dump(mode="json"), "note": note, "untried": untried}
        return int(self._ask("PUT", wanted.id, "/definition", body, read)["version"])

    def definition(self, business: str, *, version: int | None, draft: bool) -> Business:
        path = "/draft" if draft else "" if version is None else f"/versions/{version}"
        told = self._ask("GET", business, path)
        return Business.model_validate(told["definition"] if path else told)

    def own_tests(self, business: str) -> list[OwnTest]:
        kept = self._ask("GET", business, "/draft/tests")["own"]
        return [OwnTest.model_validate(one["test"]) for one in kept]

    def history(self, business: str) -> list[Line]:
        lines = ((one, _imprint(one)) for one in self._ask("GET", business, "/versions?limit=100"))
        return [
            Line(one["version"], one["digest"], imprint.published, imprint.by, _noted(imprint))
            for one, imprint in lines
        ]

    def roll_back(self, business: str, version: int) -> int:
        stands = self._ask("GET", business, "")["version"]
        read = {"If-Match": f'"{stands}"'}
        return int(self._ask("POST", business, f"/versions/{version}/publish", {}, read)["version"])

    def save_draft(self, wanted: Business) -> Looked:
        looked = self.look(wanted)
        body = {"definition": wanted.model_dump(mode="json"), "base": looked.version}
        try:
            before = self._ask("GET", wanted.id, "/draft")["revision"]
        except NotDone:
            self._ask("PUT", wanted.id, "/draft", body, {"If-None-Match": "*"})
        else:
            self._ask("PUT", wanted.id, "/draft", body, {"If-Match": f'"{before}"'})
        return looked

    def publish_draft(self, business: str, *, note: str, untried: bool) -> int:
        return int(self._ask("POST", business, "/draft/publish", {"note": note, "untried": untried})["version"])

    def _ask(
        self, method: str, business: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> Any:
        key = self._keys.get(business, self._any)
        request = urllib.request.Request(
            f"{self._home}/{quote(business, safe='')}{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={
                "Content-Type": "application/json",
                **({"Authorization": f"Bearer {key}"} if key else {}),
                **(headers or {}),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise _refused(error) from error
        except (OSError, ValueError) as error:
            raise Misconfigured(f"{self._home}: {error}") from error


def _refused(error: urllib.error.HTTPError) -> Exception:
    try:
        told = json.loads(error.read())
        said = str(told.get("detail") or told.get("title"))
    except (ValueError, AttributeError):
        said = error.reason
    if error.code == HTTPStatus.UNAUTHORIZED:
        return Misconfigured("the API does not know this key; cut one for the business and give it with --key")
    if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Misconfigured(f"the API does not answer: {said}")
    return NotDone(said)


def _read(key: str) -> str:
    """A key as given, or from the file it names; `ID=@FILE` too."""
    name, sign, value = key.partition("=")
    given = value if sign else name
    if given.startswith("@"):
        try:
            given = Path(given[1:]).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Misconfigured(f"--key {given}: {error}") from error
    return f"{name}={given}" if sign else given


def _said(found: dict[str, Any]) -> str:
    return f"{found['where']}: {found['message']}"


def _imprint(told: dict[str, Any]) -> Imprint:
    """Of a version as a deployment tells it, which may be an older one."""
    published = datetime.fromisoformat(told["published"]) if told["published"] else None
    untried, although, back_to = told.get("untried", False), told.get("although", ""), told.get("back_to")
    return Imprint(published, told["by"], told["note"], untried, although, back_to)
