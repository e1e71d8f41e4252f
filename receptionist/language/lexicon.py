"""What a language must say about itself before the shared grammar can understand it.

A lexicon is data: words with their meanings, and rules written as regular expressions over `Line.text` (folded words,
numbers as digits). In a rule, `{weekday}` stands for a named group of all the words of that table, `~` for a space or
a comma, and the named groups are the vocabulary that dates.py, times.py, parties.py, ... resolve the same way for
every language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from receptionist.business.definition import Language
from receptionist.language.numbers import NumberWords

Half = Literal["am", "pm"]


@dataclass(frozen=True, slots=True)
class DayPart:
    """A stretch of the day with a name. Hours of the local day, `end` exclusive."""

    start: int
    end: int
    half: Half | None
    """Which half of the day a bare hour belongs to when this part is named beside it."""
    meal: bool = False
    """A meal or a mood ("dinner"): it decides the half of the day, but is no range of times by itself."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for (or against) a reading of the utterance."""

    name: str
    """An intent, a topic or an affect."""
    weight: float
    """Probability that the reading is right where this cue is seen alone; negative: the share of belief it takes away."""
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class DayGrammar:
    """How a language makes days of days; see composing.py. Patterns as in all rules, with `<D>` and the like."""

    nth: Mapping[str, int]
    """Beside "3rd": last -1, every other word that counts."""
    heads: tuple[str, ...]
    """ "The first Monday", "the last two weeks": groups nth, back (counted from the end), n, weekday or unit, dom."""
    latent: tuple[str, ...]
    """Stretches that count only inside something: group month, year, unit (this one) or now."""
    rules: tuple[tuple[str, str], ...]
    """What is done (see composing.py) and the pattern."""
    portions: Mapping[str, str]
    """Words for `early`, `mid`, `late`, `later`, `earlier`, `rest` of a stretch."""
    open_edges: Mapping[str, str]
    """Words for `before`, `after`, `since`, `until` a day."""
    weekends: frozenset[str]
    by_halves: bool = False
    """Early and late are halves of a month rather than its first and last ten days."""


@dataclass(frozen=True, slots=True)
class LengthGrammar:
    """How a language tells lengths of time; see lengths.py."""

    rules: tuple[str, ...]
    of_one: Mapping[str, float]
    """Words for a part of one unit, or one and a part: half an, ਡੇਢ."""
    added: Mapping[str, float]
    """Words that add a part: and a half, y cuarto."""


@dataclass(frozen=True, slots=True)
class Composition:
    """One rule for making a day of days, compiled."""

    does: str
    pattern: re.Pattern[str]


