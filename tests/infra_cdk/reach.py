"""What a program may do to the table, read off its code: which methods of stores it can come to, and what those ask of DynamoDB.

    handler ─▶ functions it names, and theirs ─▶ `desk.calls.finish(...)` ─▶ DynamoCallStore.finish ─▶ get, put, update of calls

Nothing is run. A method is taken to be called wherever its name is used in a module that is reached, so what is found is rather too
much than too little. The stores are known by the names everybody gives them (`desk.bookings`) and by their ports' in annotations.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from receptionist.adapters.dynamodb import schema

ROOT = Path(__file__).parents[2]
ADAPTERS = "receptionist.adapters"
DYNAMODB = f"{ADAPTERS}.dynamodb"
USE_STORES = (f"{ADAPTERS}.sessions",)
"""Adapters that work on a store, not in its place."""
ELSEWHERE = ("functions.wiring", "functions.openapi")
"""Name everything and call nothing of it: one composes the functions, the other describes what they answer."""
PORTS = {
    "BusinessStore": "businesses", "BookingStore": "bookings", "CallStore": "calls", "MessageStore": "messages", "RowStore": "rows",
    "ErrandStore": "errands", "AccountStore": "accounts", "Tally": "tally", "Switchboard": "switchboard", "LiveState": "live",
}  # fmt: skip
"""By the name a store has where it is used."""
STORES = {
    "businesses": ("businesses", "DynamoBusinessStore"), "bookings": ("bookings", "DynamoBookingStore"),
    "calls": ("calls", "DynamoCallStore"), "messages": ("messages", "DynamoMessageStore"), "rows": ("rows", "DynamoRowStore"),
    "errands": ("errands", "DynamoErrandStore"), "accounts": ("accounts", "DynamoAccountStore"),
    "tally": ("accounts", "DynamoAccountStore"), "switchboard": ("switchboard", "DynamoSwitchboard"),
    "live": ("tokens", "DynamoRedeemer"),
}  # fmt: skip
OPERATIONS = {
    "get": "get", "get_many": "get_many", "query": "query", "put": "put", "put_operation": "put", "update": "update",
    "update_operation": "update", "insert_operation": "update", "delete_operation": "delete",
}  # fmt: skip
"""Methods of the table by what they ask of DynamoDB, in the words of infra_cdk/rights.py."""
TABLES = frozenset({"table", "_table", "main", "_main", "here"})
HOME = ("definitions", "get")
"""Whoever asks for a business's own table looks up where it is at home."""

Unit = tuple[str, str]
"""A module and what it defines: `function`, `Class`, `Class.method`, `CONSTANT`."""
Use = tuple[str, str]
"""What is kept, and what is done to it: `("calls", "put")`."""


@dataclass(slots=True)
class Module:
    units: dict[str, ast.AST] = field(default_factory=dict)
    imports: dict[str, Unit] = field(default_factory=dict)
    """Name here: module, and its name there, empty for the module itself. Of the functions', too, wherever they are."""
    stores: dict[str, str] = field(default_factory=dict)
    """Names of variables that hold a store."""


@cache
def module(name: str) -> Module | None:
    """None: not ours."""
    base = ROOT / name.replace(".", "/")
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.exists():
            return _read(ast.parse(path.read_text(encoding="utf-8")))
    return None


def _read(tree: ast.Module) -> Module:
    found = Module(stores={name: name for name in STORES})
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.imports |= {one.asname or one.name: (node.module, one.name) for one in node.names}
        elif isinstance(node, ast.Import):
            found.imports |= {one.asname or one.name: (one.name, "") for one in node.names}
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            port = ast.unparse(node.annotation).strip("'\"").partition(" |")[0]
            if port in PORTS:
                found.stores[_last(node if isinstance(node, ast.arg) else node.target)] = PORTS[port]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            for name, value in _assigned(node):
                if isinstance(value, ast.Attribute) and _last(value) in found.stores:
                    found.stores[name] = found.stores[_last(value)]
    for one in tree.body:
        found.units |= _defined(one)
    return found


