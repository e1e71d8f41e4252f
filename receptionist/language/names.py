"""Names of callers: said, spelled, or both.

A rule's named groups say how sure the words in front are: `strong` ("my name is"), `weak` ("it's for": only a
capitalised word follows), `family` ("under": one word is a family name), `first`, `last`, or `name` where the rule
holds the name itself. A spelling right after a name, or asked for, corrects its last word.
"""

from collections.abc import Sequence
from typing import Any

from receptionist.language.found import Found, longest_first
from receptionist.language.lexicon import Lexicon
from receptionist.language.spelled_names import capitals, letters_of, spelled_names
from receptionist.language.spelling import Spelled, find_spellings, squeezed
from receptionist.language.tokens import Line, Token
from receptionist.language.wellknown import is_first_name, is_surname

_LONGEST = 4
_ANSWER = 3
_LEAST_SPELLED = 2
"""Words of an answer that may be a name however it is written."""
_BEHIND_A_NAME = frozenset({",", ".", "is", "here", "es"})
""" "Deidra is my first name", "Deidra here, about tonight"."""
_PARTICLES = frozenset({"de", "del", "da", "di", "dos", "van", "von", "bin"})
_ARTICLES = frozenset({"la", "las", "los", "der", "den"})
"""What joins a family name: "Juan de la Torre", "Ana del Río"."""
_AND = frozenset({"y", "i"})
"""The same between two halves of one: "Ortega y Gasset", "Puig i Cadafalch"."""


def find_names(
    line: Line, said: str, lexicon: Lexicon, taken: Sequence[Found], expecting: str | None, *, compare: bool = True
) -> list[Found]:
    """`expecting`: `name`, `first` or `last` where one was just asked for. `compare`: a name spelled whole with those
    that people bear, which takes some 2 ms."""
    finder = _Finder(line, said, lexicon, taken)
    found = list(finder.by_rules())
    if (
        not found
        and compare
        and expecting == "name"
        and lexicon.language == "en"
        and (likely := finder.spelled_likely())
    ):
        return likely
    if not found and expecting and (letters := squeezed(line, lexicon)):
        return finder.spelled_whole(letters, expecting)
    if not found and expecting:
        found = finder.bare(expecting)
    if not found and not expecting:
        found = finder.signed()
    spelled = find_spellings(line, lexicon)
    return finder.with_spellings(longest_first(found), spelled, expecting)