PIECES = "DOCWSMYHNT"
"""Kinds of pieces in composing.py, each with a block of 256 private characters."""
LENGTH_MARK = "\uea00"
_CLASSES = {
    "D": "\ue000-\ue3ff", "O": "\ue100-\ue1ff", "C": "\ue200-\ue2ff", "W": "\ue300-\ue3ff", "S": "\ue400-\ue6ff",
    "M": "\ue500-\ue5ff", "H": "\ue700-\ue7ff", "N": "\ue800-\ue8ff", "T": "\ue900-\ue9ff",
    "X": "\ue000-\ue5ff\ue800-\ue8ff", "U": LENGTH_MARK,
}  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """One language. Words and patterns are folded (lower case, no Latin accents)."""

    language: Language
    numbers: NumberWords
    few: Mapping[str, int]
    """Quantities that are no number words: a, an, a couple of."""
    fillers: frozenset[str]
    function_words: frozenset[str]
    """Very frequent words: they tell the language of a turn, and are never misheard names of dishes."""

    # days
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    relative: Mapping[str, int]
    """Words for a day, as days from today."""
    tonight: frozenset[str]
    """Those of `relative` that also say it is evening."""
    mods: Mapping[str, int]
    """this 0, next 1, last -1, the coming one 2."""
    units: Mapping[str, str]
    """Words for day, week, fortnight, month, year, hour, minute."""
    holidays: Mapping[str, str]
    day_first: bool | None
    """Order of 4/5; None: as the country has it."""
    date_rules: tuple[str, ...]
    days: DayGrammar

    # times
    parts: Mapping[str, DayPart]
    named_times: Mapping[str, tuple[int, int]]
    fractions: Mapping[str, int]
    """half 30, quarter 15."""
    towards: frozenset[str]
    """Words that count back from the hour: to, menos."""
    halves: Mapping[str, Half]
    """Words beside an hour that fix its half."""
    time_rules: tuple[str, ...]
    bare_hour_after: str
    """What makes a bare number behind it an hour: "at", "around"."""
    bare_hour_before: str
    """What makes a bare number in front of it an hour: "o'clock", "works for me"."""
    not_an_hour: str
    """What, right behind a bare number, makes it a count: people, tables, minutes."""
    moving: str
    """Ends in "from": what follows is the time a booking is moved away from."""
    between: tuple[str, ...]
    """Ranges, with <A> and <B> for the ends."""
    after: str
    before: str
    joins: str
    """Words between a date and a time of one moment."""
    offset_rules: tuple[str, ...]
    """A time from now, with `<U>` for a length: "in twenty minutes"."""
    lengths: LengthGrammar

    # people
    party_rules: tuple[str, ...]
    people: Mapping[str, str]
    """Persons in "my wife, two kids and I": `self`, `kin`, `couple`."""
    people_glue: str
    """What stands between them."""
    with_whom: re.Pattern[str]
    """Ends in "with": the caller comes too."""
    homophones: Mapping[str, int]
    """Words that are numbers only where a rule says so: to 2, for 4."""

    # names, numbers, addresses
    name_rules: tuple[str, ...]
    name_stops: frozenset[str]
    """Words that are never part of a name."""
    titles: frozenset[str]
    first_names: frozenset[str]
    """So common that one alone is a first name."""
    surnames: frozenset[str]
    spelling: Mapping[str, str]
    """Spoken letters: "ess" s."""
    misheard_letters: Mapping[str, str]
    """Words a recogniser writes for letters and digits of a code: "and" n."""
    spelling_as_in: str
    spelled: str
    """Announces a spelling."""
    digits: Mapping[str, str]
    """Words of telephone numbers that are no numbers: oh."""
    repeats: Mapping[str, int]
    """double 2, triple 3."""
    plus: frozenset[str]
    email_words: Mapping[str, str]
    email_stops: frozenset[str]
    """Words in front of an address that do not belong to it."""
    postcode_cue: str
    money_rules: tuple[str, ...]
    currencies: Mapping[str, str]

    # food
    allergens: Mapping[str, tuple[str, ...]]
    """Phrase to the likeliest allergen and its other readings."""
    allergen_context: str
    """Words that make "fish" an allergen rather than a dish."""

    # saying no, and saying it again
    negation: str
    """Matches the end of the text in front of what is denied."""
    repair: str
    """What is said between a slip and its repair."""

    # the whole utterance
    addressing: frozenset[str]
    """Words of questions put to a business: you, your, here."""
    cues: tuple[Cue, ...]
    topics: tuple[Cue, ...]
    affects: tuple[Cue, ...]

    borrowed: frozenset[str] = frozenset()
    """Words of other languages it has made its own: beside two of its words they tell of no other."""
    at_once: tuple[str, ...] = ()
    """A visit wished for this minute: group core."""
    denied: str = r"(?!)"
    """Words of a sentence that wishes for nothing: not."""
    after_behind: str = r"(?!)"
    """What makes the time in front of it the earliest: onwards, ਤੋਂ ਬਾਅਦ."""
    before_behind: str = r"(?!)"
    moving_it: str = r"(?!)"
    """Stands in front of the day or hour a visit has, where what it shall have follows: "move my appointment Tuesday to Wednesday"
    is no stretch."""

    def prepare(self) -> None:
        """Compiles everything now, so that no caller waits for it: some 100 ms the first time, then nothing."""
        _ = self.rules, self.edges, self.part_words, self.group_run, self.telling, self.ordinary, self.compositions

    @cached_property
    def rules(self) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        """Every family of rules, compiled."""
        families = {
            "date": self.date_rules, "time": self.time_rules, "party": self.party_rules,
            "duration": self.lengths.rules, "money": self.money_rules, "offset": self.offset_rules,
            "name": self.name_rules, "head": self.days.heads, "latent": self.days.latent, "at_once": self.at_once,
        }  # fmt: skip
        families["offset"] = tuple(_with_pieces(rule) for rule in families["offset"])
        compiled = {name: tuple(self.compile(rule) for rule in rules) for name, rules in families.items()}
        ends = (rule.replace("<A>", "\x01").replace("<B>", "\x02") for rule in self.between)
        return {**compiled, "between": tuple(re.compile(rf"(?:(?<=\s)|^)(?:{rule})") for rule in ends)}

    @cached_property
    def compositions(self) -> tuple[Composition, ...]:
        """Rules over pieces, ranges last but for days open at one side."""
        ranges = [("range", rule.replace("<A>", r"<X>(?: \.)?").replace("<B>", "<X>")) for rule in self.between]
        rules = [rule for rule in self.days.rules if rule[0] != "open"]
        rules += [*ranges, *(rule for rule in self.days.rules if rule[0] == "open")]
        return tuple(Composition(does, self.compile(_with_pieces(rule))) for does, rule in rules)

    def count(self, said: str) -> int:
        """A quantity as `{n}` matches it."""
        return self.few[said] if said in self.few else int(said)

    @cached_property
    def part_words(self) -> re.Pattern[str]:
        return self.compile("{part}")

    @property
    def night(self) -> DayPart:
        """What "tonight" says about the hour."""
        return DayPart(17, 26, "pm")

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words that tell this language from the others."""
        tables = (self.weekdays, self.months, self.relative, self.holidays, self.numbers.units, self.numbers.tens)
        phrases = " ".join(phrase for table in tables for phrase in table if len(phrase) > 2).split()
        known = self.function_words | frozenset(phrases) | frozenset(self.email_words) | self.titles
        return frozenset(word for word in known if len(word) > 1)

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Words that are never a misheard dish or name."""
        known = (
            self.weekdays,
            self.months,
            self.relative,
            self.units,
            self.parts,
            self.numbers.units,
            self.numbers.tens,
        )
        return self.function_words | self.fillers | frozenset(word for table in known for word in table)

    @cached_property
    def group_run(self) -> re.Pattern[str]:
        """A list of persons: "my wife, two kids and I"."""
        one = rf"(?:\d{{1,2}}|{alternation(self.few)}|{alternation(self.people)}|{self.people_glue})"
        return re.compile(
            rf"(?<!\S)(?:{one} )*(?:{alternation(self.people)})(?: (?:and|y|e|ਤੇ|ਅਤੇ|te) (?:\d{{1,2}}|{alternation(self.people)}))?(?!\S)"
        )

    @cached_property
    def edges(self) -> Mapping[str, re.Pattern[str]]:
        """What must stand right in front of, or right behind, a thing."""
        return {
            "bare_hour_after": re.compile(rf"(?:^|.* )(?:{self.bare_hour_after})$"),
            "bare_hour_before": re.compile(rf"(?:{self.bare_hour_before})(?!\S)"),
            "moving": re.compile(rf"(?:^|.* )(?:{self.moving})$"),
            "moving_it": re.compile(rf"(?:^|.* )(?:{self.moving_it})$"),
            "not_an_hour": re.compile(rf"(?:{self.not_an_hour})(?!\S)"),
            "after": re.compile(rf"(?:^|.* )(?P<cue>{self.after})$"),
            "before": re.compile(rf"(?:^|.* )(?P<cue>{self.before})$"),
            "after_behind": re.compile(rf"(?P<cue>{self.after_behind})(?!\S)"),
            "before_behind": re.compile(rf"(?P<cue>{self.before_behind})(?!\S)"),
            "denied": re.compile(rf"(?:^|\s)(?:{self.denied})(?!\S)"),
            "joins": re.compile(rf"(?:{self.joins}| )*"),
            "negation": re.compile(rf"(?:^|.* )(?:{self.negation})$"),
            "repair": re.compile(rf"(?:[,.?] )*(?:{self.repair})(?: [,.?])*"),
            "postcode": re.compile(rf"(?<!\S)(?:{self.postcode_cue})(?!\S)"),
            # Gurmukhi's vowel signs are no letters to `\b`.
            "allergen": re.compile(rf"(?:(?<!\S)|\b)(?:{self.allergen_context})(?:(?!\S)|\b)"),
        }

    def compile(self, rule: str) -> re.Pattern[str]:
        for gap, pattern in self.gaps:
            rule = rule.replace(gap, pattern)
        return re.compile(rf"(?<!\S)(?:{rule})(?!\S)")

    @cached_property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """What stands in rules for words of the tables, and the pattern it stands for."""
        tables = {
            "weekday": self.weekdays, "month": self.months, "rel": self.relative, "mod": self.mods,
            "unit": self.units, "part": self.parts, "named": self.named_times, "frac": self.fractions,
            "holiday": self.holidays, "half": self.halves, "edge": self.days.open_edges, "mixed": self.lengths.of_one,
            "plus": self.lengths.added,
        }  # fmt: skip
        plurals = {"weekdays": self.weekdays, "months": self.months, "fews": self.few, "parts": self.parts}
        years = r"(?P<year>(?:19|20)\d\d|20 (?:[0-3]\d|oh \d|o \d|0 \d)|19 (?:(?!30|45)[2-9]\d|(?:oh|o|0) \d))"
        return (
            *((f"{{{name}}}", alternation(table)) for name, table in plurals.items()),
            *((f"{{{name}}}", f"(?P<{name}>{alternation(table)})") for name, table in tables.items()),
            ("{p}", r"(?P<n>\d{1,3}|a couple(?: of)?|couple of)"),
            ("{n}", rf"(?P<n>\d{{1,3}}|{alternation(self.few)})"),
            ("{day}", r"(?P<day>\d{1,2})(?:th)?(?![\d:./])"),
            ("{ordinal}", r"(?P<day>\d{1,2})th"),
            ("{year}", years),
            ("{nth}", rf"(?P<nth>\d{{1,2}}th|{alternation(self.days.nth)})"),
            ("{portion}", rf"(?P<which>{alternation(self.days.portions)})"),
            ("{h}", r"(?P<h>2[0-4]|1\d|0?\d)"),
            ("{clock}", r"(?P<h>2[0-4]|[01]?\d)[:.](?P<m>[0-5]\d)"),
            ("~", r"(?: [,.])? "),
        )


def _with_pieces(rule: str) -> str:
    """`<D>` and the like as character classes, the first the group `a` and the second `b`."""
    names = iter("ab")
    return re.sub(r"<([A-Z])>", lambda found: f"(?P<{next(names)}>[{_CLASSES[found[1]]}]+)", rule)


def alternation(words: Mapping[str, object] | frozenset[str]) -> str:
    """The words as a pattern, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def words(text: str) -> frozenset[str]:
    """A word list written as running text."""
    return frozenset(text.split())


def listed(text: str) -> list[str]:
    """The same, where the order counts."""
    return text.split()


def cues(*lines: tuple[str, float, str]) -> tuple[Cue, ...]:
    return tuple(Cue(name, weight, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")) for name, weight, pattern in lines)
