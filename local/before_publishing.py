"""Conversations played with a definition that no caller hears yet: whether it may be published is seen in what it says."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import yaml

from local.suite import Outcome, play, report
from local.suite_files import Conversation, load
from receptionist.business.definition import Business
from receptionist.business.load import read_file
from receptionist.errors import Misconfigured
from receptionist.suites.own import OwnTest
from receptionist.suites.script import Script
from receptionist.suites.shipped import ANY_BUSINESS, NOON, pack_suite


def went_well(
    business: Business,
    files: Sequence[Path],
    own: Sequence[OwnTest],
    *,
    junit: Path | None = None,
    out: TextIO | None = None,
) -> bool:
    """Whether every conversation went well with `business`; prints the table, and the transcript of what went wrong.

    Played are those of its pack, what holds for any business, its `own`, and of `files` those that name this business or
    none; what is about others is left out, and said. Raises Misconfigured for a broken file, and for one with nothing to play.
    """
    out = out or sys.stdout
    with tempfile.TemporaryDirectory(prefix="firstring-") as folder:
        definition = Path(folder) / f"{business.id}.yaml"
        definition.write_text(as_yaml(business), encoding="utf-8")
        of_pack = pack_file(business, definition, Path(folder))
        ours = load([*([of_pack] if of_pack else []), ANY_BUSINESS])
        ours += [Conversation(Path("own"), test.script(NOON)) for test in own]
        for file in files:
            found = load([file])
            about_it = [one for one in found if _about(one, business)]
            if not about_it:
                raise Misconfigured(f"{file}: none of its conversations is about {business.id}, or names no business")
            if len(about_it) < len(found):
                out.write(f"{file}: {len(found) - len(about_it)} conversations are about others and are left out\n")
            ours += about_it
        outcomes: list[Outcome] = [play(_with(one, definition)) for one in ours]
        return report(outcomes, junit, out) == 0


def pack_file(business: Business, definition: Path, folder: Path) -> Path | None:
    """A file in `folder` with the conversations of the business's pack, for this definition; None: there are none."""
    content = pack_suite(business)
    if content is None:
        return None
    file = folder / f"suite-{content['suite']}.yaml"
    suite = {**content, "business": str(definition.resolve())}
    file.write_text(yaml.safe_dump(suite, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return file


def as_yaml(business: Business) -> str:
    """Its own file again: what is not said is left out, and it reads back as the same business."""
    content = business.model_dump(mode="json", exclude_defaults=True, exclude={"here"})
    return yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)


class _Plain(yaml.SafeDumper):
    """Quotes all that this project's own reader of YAML would take for something else than text."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = text.replace(" ", "").replace("_", "").isalpha() and text.lower() not in ("true", "false", "null")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_Plain.add_representer(str, _text)


def _about(conversation: Conversation, business: Business) -> bool:
    """A caller's part names a number of a demo business, which is played as it is shipped: never this definition."""
    content = conversation.content
    if not isinstance(content, Script):
        return False
    if "business" not in content.model_fields_set or content.business == business.id:
        return True
    beside = conversation.file.parent / content.business
    if not content.business.endswith((".yaml", ".yml")) or not beside.is_file():
        return False
    named = read_file(beside).business
    return named is not None and named.id == business.id


def _with(conversation: Conversation, definition: Path) -> Conversation:
    content = conversation.content
    assert isinstance(content, Script)
    return Conversation(conversation.file, content.model_copy(update={"business": str(definition)}))
