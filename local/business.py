"""`firstring business`: definitions looked through, compared, published and taken back, one or a folder of them."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from local.before_publishing import as_yaml, pack_file, went_well
from local.shelves import Api, Looked, NotDone, Shelf, folder
from local.suite import run_files
from receptionist.adapters.providers import installed
from receptionist.business.definition import Business, Language
from receptionist.business.load import load_business, read_file
from receptionist.business.packs import packs
from receptionist.business.quality import MODES, PARTS, TABLE, estimate, read_on
from receptionist.clock import system_clock
from receptionist.errors import Misconfigured, ReceptionistError
from receptionist.knowledge.lint import lint
from receptionist.language.understander import LocalUnderstander

DONE, WRONG, WOULD_CHANGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Planned:
    """One file of a folder, and what it would do."""

    file: str
    business: Business
    looked: Looked


def run(given: argparse.Namespace) -> int:
    """Gives the exit code."""
    match given.act:
        case "lint":
            return _lint(given.files, notes=given.notes)
        case "plan":
            return _plan(given)
        case "apply":
            return _apply(given)
        case "quality":
            return _quality(given.file)
        case "test":
            return _test(given.file, given.junit)
    with _shelf(given) as shelf:
        try:
            match given.act:
                case "show":
                    return _show(shelf, given)
                case "history":
                    return _history(shelf, given.business)
                case "rollback":
                    version = shelf.roll_back(given.business, given.version)
                    print(f"{given.business} is at version {version}, which says what version {given.version} said")
                case "draft":
                    return _draft(shelf, given.file)
                case "publish":
                    return _publish(shelf, given)
        except NotDone as error:
            print(f"{given.business if 'business' in given else given.file}: {error}")
            return WRONG
    return DONE


@contextmanager
def _shelf(given: argparse.Namespace) -> Iterator[Shelf]:
    if given.url:
        yield Api(given.url, given.key)
        return
    with folder(given.data, LocalUnderstander().understand) as shelf:
        yield shelf


def _lint(files: Sequence[Path], *, notes: bool) -> int:
    """Every file is looked through, whatever the others are."""
    understand = LocalUnderstander().understand
    worst = DONE
    for path in files:
        business, wrong = _read(path)
        for line in wrong:
            print(line)
        found = lint(business, system_clock(), understand) if business else []
        for one in found:
            if notes or one.severity != "note":
                print(f"{path}: {one.severity}: {one}")
        if wrong or any(one.severity == "error" for one in found):
            worst = WRONG
        elif not any(one.severity == "warning" for one in found):
            print(f"{path}: nothing contradicts itself")
    return worst


def _read(path: Path) -> tuple[Business | None, list[str]]:
    """The definition, and everything wrong with the file, a line for each."""
    try:
        read = read_file(path)
    except Misconfigured as error:
        return None, [str(error)]
    return read.business, [f"{path}:{one.line}: error: {one}" for one in read.complaints]


def _test(path: Path, junit: Path | None) -> int:
    """Exit code 1 if one of them went wrong. Raises Misconfigured for a definition without a pack."""
    business = load_business(path)
    with tempfile.TemporaryDirectory() as folder:
        file = pack_file(business, path, Path(folder))
        if file is None:
            raise Misconfigured(
                f"{path}: names no pack with conversations to play; write `pack:`, such as {packs()[0]}"
            )
        return run_files([file], junit)


def _quality(path: Path | None) -> int:
    business = load_business(path) if path else None
    languages: tuple[Language, ...] = business.languages if business else ("en", "es", "pa")
    print(f"{'':11}{'':4}{'a minute':>10}{'answer':>9}  hears / thinks / speaks; then takes over")
    for mode in MODES:
        for language in languages:
            one = estimate(mode, language)
            mark = "*" if business and business.quality == mode else " "
            served = " / ".join(one.serving[part][0] for part in PARTS)
            others = "; ".join(", ".join(one.serving[part][1:]) or "-" for part in PARTS)
            time = f"{one.ms} ms" if one.ms is not None else "?"
            print(f"{mark} {mode:9}{language:4}{f'${one.usd_per_minute:.4f}':>10}{time:>9}  {served}  ({others})")
    print(f"List prices read on {read_on()}, without the telephone line and your machines; sources: {TABLE.name}.")
    for name, provider in installed().items():
        print(f"Also installed: {name} ({', '.join(provider.parts())}), in {', '.join(sorted(provider.languages))}.")
    return DONE


def _plan(given: argparse.Namespace) -> int:
    try:
        with _shelf(given) as shelf:
            planned, wrong = _looked_through(given.folder, shelf)
    except ReceptionistError as error:
        print(f"firstring: {error}")
        return WRONG
    changing = [one for one in planned if one.looked.changes]
    if given.json:
        print(
            json.dumps({"businesses": [_json(one) for one in planned], "errors": wrong}, ensure_ascii=False, indent=2)
        )
    else:
        _print_plan(planned, wrong)
    return WRONG if wrong else WOULD_CHANGE if changing else DONE


def _apply(given: argparse.Namespace) -> int:
    with _shelf(given) as shelf:
        planned, wrong = _looked_through(given.folder, shelf)
        if not given.json:
            _print_plan(planned, wrong)
        results: list[dict[str, object]] = []
        for one in planned if not wrong else ():
            if one.looked.changes:
                results.append(_published(shelf, one, given))
        if given.json:
            print(json.dumps({"published": results, "errors": wrong}, ensure_ascii=False, indent=2))
        else:
            _print_results(results, wrong)
    return WRONG if wrong or any("error" in one for one in results) else DONE


def _published(shelf: Shelf, one: Planned, given: argparse.Namespace) -> dict[str, object]:
    """With suites only if every conversation went well with it, which then counts as tried."""
    try:
        if given.suites:
            own = shelf.own_tests(one.business.id) if one.looked.version else []
            if not went_well(one.business, (), own, out=sys.stderr if given.json else None):
                raise NotDone("what the conversations above expect is not what it does")
        untried = given.untried or given.suites
        version = shelf.publish(one.business, made_from=one.looked.version, note=given.note, untried=untried)
    except NotDone as error:
        return {"business": one.business.id, "error": str(error)}
    return {"business": one.business.id, "version": version}


def _looked_through(place: Path, shelf: Shelf) -> tuple[list[Planned], list[str]]:
    """Every file before anything is done, and everything that is wrong with any. Raises Misconfigured for no files."""
    planned: list[Planned] = []
    wrong: list[str] = []
    for path in _files(place):
        business, faults = _read(path)
        wrong += faults
        if business is None:
            continue
        twin = next((one for one in planned if one.business.id == business.id), None)
        if twin is not None:
            wrong.append(f"{path}: error: id: {business.id} is also in {twin.file}; every business has one file")
        shared = [
            f"{path}: error: numbers: {number} is also in {one.file}; a number is one business's"
            for one in planned
            for number in sorted(one.business.every_number() & business.every_number())
            if one is not twin
        ]
        try:
            looked = shelf.look(business)
        except NotDone as error:
            wrong.append(f"{path}: error: {business.id}: {error}")
            continue
        wrong += [*shared, *(f"{path}: error: {one}" for one in looked.errors)]
        planned.append(Planned(str(path), business, looked))
    return planned, wrong


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    found = sorted(path for pattern in ("*.yaml", "*.yml") for path in place.glob(pattern))
    if not found:
        raise Misconfigured(f"{place}: there are no .yaml files")
    return found


def _print_plan(planned: Sequence[Planned], wrong: Sequence[str]) -> None:
    for one in planned:
        for warning in one.looked.warnings:
            print(f"{one.file}: warning: {warning}")
    for line in wrong:
        print(line)
    for one in planned:
        looked = one.looked
        if not looked.changes:
            continue
        print(f"{one.business.id}: version {looked.version + 1}" + ("" if looked.version else ", new"))
        for change in looked.changes:
            print(f"  {change}")
    same = sum(not one.looked.changes for one in planned)
    changed = len(planned) - same
    print(
        f"{changed} to publish, {same} as they stand"
        + (f", {len(wrong)} errors: nothing is published" if wrong else "")
    )


def _print_results(results: Sequence[dict[str, object]], wrong: Sequence[str]) -> None:
    for one in results:
        done = f"published version {one['version']}" if "version" in one else f"not published: {one['error']}"
        print(f"{one['business']}: {done}")


def _json(one: Planned) -> dict[str, object]:
    return {"business": one.business.id, "file": one.file, **asdict(one.looked)}


def _show(shelf: Shelf, given: argparse.Namespace) -> int:
    business = shelf.definition(given.business, version=given.version, draft=given.draft)
    print(as_yaml(business), end="")
    return DONE


def _publish(shelf: Shelf, given: argparse.Namespace) -> int:
    """With suites only if every conversation went well with the very draft that is published, which then counts as tried."""
    untried = given.untried or given.suites is not None
    if given.suites is not None:
        draft = shelf.definition(given.business, version=None, draft=True)
        if not went_well(draft, given.suites, shelf.own_tests(given.business), junit=given.junit):
            raise NotDone("not published: what the conversations above expect is not what the draft does")
        if shelf.definition(given.business, version=None, draft=True) != draft:
            raise NotDone("not published: the draft was changed while its conversations were played")
    print(f"{given.business} is at version {shelf.publish_draft(given.business, note=given.note, untried=untried)}")
    return DONE


def _history(shelf: Shelf, business: str) -> int:
    for line in shelf.history(business):
        when = f"{line.published:%Y-%m-%d %H:%M} UTC" if line.published else "from the beginning"
        told = [f"version {line.version}", when, line.by, line.note, line.digest[:12]]
        print("  ".join(part for part in told if part))
        for change in line.changes:
            print(f"  {change}")
    return DONE


def _draft(shelf: Shelf, path: Path) -> int:
    business, wrong = _read(path)
    if business is None:
        for line in wrong:
            print(line)
        return WRONG
    looked = shelf.save_draft(business)
    for finding in (*looked.errors, *looked.warnings):
        print(f"{path}: {finding}")
    for change in looked.changes:
        print(f"  {change}")
    print(
        f"{business.id}: the draft is kept beside version {looked.version}; publish it with `firstring business publish`"
    )
    return DONE
