"""A business from its YAML file or from the API's JSON, or what is wrong with it: in which line, where, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from receptionist.business.checks import faults
from receptionist.business.complaints import Complaint, complaint, said
from receptionist.business.definition import Business
from receptionist.business.faults import Place
from receptionist.business.packs import filled_in, left_out, pack, packs
from receptionist.business.yaml_text import NotYaml, read_yaml
from receptionist.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Read:
    """A definition, or everything that is wrong with it."""

    business: Business | None
    complaints: tuple[Complaint, ...] = ()


def load_business(path: Path) -> Business:
    """Reads and checks one file. Raises Misconfigured; its message is one line for the person who edits the file."""
    return parse_business(_text_of(path), str(path))


@lru_cache(maxsize=16)
def parse_business(text: str, name: str) -> Business:
    """As load_business, from text; `name` is what messages call the file. The last few texts are kept read: a suite plays hundreds of
    conversations with the same business, and reading its YAML takes longer than most of them."""
    read = read_text(text)
    if read.business is None:
        first, *others = read.complaints
        more = f" (and {len(others)} more)" if others else ""
        raise Misconfigured(f"{name}:{first.line}: {first}{more}")
    return read.business


def read_file(path: Path) -> Read:
    """Every complaint about a file, with its line. Raises Misconfigured only if there is no such file to be read."""
    return read_text(_text_of(path))


def read_text(text: str) -> Read:
    try:
        content, lines = read_yaml(text)
    except NotYaml as error:
        return Read(None, (replace(complaint(Business, {}, error.place, error.why), line=error.line),))
    read = read_content(content)
    placed = [replace(one, line=_line(lines, one.place)) for one in read.complaints]
    return Read(read.business, tuple(sorted(placed, key=lambda one: one.line)))


def read_content(content: Mapping[str, Any], *, whole: bool = False) -> Read:
    """A definition as fields: what a pack adds is filled in, then everything is checked. Complaints name no lines.
    `whole`: it was filled in before, and what of the pack's is not there was taken out."""
    filled, wrong = _with_its_pack(content, whole=whole)
    try:
        business = Business.model_validate(filled)
    except ValidationError as error:
        errors = (said(Business, filled, one) for one in error.errors(include_url=False))
        return Read(None, (*wrong, *errors))
    found = (*wrong, *(complaint(Business, filled, place, message) for place, message in faults(business)))
    return Read(None if found else business, found)


def _with_its_pack(content: Mapping[str, Any], *, whole: bool) -> tuple[Mapping[str, Any], tuple[Complaint, ...]]:
    name = content.get("pack")
    if not isinstance(name, str) or not name:
        return content, ()
    given = pack(name)
    if given is None:
        what = f'there is no pack "{name}"; there are {", ".join(packs())}'
        return content, (complaint(Business, content, ("pack",), what),)
    if whole:
        content = {**content, "without": left_out(content, given)}
    return filled_in(content, given), ()


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: cannot be read: {error}") from error


def _line(lines: Mapping[Place, int], place: Place) -> int:
    """Of the nearest thing around the place that stands in the file."""
    known = place
    while known not in lines and known:
        known = known[:-1]
    return lines.get(known, 1)
