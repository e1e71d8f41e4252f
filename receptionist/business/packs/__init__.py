"""What a trade has in common: a pack gives what a definition does not say, and what it may not say otherwise.

A definition names one with its version (`pack: restaurant@1`); a version of a pack is never changed, so that the same file
means the same tomorrow. A pack file has:

    about        one line for people
    defaults     fields of a definition; what the definition says goes before
    templates    services and FAQs by id: filled in where the definition names the id, otherwise not there
    locked       rules: what no text of the business may claim, and why
    tests        conversations that every business with this pack should pass, as in a suite (docs/assistant.md)

Merging is the same whatever the order of fields: groups of fields are merged field by field; sentences by language
({en: ..., es: ...}) are replaced whole, so that no old translation stays beside a new sentence; lists whose entries have a
name of their own (id, label, field) are merged entry by entry, the definition's first; other lists are replaced.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from receptionist.business.yaml_text import read_yaml

FOLDER = Path(__file__).parent
LANGUAGES = frozenset(("en", "es", "pa"))
_KEYS = ("id", "label", "field")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a business of this trade may not claim, in any text of its own."""

    id: str
    never_say: tuple[str, ...]
    """Regular expressions, of any language; case does not matter."""
    why: str
    """For the owner: what to write instead."""


@dataclass(frozen=True, slots=True)
class Pack:
    name: str
    """With its version: `restaurant@1`."""
    about: str
    defaults: Mapping[str, Any]
    templates: Mapping[str, Any]
    rules: tuple[Rule, ...]
    tests: Mapping[str, Any]
    """`conversations` of a suite, each with the `task` it needs, and what may be said in none of them."""


def packs() -> list[str]:
    """Names of all there are."""
    return sorted(path.stem for path in FOLDER.glob("*@*.yaml"))


@lru_cache(maxsize=32)
def pack(name: str) -> Pack | None:
    """None: there is none of this name and version."""
    if name not in packs():
        return None
    content, _ = read_yaml((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    locked = content.get("locked", {})
    return Pack(
        name,
        content["about"],
        content.get("defaults", {}),
        content.get("templates", {}),
        tuple(Rule(one["id"], tuple(one["never_say"]), one["why"]) for one in locked.get("rules", ())),
        content.get("tests", {}),
    )


def filled_in(content: Mapping[str, Any], given: Pack) -> dict[str, Any]:
    """The definition with what the pack adds. Its own entries keep their places in their lists. Filling in twice changes
    nothing more."""
    whole = merged(given.defaults, content)
    for field, templates in given.templates.items():
        if isinstance(whole.get(field), list):
            whole[field] = [_from_template(entry, templates) for entry in whole[field]]
    without = content.get("without")
    for dropped in without if isinstance(without, list | tuple) else ():
        whole = _dropped(whole, str(dropped).split("."))
    return whole


def left_out(content: Mapping[str, Any], given: Pack) -> tuple[str, ...]:
    """What of the pack's is not in a definition that was filled in once and changed since: its `without`."""
    own = (
        (f"{field}.{entry['id']}", template, entry)
        for field, templates in given.templates.items()
        for template in templates
        for entry in _entries(content.get(field))
        if _has(entry, "id") and entry["id"] == template["id"]
    )
    return tuple(dict.fromkeys((
        *_missing(given.defaults, content, ""),
        *(path for where, template, entry in own for path in _missing(template, entry, f"{where}.")),
    )))  # fmt: skip


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` goes before."""
    whole = dict(over)
    for name, given in base.items():
        if whole.get(name) is None:
            whole[name] = given
        elif isinstance(given, dict) and isinstance(whole[name], dict) and not _is_text(given):
            whole[name] = merged(given, whole[name])
        elif isinstance(given, list) and isinstance(whole[name], list):
            whole[name] = _merged_lists(given, whole[name])
    return whole


def _merged_lists(base: list[Any], over: list[Any]) -> list[Any]:
    key = next((key for key in _KEYS if all(_has(entry, key) for entry in (*base, *over))), None)
    if key is None:
        return over
    known = {entry[key]: entry for entry in base}
    own = [merged(known[entry[key]], entry) if entry[key] in known else entry for entry in over]
    said = {entry[key] for entry in over}
    return [*own, *(entry for entry in base if entry[key] not in said)]


def _from_template(entry: Any, templates: list[dict[str, Any]]) -> Any:
    if not _has(entry, "id"):
        return entry
    template = next((one for one in templates if one["id"] == entry["id"]), None)
    return merged(template, entry) if template else entry


def _dropped(whole: Any, path: list[str]) -> Any:
    """`workflows.refill`: without that entry of that list; `workflows.refill.ask.drug.only_if`: without that field of it."""
    name, *inside = path
    if isinstance(whole, dict) and name in whole:
        if inside:
            return {**whole, name: _dropped(whole[name], inside)}
        return {field: value for field, value in whole.items() if field != name}
    if isinstance(whole, list):
        kept = [one for one in whole if inside or not _is_called(one, name)]
        return [_dropped(one, inside) if _is_called(one, name) else one for one in kept]
    return whole


def _missing(given: Mapping[str, Any], content: Mapping[str, Any], before: str) -> Iterator[str]:
    for name, value in given.items():
        there = content.get(name)
        if there is None:
            yield f"{before}{name}"
        elif isinstance(value, dict) and isinstance(there, dict) and not _is_text(value):
            yield from _missing(value, there, f"{before}{name}.")
        elif isinstance(value, list):
            yield from _missing_entries(value, _entries(there), f"{before}{name}.")


def _missing_entries(given: list[Any], there: list[Any], before: str) -> Iterator[str]:
    key = next((key for key in _KEYS if all(_has(entry, key) for entry in (*given, *there))), None)
    for entry in given if key else ():
        found = next((one for one in there if one[key] == entry[key]), None)
        if found is None:
            yield f"{before}{entry[key]}"
        else:
            yield from _missing(entry, found, f"{before}{entry[key]}.")


def _entries(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _is_called(entry: Any, name: str) -> bool:
    return any(_has(entry, key) and entry[key] == name for key in _KEYS)


def _has(entry: Any, key: str) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get(key), str) and bool(entry[key])


def _is_text(value: dict[str, Any]) -> bool:
    return bool(value) and set(value) <= LANGUAGES