def _defined(node: ast.stmt) -> dict[str, ast.AST]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name: node}
    if isinstance(node, ast.ClassDef):
        methods = [one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
        rest = [one for one in node.body if one not in methods]
        itself = ast.Module(body=[*rest, *map(ast.Expr, (*node.bases, *node.decorator_list))], type_ignores=[])
        return {node.name: itself, **{f"{node.name}.{one.name}": one for one in methods}}
    return dict(_assigned(node)) if isinstance(node, ast.Assign | ast.AnnAssign) else {}


def _assigned(node: ast.Assign | ast.AnnAssign) -> Iterator[tuple[str, ast.expr]]:
    """Names and their values; several at once, too."""
    if node.value is None:
        return
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = node.value.elts if isinstance(node.value, ast.Tuple) and len(node.value.elts) == len(names) else []
        for place, name in enumerate(names):
            if isinstance(name, ast.Name):
                yield name.id, values[place] if values else node.value


def _last(node: ast.AST) -> str:
    """`bookings` of `self._desk._bookings`."""
    name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "arg", None) or ""
    return str(name).lstrip("_")


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """All of it but annotations: who mentions a class there does not call it."""
    yield node
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _code(child)


def resolved(where: str, name: str) -> Unit | None:
    """Where what is called `name` in a module is defined; ("...", "") is a module."""
    known = module(where)
    if known is None:
        return None
    if name in known.units:
        return where, name
    if name not in known.imports:
        return (f"{where}.{name}", "") if module(f"{where}.{name}") else None
    source, there = known.imports[name]
    if not there or module(f"{source}.{there}"):
        return (f"{source}.{there}" if there else source), ""
    return resolved(source, there)


def _ours(where: str) -> bool:
    return (
        module(where) is not None
        and where not in ELSEWHERE
        and (where.startswith(USE_STORES) or not where.startswith(ADAPTERS))
    )


class Reached:
    """`uses`: methods of stores that can be called from the modules of `starts`."""

    def __init__(self, starts: Sequence[str]) -> None:
        self.uses: set[tuple[str, str]] = set()
        self._units: set[Unit] = set()
        self._waiting: list[Unit] = []
        self._attributes: set[str] = set()
        self._methods: dict[str, set[Unit]] = defaultdict(set)
        self._modules: set[str] = set()
        for name in (*starts, *USE_STORES):
            self._meet(name)
        for name in starts:
            self._whole(name)
        while self._waiting:
            unit = self._waiting.pop()
            if unit not in self._units:
                self._units.add(unit)
                self._visit(unit)

    def _whole(self, name: str) -> None:
        known = module(name)
        assert known is not None, name
        self._waiting += [(name, unit) for unit in known.units if "." not in unit]

    def _meet(self, name: str) -> None:
        """Its methods may be meant by whoever uses their names."""
        known = module(name)
        if name in self._modules or known is None:
            return
        self._modules.add(name)
        for unit in known.units:
            method = unit.partition(".")[2]
            if method:
                self._methods[method].add((name, unit))
                if method in self._attributes:
                    self._waiting.append((name, unit))

    def _visit(self, unit: Unit) -> None:
        where, name = unit
        known = module(where)
        assert known is not None, where
        self._meet(where)
        self._waiting += [(where, one) for one in known.units if one.startswith(f"{name}.__")]
        nodes = list(_code(known.units[name]))
        bases = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
        for node in nodes:
            if isinstance(node, ast.Name):
                self._named(where, node.id, is_base=id(node) in bases)
            elif isinstance(node, ast.Attribute):
                self._attribute(where, known, node)

    def _named(self, where: str, name: str, *, is_base: bool) -> None:
        found = resolved(where, name)
        if found is None or not _ours(found[0]):
            return
        if found[1]:
            self._waiting.append(found)
        elif not is_base:
            self._whole(found[0])

    def _attribute(self, where: str, known: Module, node: ast.Attribute) -> None:
        base = resolved(where, node.value.id) if isinstance(node.value, ast.Name) else None
        if base is not None and not base[1]:
            found = resolved(base[0], node.attr)
            if found is not None and found[1] and _ours(found[0]):
                self._waiting.append(found)
        if node.attr not in self._attributes:
            self._attributes.add(node.attr)
            self._waiting += self._methods[node.attr]
        store = known.stores.get(_last(node.value))
        if store is not None:
            self.uses.add((store, node.attr))