class _Finder:
    def __init__(self, line: Line, said: str, lexicon: Lexicon, taken: Sequence[Found]) -> None:
        self.line, self.said, self.lexicon, self.taken = line, said, lexicon, taken
        words = [t for t in line.tokens[1:] if t.kind == "word" and t.text.split("'")[0] != "i"]
        capitals = sum(said[t.start].isupper() for t in words)
        self.cased = 0 < capitals < len(words)
        """Whether capitals mean anything in this reading."""

    def by_rules(self) -> list[Found]:
        found: list[Found] = []
        parts: dict[str, Found] = {}
        for rule in self.lexicon.rules["name"]:
            for match in rule.finditer(self.line.text):
                kind = next(
                    (k for k in ("strong", "weak", "family", "first", "last", "name") if k in rule.groupindex), "strong"
                )
                at = match.start("name") if kind == "name" else match.end()
                name = self._name_from(at, kind, match.end("name") if kind == "name" else None)
                if name and kind in ("first", "last"):
                    parts.setdefault(kind, name)
                elif name:
                    found.append(name)
        return found + _whole(parts)

    def _name_from(self, at: int, kind: str, until: int | None = None) -> Found | None:
        first, _ = self.line.words(at, len(self.line.text))
        tokens: list[Token] = []
        for i in range(first, min(first + _LONGEST + 2, len(self.line.tokens))):
            token = self.line.tokens[i]
            place = self.place(i, i + 1)
            if until is not None and place[0] >= until:
                break
            if token.text == "." and tokens and tokens[-1].text in self.lexicon.titles:
                continue
            if not tokens and token.text in (",", "."):
                continue
            if tokens and until is None and (joined := self._joined(i, tokens)):
                tokens += joined
                break
            may_be = self._may_be_name(token, place, strict=kind in ("weak", "name") or bool(tokens))
            if not may_be and not self._ends_as_a_surname(i, tokens):
                break
            tokens.append(token)
            if len([t for t in tokens if t.text not in self.lexicon.titles]) == _LONGEST:
                break
        return self._made(tokens, kind)

    def _may_be_name(self, token: Token, place: tuple[int, int], *, strict: bool) -> bool:
        if (
            token.kind != "word"
            or token.text in self.lexicon.name_stops
            or "'" in token.text[-3:-1]
            and token.text.endswith("'s")
        ):
            return False
        if any(t.start <= place[0] < t.end for t in self.taken):
            return False
        if len(token.text) == 1:
            return False
        return (
            self.said[token.start].isupper() or not self.said[token.start].islower() if strict and self.cased else True
        )

    def _ends_as_a_surname(self, i: int, before: Sequence[Token]) -> bool:
        """A word that is rarely a name is one behind a first name, with nothing after it: the "Park" of "Lisa Park"."""
        token = self.line.tokens[i]
        ends = all(after.kind == "mark" for after in self.line.tokens[i + 1 : i + 2])
        written_so = not self.cased or self.said[token.start].isupper()
        return ends and written_so and bool(before) and is_first_name(before[-1].text) and is_surname(token.text)

    def _joined(self, i: int, before: Sequence[Token]) -> list[Token]:
        """The particles at `i` and the family name behind them; or the "y" of "Ortega y Gasset"."""
        line = self.line.tokens
        if self._joins_families(i, before):
            return list(line[i : i + 2])
        after = i + 1 if line[i].text in _PARTICLES else i
        while i < after < len(line) and line[after].text in _ARTICLES:
            after += 1
        if (
            after == i
            or after == len(line)
            or not self._may_be_name(line[after], self.place(after, after + 1), strict=True)
        ):
            return []
        if not self.cased and line[after].text not in self.lexicon.surnames:
            return []
        return list(line[i : after + 1])

    def _joins_families(self, i: int, before: Sequence[Token]) -> bool:
        """ "Juan y María" are two people: what follows must be no first name, and capitalised or a known surname."""
        line = self.line.tokens
        if self.lexicon.language != "es" or line[i].text not in _AND or i + 1 == len(line):
            return False
        after = line[i + 1]
        if not self._may_be_name(after, self.place(i + 1, i + 2), strict=True) or is_first_name(after.text):
            return False
        known = after.text in self.lexicon.surnames or is_surname(after.text)
        return (known or self.said[after.start].isupper()) and before[-1].text not in self.lexicon.titles

    def _made(self, tokens: list[Token], kind: str) -> Found | None:
        titled = any(t.text in self.lexicon.titles for t in tokens)
        words = [t for t in tokens if t.text not in self.lexicon.titles]
        if not words or all(word.text in self.lexicon.people for word in words):
            return None  # "It's for my mom" tells whose name is yet to come.
        if kind in ("weak", "name") and not self.cased and not self._known(words):
            return None
        start, end = self.line.place(words[0].start, words[-1].end)
        return Found("person_name", start, end, self._value([self._written(w) for w in words], kind, titled))

    def _known(self, words: Sequence[Token]) -> bool:
        """Without capitals, weak words in front make a name only of what is known as one."""
        return len(words) < 4 and words[0].text in self.lexicon.first_names | self.lexicon.surnames

    def _written(self, token: Token) -> str:
        raw = self.said[token.start : token.end]
        if token.text in _PARTICLES | _ARTICLES | _AND:
            return raw
        return raw if raw != raw.lower() and raw != raw.upper() else raw.capitalize()

    def _value(self, words: list[str], kind: str, titled: bool = False) -> dict[str, Any]:
        if len(words) == 1:
            family = kind in ("family", "last") or titled
            if kind not in ("first", "last"):
                folded = words[0].casefold()
                family = (
                    titled or folded in self.lexicon.surnames or (family and folded not in self.lexicon.first_names)
                )
            return {"first": None, "last": words[0]} if family else {"first": words[0], "last": None}
        if len(words) == 3 and words[1].casefold() in _AND:
            return {"first": None, "last": " ".join(words)}
        if kind == "first":
            return {"first": " ".join(words), "last": None}
        if kind == "last":
            return {"first": None, "last": " ".join(words)}
        return {"first": words[0], "last": " ".join(words[1:])}

    def bare(self, expecting: str) -> list[Found]:
        """The answer to "what name?": the longest run of words that can be a name."""
        runs: list[list[Token]] = [[]]
        for i, token in enumerate(self.line.tokens):
            if token.text == "." and runs[-1] and runs[-1][-1].text in self.lexicon.titles:
                continue
            if runs[-1] and (joined := self._joined(i, runs[-1])):
                runs[-1] += joined
                runs.append([])
            elif self._may_be_name(token, self.place(i, i + 1), strict=False):
                runs[-1].append(token)
            else:
                runs.append([])
        best = max(runs, key=len)
        if best and self._in_passing(best):
            return []
        if not 0 < len([t for t in best if t.text not in _PARTICLES | _ARTICLES]) <= _LONGEST:
            return []
        name = self._made(best, expecting if expecting in ("first", "last") else "strong")
        return [name] if name else []

    def _in_passing(self, run: Sequence[Token]) -> bool:
        """Whether words that nobody is known by stand in a longer sentence, written as a recogniser writes what is no name:
        "Can we push it an hour later?", "Repeat after me"."""
        tokens = [t for t in self.line.tokens if t.kind == "word" and len(t.text) > 1]
        if len(tokens) <= _ANSWER or any(t.text in self.lexicon.first_names | self.lexicon.surnames for t in run):
            return False
        if self.lexicon.language == "pa" and self.taken:
            return True  # Without capitals, words beside a day or a number are about that.
        if not self.said[tokens[0].start].isupper():
            return False
        begins, behind = run[0] is self.line.tokens[0], self.line.tokens.index(run[-1]) + 1
        stops = behind == len(self.line.tokens) or self.line.tokens[behind].text in _BEHIND_A_NAME
        return all(self.said[t.start].islower() for t in run) or (begins and len(run) == 1 and not stops)

    def signed(self) -> list[Found]:
        """ "A table for four at seven, Sam Carter": a known first name and more, last of all, after what is wanted."""
        tokens = list(self.line.tokens)
        while tokens and tokens[-1].text in (".", ",", "please", "por favor"):
            tokens.pop()
        mark = max((i for i, token in enumerate(tokens) if token.text in (",", ".")), default=-1)
        last = tokens[mark + 1 :]
        if mark < 0 or not 2 <= len(last) <= 3 or last[0].text not in self.lexicon.first_names:
            return []
        if not any(t.end <= self.place(mark, mark + 1)[0] for t in self.taken):
            return []
        places = range(mark + 1, mark + 1 + len(last))
        if not all(self._may_be_name(self.line.tokens[i], self.place(i, i + 1), strict=True) for i in places):
            return []
        name = self._made(last, "strong")
        return [name] if name else []

    def with_spellings(self, names: list[Found], spelled: Sequence[Spelled], expecting: str | None) -> list[Found]:
        for spelling in spelled:
            if any(t.start < spelling.end and spelling.start < t.end for t in self.taken):
                continue
            word = spelling.letters.capitalize()
            before = [n for n in names if n.end <= spelling.start + 1 and spelling.start - n.end < 40]
            names = [n for n in names if not (n.start < spelling.end and spelling.start < n.end)]
            if before:
                old = before[-1]
                if whole := _both_spelled(old.value, spelling.letters):
                    names = [n for n in names if n is not old]
                    names.append(Found("person_name", old.start, spelling.end, whole))
                    continue
                value = dict(old.value)
                value["last" if value["last"] and not _alike(value["first"], word) else "first"] = word
                if old.value["last"] is None and not _alike(value["first"], old.value["first"]):
                    value = {"first": old.value["first"], "last": word}
                names = [n for n in names if n is not old]
                names.append(Found("person_name", old.start, spelling.end, value))
            elif expecting or spelling.announced:
                kind = "first" if expecting == "first" else "last"
                value = self._value((expecting == "name" and self._split(spelling.letters)) or [word], kind)
                names.append(Found("person_name", spelling.start, spelling.end, value))
        return names

    def spelled_whole(self, letters: str, expecting: str) -> list[Found]:
        parts = (expecting == "name" and self._split(letters)) or [letters.capitalize()]
        start, end = self.place(0, len(self.line.tokens))
        kind = "first" if expecting == "first" or letters in self.lexicon.first_names else "last"
        return [Found("person_name", start, end, self._value(parts, kind if len(parts) == 1 else "strong"))]

    def spelled_likely(self) -> list[Found]:
        """The names that a whole name spelled in one go may be, and last the letters as they were heard."""
        letters, cut = letters_of(self.line, self.lexicon)
        names = spelled_names(letters, cut) if letters else []
        if not names:
            return []
        values = [{"first": capitals(name.first) or None, "last": capitals(name.last) or None} for name in names]
        as_heard = self.spelled_whole(letters, "name")[0].value
        if as_heard not in values:
            values.append(as_heard)
        doubts = (*(name.cost for name in names), names[-1].cost)
        place = self.place(0, len(self.line.tokens))
        return [Found("person_name", *place, values[0], tuple(values[1:]), doubts=doubts[: len(values)])]

    def _split(self, letters: str) -> list[str] | None:
        """First and family name spelled in one go, where the first is well known."""
        for cut in range(len(letters) - 3, 3, -1):
            if letters[:cut] in self.lexicon.first_names:
                return [letters[:cut].capitalize(), letters[cut:].capitalize()]
        return None

    def place(self, first: int, after: int) -> tuple[int, int]:
        return self.line.place(self.line.tokens[first].start, self.line.tokens[after - 1].end)


def _both_spelled(value: dict[str, Any], letters: str) -> dict[str, Any] | None:
    """ "Yuki Tanaka. Y U K I, T A N A K A": both names one after the other."""
    first = str(value["first"] or "").casefold()
    rest = letters.removeprefix(first)
    if len(first) < _LEAST_SPELLED or rest == letters or len(rest) < _LEAST_SPELLED:
        return None
    if value["last"] and not _alike(value["last"], rest):
        return None
    return {"first": value["first"], "last": rest.capitalize()}


def _alike(a: str | None, b: str | None) -> bool:
    return bool(a and b) and str(a)[:1].casefold() == str(b)[:1].casefold()


def _whole(parts: dict[str, Found]) -> list[Found]:
    """ "First name Odessa, last name Nolan" is one name."""
    if len(parts) < 2:
        return list(parts.values())
    first, last = parts["first"], parts["last"]
    value = {"first": first.value["first"], "last": last.value["last"]}
    return [Found("person_name", min(first.start, last.start), max(first.end, last.end), value)]
