"""The local understander: from what was heard to what it means, in milliseconds and without a model.

    n-best ──language──▶ lexicon ──▶ tokens ──▶ line of digits ──▶ contacts, phones, parties, moments, names, offers
                                         └──▶ cues ──▶ topic, intents, affect            └──▶ repairs ──▶ entities

Pure: the same utterance in the same circumstances means the same. Raises nothing whatever is said.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import phonenumbers

from receptionist.business.allergens import is_ingredient
from receptionist.business.definition import Business, Language
from receptionist.business.once import Once
from receptionist.language.amounts import find_money, find_numbers, find_ordinals
from receptionist.language.birth_dates import BIRTH_DATE_DOUBT, birth_dates, birth_named
from receptionist.language.calibration import Calibration
from receptionist.language.catalogue import Catalogue, find_allergens, find_ingredients
from receptionist.language.contacts import find_emails, find_postcodes
from receptionist.language.dates import named_days
from receptionist.language.expectation import Wanted, wanted
from receptionist.language.found import Found, free_of, longest_first
from receptionist.language.halves import Clockface
from receptionist.language.identify import Identify, language_of, other_language
from receptionist.language.intents import affect, intents, topic_of, without_odd_surname, words_of
from receptionist.language.lengths import find_durations
from receptionist.language.lexicon import Lexicon
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.mixed import with_others
from receptionist.language.moments import Timing, find_moments
from receptionist.language.names import find_names
from receptionist.language.numbers import with_digits
from receptionist.language.parties import find_parties
from receptionist.language.phones import country, find_phones
from receptionist.language.readings import merged, pooled
from receptionist.language.repairs import repaired
from receptionist.language.spans_of import agreed
from receptionist.language.tagger import Tagger
from receptionist.language.tokens import Line, Token, tokenise
from receptionist.language.understanding import Circumstances, Entity, Understanding, Utterance
from receptionist.language.wishes import Wishes

LONGEST = 600
"""Characters of a turn that are read: more than two minutes of speech."""
_WEAK_CUES = frozenset({"no", "free", "have any"})
"""Make "fish" an allergen where the name is an allergen's own; an ingredient needs more ("no, the pasta")."""
_BESIDE = frozenset({"with", "con", "nal", "naal"})
"""In front of the name of somebody to come to."""
_MOST_READINGS, _MOST_READINGS_OF_IDENTITY = 5, 10
_MOST_COMPARED = 2
"""Of those, the ones whose spelled names are compared with names that people bear."""
_BIRTH_DATE_WITHIN = 60
"""Characters behind "my date of birth"."""
_ENGLISH_NUMBERS = {
    word: value
    for word, value in {**LEXICONS["en"].numbers.units, **LEXICONS["en"].numbers.tens}.items()
    if value > 1 and word not in ("ten", "once") and word not in LEXICONS["es"].numbers.units
}
"""Those that are no words of Spanish."""
_IDENTITY: dict[Wanted, str] = {
    "postcode": "postcode", "birth": "date", "name": "person_name", "first": "person_name", "last": "person_name",
}  # fmt: skip
"""What is asked to learn who is calling, and the entity that answers it: there every reading is weighed."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """One turn's circumstances, worked out."""

    lexicon: Lexicon
    face: Clockface
    region: str
    area: str
    currency: str
    catalogue: Catalogue | None
    wants: frozenset[Wanted]
    compares: bool = True
    """Spelled names with those that people bear."""


