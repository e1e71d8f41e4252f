"""YAML as people who write no programs mean it, with the line of everything.

YAML 1.2's plain rules, not 1.1's: `17:00` is text and not 61 200, `no` is text and not false, `+1415...` is a phone
number and not a sum. A key given twice is a fault, not a silent overwrite.
"""

import re
from typing import TYPE_CHECKING, Any

from receptionist.business.faults import Place

if TYPE_CHECKING:
    from yaml.nodes import ScalarNode

_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class NotYaml(Exception):
    """The text cannot be read. `line` counts from one."""

    def __init__(self, line: int, why: str, place: Place = ()) -> None:
        super().__init__(why)
        self.line, self.why, self.place = line, why, place


def read_yaml(text: str) -> tuple[dict[str, Any], dict[Place, int]]:
    """The fields of a file as dicts, lists and scalars, and the line of each. Raises NotYaml."""
    import yaml  # noqa: PLC0415  most functions read no file, and this one is slow to begin

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotYaml(line, _unreadable(error.problem or error.context or "")) from error
    except yaml.YAMLError as error:
        raise NotYaml(1, _unreadable(" ".join(str(error).split()))) from error
    if not isinstance(root, yaml.MappingNode):
        raise NotYaml(1, "a business file is a list of fields such as `id:` and `name:`")
    lines: dict[Place, int] = {}
    content: dict[str, Any] = _plain(root, (), lines)
    return content, lines


def _unreadable(why: str) -> str:
    return f"not YAML: look at the colons, brackets, quotation marks and indentation here ({why})"


def _plain(node: Any, place: Place, lines: dict[Place, int]) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if node.id == "scalar":
        return _scalar(node)
    if node.id == "sequence":
        return [_plain(item, (*place, index), lines) for index, item in enumerate(node.value)]
    content: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in content:
            raise NotYaml(key_node.start_mark.line + 1, "is given twice; keep one of them", (*place, key))
        lines[(*place, key)] = key_node.start_mark.line + 1
        content[key] = _plain(value_node, (*place, key), lines)
    return content


def _scalar(node: "ScalarNode") -> str | int | bool | None:
    value: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return value
    if _INT.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value):
        return value
    return _WORDS.get(value.lower(), value)