@cache
def effects(store: str, method: str) -> frozenset[Use]:
    """Of one method of a store in DynamoDB; none where it is no method."""
    file, kind = STORES[store]
    waiting: list[Unit] = [(f"{DYNAMODB}.{file}", f"{kind}.{method}")]
    seen: set[Unit] = set()
    found: set[Use] = set()
    while waiting:
        unit = waiting.pop()
        where, name = unit
        known = module(where)
        if known is None or unit in seen or name not in known.units or not where.startswith(DYNAMODB):
            continue
        seen.add(unit)
        for node in _code(known.units[name]):
            if isinstance(node, ast.Name):
                waiting += [one for one in [resolved(where, node.id)] if one and one[1]]
            elif isinstance(node, ast.Attribute) and _last(node.value) == "self":
                waiting.append((where, f"{name.partition('.')[0]}.{node.attr}"))
            elif isinstance(node, ast.Attribute) and node.attr == "of":
                found.add(HOME)
            if isinstance(node, ast.Call) and (what := _asks(node)):
                index = next((ast.literal_eval(one.value) for one in node.keywords if one.arg == "index"), None)
                found |= {(kept, index or what) for kept in _kept(node.args[0], unit, index)}
    return frozenset(found)


def _asks(call: ast.Call) -> str | None:
    if not isinstance(call.func, ast.Attribute) or not call.args:
        return None
    told = call.func.value
    of_home = isinstance(told, ast.Call) and isinstance(told.func, ast.Attribute) and told.func.attr == "of"
    is_table = getattr(told, "attr", getattr(told, "id", "")) in TABLES
    return OPERATIONS.get(call.func.attr) if of_home or is_table else None


def _kept(argument: ast.expr, unit: Unit, index: str | None) -> set[str]:
    """What the first argument of a table's method is about. Where only whoever calls knows: what the file is about."""
    part = index or schema.PARTITION_KEY
    found = _known(_beginnings(argument, unit), part) or _known(_beginnings_of(unit[0]), part)
    assert found, f"{unit}: what is this about? KEYS of the schema does not say"
    return found


@cache
def _beginnings_of(where: str) -> frozenset[str]:
    return frozenset(text for name in _units(where) for text in _beginnings(_body(where, name), (where, name)))


def _known(begins: Set[str], part: str) -> set[str]:
    return {kept for kept, keys in schema.KEYS.items() if begins & set(keys[part])}


def _units(where: str) -> tuple[str, ...]:
    known = module(where)
    return tuple(known.units) if known else ()


def _body(where: str, name: str) -> ast.AST:
    known = module(where)
    assert known is not None, where
    return known.units[name]


def _beginnings(node: ast.AST, unit: Unit, depth: int = 0) -> set[str]:
    """How the partition keys begin that an expression, or what it names, comes to."""
    where, name = unit
    found: set[str] = set()
    for part in [node] if depth > 4 else list(_keyed(node)):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and depth:
            found.add(part.value)
        elif isinstance(part, ast.Call) and _last(part.func) == "key" and isinstance(part.args[0], ast.Constant):
            found.add(str(part.args[0].value))
        elif isinstance(part, ast.Name):
            for given, value in (
                pair
                for one in ast.walk(_body(where, name))
                if isinstance(one, ast.Assign | ast.AnnAssign)
                for pair in _assigned(one)
            ):
                if given == part.id and depth < 4:
                    found |= _beginnings(value, unit, depth + 1)
            for value, caller in _handed_over(part.id, unit) if not depth else ():
                found |= _beginnings(value, caller, depth + 1)
            there = resolved(where, part.id)
            if there and there[1] and there[0].startswith(DYNAMODB) and not there[0].endswith((".table", ".schema")):
                found |= _beginnings(_body(*there), there, depth + 1)
        elif isinstance(part, ast.Attribute) and _last(part.value) == "self":
            method = f"{name.partition('.')[0]}.{part.attr}"
            if method in _units(where):
                found |= _beginnings(_body(where, method), (where, method), depth + 1)
    return found


def _handed_over(parameter: str, unit: Unit) -> Iterator[tuple[ast.expr, Unit]]:
    """What those in the same file give for a parameter, by its place."""
    where, name = unit
    body = _body(where, name)
    if not isinstance(body, ast.FunctionDef) or not body.name.startswith("_"):
        return
    places = [one.arg for one in body.args.args if one.arg != "self"]
    if parameter not in places:
        return
    for caller in _units(where):
        for node in ast.walk(_body(where, caller)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == body.name:
                yield from ((value, (where, caller)) for value in node.args[places.index(parameter) :][:1])


def _keyed(node: ast.AST) -> Iterator[ast.AST]:
    """The parts that can be a partition key: of an item only its `pk`."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == schema.PARTITION_KEY:
                yield from _keyed(value)
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _keyed(child)