class LocalUnderstander:
    """Grammar and lexicons for English, Spanish and Punjabi. One per process is enough; keeps the last few businesses'
    phrases at hand and nothing of what callers say."""

    def __init__(
        self,
        identify: Identify | None = None,
        words: Callable[[], Tagger | None] = Tagger.shipped,
        wishes: Callable[[], Wishes | None] = Wishes.shipped,
        calibration: Callable[[], Calibration | None] = Calibration.shipped,
    ) -> None:
        """`identify`: a statistical language identifier, asked only where words leave doubt. `words`: gives the
        tagger of English bookings, `wishes` what is learned of whole sentences, `calibration` what scores are worth;
        None to do without."""
        self._identify = identify
        self._tagger = words()
        self._wishes = wishes()
        self._calibration = calibration()
        for lexicon in LEXICONS.values():
            lexicon.prepare()
        self._catalogues = Once(Catalogue)
        self._numbers = Once(_area_code)

    def understand(self, utterance: Utterance, circumstances: Circumstances) -> Understanding:
        wants = wanted(circumstances.expecting)
        weighed = wants & _IDENTITY.keys() - {"postcode"}
        most = _MOST_READINGS_OF_IDENTITY if weighed else _MOST_READINGS
        texts = (utterance.text[:LONGEST], *(reading[:LONGEST] for reading in utterance.nbest[1:most]))
        language = language_of(
            texts[0],
            LEXICONS,
            utterance.language,
            circumstances.language,
            self._identify,
            a_name=bool(wants & {"name", "first", "last"}),
        )
        meaning = self._in_language(language, texts, circumstances)
        if meaning.entities or meaning.intents[0].name != "out_of_scope":
            return meaning
        other = other_language(texts[0], LEXICONS, language)
        return self._in_language(other, texts, circumstances) if other else meaning

    def _in_language(self, language: Language, texts: tuple[str, ...], circumstances: Circumstances) -> Understanding:
        scene = self._scene(circumstances, LEXICONS[language])
        tagger = self._tagger if language == "en" else None
        lesser = replace(scene, compares=False)
        readings = [_marked(text, scene if at < _MOST_COMPARED else lesser, tagger) for at, text in enumerate(texts)]
        entities = merged(texts, readings)
        for kind in scene.wants & _IDENTITY.keys():
            entities = pooled(entities, readings, _IDENTITY[kind])
        entities = with_others(
            texts[0], language, entities, lambda other: _entities(texts[0], self._scene(circumstances, LEXICONS[other]))
        )
        meaning = _meaning(texts[0], language, scene, entities, circumstances.expecting, self._wishes)
        return self._calibration.applied(meaning) if self._calibration else meaning

    def _scene(self, circumstances: Circumstances, lexicon: Lexicon) -> _Scene:
        business = circumstances.business
        zone = ZoneInfo(circumstances.timezone)
        return _Scene(
            lexicon=lexicon,
            face=Clockface.of(business, circumstances.now.astimezone(zone)),
            region=country(business, circumstances.timezone),
            area=self._numbers.of(business) if business else "",
            currency=business.currency if business else "USD",
            catalogue=self._catalogues.of(business) if business else None,
            wants=wanted(circumstances.expecting),
        )


def _area_code(business: Business) -> str:
    """The three digits North Americans leave out within one area."""
    number = phonenumbers.parse(business.numbers[0])
    return str(number.national_number)[:3] if number.country_code == 1 else ""


def _marked(text: str, scene: _Scene, tagger: Tagger | None) -> list[Entity]:
    """The grammar's entities, with the places of a booking's own words as the tagger sees them."""
    entities = _entities(text, scene)
    if tagger is None or scene.wants & {"yes_no", "phone", "email", "postcode", "choice", "birth"}:
        return entities

    def read(stretch: str, kind: Wanted) -> list[Entity]:
        return _entities(stretch, replace(scene, wants=frozenset({kind})))

    return agreed(text, tokenise(text), scene.lexicon, entities, scene.wants, tagger, read)


def _entities(text: str, scene: _Scene) -> list[Entity]:
    """Everything one reading holds, in order of place."""
    tokens = _as_spoken(tokenise(text), text, scene.lexicon)
    if not tokens:
        return []
    lexicon, wants = scene.lexicon, scene.wants
    line = Line(with_digits(tokens, lexicon.numbers))
    found = _birth_date(text, line, scene)
    found += free_of(find_emails(tokens, line, lexicon), found)
    phones = find_phones(tokens, line, lexicon, scene.region, scene.area, expecting="phone" in wants)
    day_first = lexicon.day_first if lexicon.day_first is not None else scene.region not in ("US", "CA")
    timing = Timing(scene.face, day_first, "date" in wants, "time" in wants)
    if phones:
        found += free_of(phones, [*found, *named_days(line, lexicon, timing.calendar)])
    cue = "postcode" in wants or bool(lexicon.edges["postcode"].search(line.text))
    found += free_of(find_postcodes(text, tokens, line, lexicon, scene.region, cue), found)
    found += free_of(find_money(line, lexicon, scene.currency), found)
    parties = free_of(find_parties(line, lexicon, weak=False, expecting=False), found)
    chosen = find_ordinals(line) if "choice" in wants else []
    moments = find_moments(line, lexicon, timing, [*found, *parties, *chosen])
    found += [*parties, *moments]
    found += free_of(find_durations(line, lexicon), found)
    found += free_of(find_parties(line, lexicon, weak=True, expecting="party" in wants), found)
    found += _offers(tokens, line, scene, found)
    naming = next((kind for kind in ("first", "last", "name") if kind in wants), None)
    found += free_of(find_names(line, text, lexicon, found, naming, compare=scene.compares), found)
    found += find_numbers(line, found)
    return [_entity(one, text, line) for one in repaired(line, lexicon, found, scene.face)]


