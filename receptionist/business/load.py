"""A business from its YAML file, or one message that says what is wrong, in which line and which field.

YAML 1.2's plain rules, not 1.1's: `17:00` is text and not 61 200, `no` is text and not false, `+1415...` is a phone
number and not a sum. A key given twice is a fault, not a silent overwrite.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from receptionist.business.checks import faults
from receptionist.business.definition import Business
from receptionist.errors import Misconfigured

Place = tuple[str | int, ...]

_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


def load_business(path: Path) -> Business:
    """Reads and checks one file. Raises Misconfigured; its message is one line for the person who edits the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: cannot be read: {error}") from error
    return parse_business(text, str(path))


def parse_business(text: str, name: str) -> Business:
    """As load_business, from text; `name` is what messages call the file."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Misconfigured(f"{name}:{line}: not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise Misconfigured(f"{name}:1: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(root, MappingNode):
        raise Misconfigured(f"{name}:1: a business file is a list of fields such as `id:` and `name:`")
    lines: dict[Place, int] = {}
    content = _plain(root, (), lines, name)
    try:
        business = Business.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _fault(name, lines, first["loc"], first["msg"]) from error
    for place, message in faults(business):
        raise _fault(name, lines, place, message)
    return business


def _fault(name: str, lines: dict[Place, int], place: Sequence[str | int], message: str) -> Misconfigured:
    known = tuple(place)
    while known not in lines and known:
        known = known[:-1]
    field = ".".join(str(part) for part in place) or "the file"
    return Misconfigured(f"{name}:{lines.get(known, 1)}: {field}: {message[:1].lower()}{message[1:]}")


def _plain(node: Node, place: Place, lines: dict[Place, int], name: str) -> Any:
    """The node as dicts, lists and scalars; the line of each is noted."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*place, index), lines, name) for index, item in enumerate(node.value)]
    content: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in content:
            field = ".".join(map(str, (*place, key)))
            raise Misconfigured(f"{name}:{key_node.start_mark.line + 1}: {field}: given twice")
        lines[(*place, key)] = key_node.start_mark.line + 1
        content[key] = _plain(value_node, (*place, key), lines, name)
    return content


def _scalar(node: ScalarNode) -> str | int | bool | None:
    value: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return value
    if _INT.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value):
        return value
    return _WORDS.get(value.lower(), value)