def _as_spoken(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """ "¿Está mañana?" asks for tomorrow, though without its accent it is this morning; and "somos four" are four."""
    if lexicon.language != "es" or not tokens:
        return tokens
    spoken = []
    for token, after in zip(tokens, [*(t.text for t in tokens[1:]), ""], strict=True):
        if text[token.start : token.end].casefold() == "está" and after == "manana":
            spoken.append(replace(token, text="es"))
        elif token.text in _ENGLISH_NUMBERS:
            spoken.append(replace(token, text=str(_ENGLISH_NUMBERS[token.text]), kind="number"))
        else:
            spoken.append(token)
    return spoken


def _birth_date(text: str, line: Line, scene: _Scene) -> list[Found]:
    """The day somebody was born on, in the past: where it was asked for, or right behind the words for it."""
    lexicon, begin, until = scene.lexicon, 0, len(text)
    if "birth" not in scene.wants:
        named = birth_named(text)
        if named is None:
            return []
        begin, until = named, named + _BIRTH_DATE_WITHIN
    said = Line([token for token in line.tokens if begin <= token.start < until])
    day_first = lexicon.day_first if lexicon.day_first is not None else scene.region not in ("US", "CA")
    ways = birth_dates(said, lexicon, scene.face.now.date(), day_first=day_first)
    if not ways:
        return []
    values = [way.value.isoformat() for way in ways]
    place = line.place(*said.span(ways[0].start, ways[0].end))
    doubts = tuple(way.cost * BIRTH_DATE_DOUBT for way in ways)
    return [Found("date", *place, values[0], tuple(values[1:]), doubts=doubts)]


def _offers(tokens: list[Token], line: Line, scene: _Scene, taken: list[Found]) -> list[Found]:
    """What the business has, and what a caller must not eat."""
    allergens = find_allergens(tokens, line, scene.lexicon)
    cues = {match.group() for match in scene.lexicon.edges["allergen"].finditer(line.text)}
    about_food = bool(cues)
    carriers = find_ingredients(tokens, line, scene.lexicon) if cues - _WEAK_CUES or not scene.wants else []
    if carriers and not cues - _WEAK_CUES and not is_ingredient(line.text):
        carriers = []
    if scene.catalogue is None:
        return free_of([*allergens, *free_of(carriers, allergens)], taken)
    own = free_of(scene.catalogue.find(tokens, line, scene.lexicon), taken)
    if scene.wants & {"name", "first", "last"}:
        own = [one for one in own if one.type != "staff" or _of_staff(one, line, scene.lexicon)]
    allergens = longest_first([*allergens, *free_of(carriers, own)])
    if about_food:
        allergens = [a for a in allergens if not any(o.overlaps(a) and o.end - o.start > a.end - a.start for o in own)]
        return [*allergens, *free_of(own, allergens)]
    return [*own, *free_of(allergens, [*taken, *own])]


def _of_staff(found: Found, line: Line, lexicon: Lexicon) -> bool:
    """Where a name was asked for, "Maria" is the caller, though a Maria works here: not "with Maria", "Dr. Maria"."""
    said, before = line.text[found.start : found.end].split(), line.before(found.start).removesuffix(" .").split()[-1:]
    return len(said) > 1 or bool(set(before) & (lexicon.titles | _BESIDE))


def _entity(found: Found, text: str, line: Line) -> Entity:
    start, end = line.span(found.start, found.end)
    where = text[start:end], start, end
    return Entity(found.type, *where, found.value, found.alternatives, found.negated, found.doubts)


def _meaning(
    text: str,
    language: Language,
    scene: _Scene,
    entities: list[Entity],
    expecting: str | None,
    wishes: Wishes | None,
) -> Understanding:
    words = without_odd_surname(words_of(tokenise(text)), scene.lexicon)
    topic = topic_of(words, scene.lexicon)
    ours = scene.lexicon.addressing | (
        scene.catalogue.vocabulary - scene.lexicon.ordinary if scene.catalogue else frozenset()
    )
    likely = wishes.weigh(words) if wishes and words and not expecting else None
    scored = intents(
        words, scene.lexicon, entities, topic, expecting=expecting, in_hand=bool(expecting), ours=ours, likely=likely
    )
    asked = any(intent.name == "question" for intent in scored)
    letters = [c for c in text if c.isalpha()]
    shouted = len(letters) > 12 and all(c.isupper() for c in letters)
    return Understanding(
        language=language,
        intents=scored,
        entities=tuple(entities),
        affect=affect(words, scene.lexicon, shouted=shouted),
        topic=(topic or "faq") if asked else None,
    )
