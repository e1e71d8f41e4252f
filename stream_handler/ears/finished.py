"""Whether words sound finished: what a sentence can hardly end with, what hardly goes on, and whether they hold what was asked for.

A recogniser that punctuates puts a full stop behind much that is not over, so a mark alone decides only where the last word
does not speak against it. Words are counted as going on where fewer than 3 in 100 of their uses end a sentence in some 20,000
typed and spoken turns of English callers; where 3 to 13 do, a full stop outweighs them, but not the other way round.
"""

import re
from datetime import UTC, datetime

from receptionist.language.contacts import find_emails
from receptionist.language.halves import Clockface
from receptionist.language.lexicon import Lexicon, words
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.moments import Timing, find_moments
from receptionist.language.names import find_names
from receptionist.language.numbers import with_digits
from receptionist.language.parties import find_parties
from receptionist.language.tokens import Line, fold, tokenise

_WORD = re.compile(r"[\w\u0a00-\u0a7f'’]+")
_GOES_ON: dict[str, frozenset[str]] = {
    "en": words(
        """a an the my your our their his its any some every each many most very quite just really half
        and or but because if when where which who what how than as since until till not
        of for to at from in about between under near during into like with
        is are was were be been has had did does will would could should might must can can't don't doesn't gonna wanna
        i we he she they i'm i'd i'll i've we're we'd we'll we've you're you've it's that's there's what's let's lets
        want get find make give tell send let try put check look looking prefer thank
        um umm ummm uh er erm"""
    ),
    "es": words(
        """el la los las un una unos unas y e o u pero porque si cuando que quien mi mis su sus tu
        para por de del al a en con sin sobre entre hasta desde como es son era estoy está soy
        eh em este pues bueno también entonces quiero quería quisiera necesito puede podría yo nosotros"""
    ),
    "pa": words(
        """ਤੇ ਅਤੇ ਜਾਂ ਪਰ ਕਿ ਜੇ ਮੇਰਾ ਮੇਰੀ ਸਾਡਾ ਦਾ ਦੇ ਦੀ ਨੂੰ ਤੋਂ ਲਈ ਨਾਲ ਵਿੱਚ
        te ate ya par ki je mera meri da de di nu ton lai naal vich"""
    ),
}
"""Articles, prepositions, conjunctions, auxiliaries, hesitations: the beginning of something."""
_MAY_END = words("have need on by so that they do around her")
"""English words that mostly go on, and now and then end a sentence."""
_YOU_BEFORE = words("can could do did are would will if what like have")
"""In front of "you" that goes on; "thank you" is whole."""
_PLEASE_BEFORE = words("you i please")
_NEVER_LAST = words(
    "a an the and or but because so if my your our their el la los las un una y e o u pero que mi su tu um uh er eh"
)
"""Not even of a question; "what is it for?" and "is it on?" are whole."""
_BROKEN_OFF = re.compile(r"(?:\.\.|…|[-–—,])[?!.]*$")
_ASKED_OR_EXCLAIMED = ("?", "!")
_FULL_STOP = (".", "।")
PHONE_DIGITS = 10
"""Of a North American number without the 1 of the country, with which there is one more; no area code begins with 0 or 1."""
LOCAL_DIGITS = 7
"""Of one without its area code: fewer are none, and after more a pause means little either way."""
SPELLED = 5
"""Letters and digits of the shortest postcodes and addresses."""
_FEWEST = 3
"""Words before a full stop that say something whole."""
_DATES, _TIMES = frozenset({"date", "date_range", "datetime", "datetime_range"}), frozenset({"time", "time_range"})
_ANY_DAY = Clockface.of(None, datetime(2026, 1, 5, 9, tzinfo=UTC))
"""Which day or hour is meant does not matter here."""
_WHOLE_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}|[A-Z]\d[A-Z]\d[A-Z]\d")
"""British and Canadian postcodes, whose shapes end themselves."""


def sounds_finished(text: str, language: str) -> bool | None:
    """None: the words do not decide. Punctuation is the recogniser's."""
    said = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if not said or _BROKEN_OFF.search(text.rstrip()):
        return False
    marked = text.rstrip()
    if marked.endswith(_ASKED_OR_EXCLAIMED) and said[-1] not in _NEVER_LAST:
        return True
    stopped = marked.endswith(_FULL_STOP)
    if _goes_on(said, language):
        return None if stopped and language == "en" and said[-1] in _MAY_END else False
    return True if stopped and len(said) >= _FEWEST else None


def _goes_on(said: list[str], language: str) -> bool:
    """Whether a sentence hardly ends with its last word."""
    last, before = said[-1], said[-2] if len(said) > 1 else ""
    if language in _GOES_ON and language != "en":
        return last in _GOES_ON[language]
    if last == "you":
        return before in _YOU_BEFORE
    if last == "please":
        return not before or before in _PLEASE_BEFORE
    return last in _GOES_ON["en"] or last in _MAY_END


def finished(kind: str, text: str, language: str) -> bool | None:
    """Whether words that answer a question of that kind (`Expectation.kind`) are all of the answer. None: they do not decide."""
    lexicon = next((lexicon for tongue, lexicon in LEXICONS.items() if tongue == language), LEXICONS["en"])
    match kind:
        case "phone":
            return _all_digits(text, lexicon)
        case "spelling":
            return _all_spelled(text, lexicon)
        case "yes_no":
            return _yes_or_asked_back(text, language)
        case "date" | "time" | "number" | "name":
            return False if sounds_finished(text, language) is False else _answers(kind, text, lexicon) or None
        case "open" | "choice":
            return sounds_finished(text, language)
    return None


def answered_at_once(kind: str, text: str) -> bool:
    """Whether nothing is lost by answering such words, if they are finished, at once. Who was asked nothing in particular and
    states something mostly goes on with the next sentence."""
    return kind != "open" or text.rstrip().endswith("?")


def _yes_or_asked_back(text: str, language: str) -> bool | None:
    """More may follow a bare yes; whoever asks something instead of answering has said it all."""
    if not text:
        return None
    whole = sounds_finished(text, language)
    return whole if whole is False or text.rstrip().endswith("?") else None


def _answers(kind: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a day, a time of day, a count of people or a name with both its parts is in it. A number by itself may have
    another digit to come, and half a name the other."""
    tokens = tokenise(text)
    line = Line(with_digits(tokens, lexicon.numbers))
    match kind:
        case "name":
            names = find_names(line, text, lexicon, [], "name", compare=False)
            return any(name.value["first"] and name.value["last"] for name in names)
        case "number":
            return any(find_parties(line, lexicon, weak=weak, expecting=False) for weak in (False, True))
    wanted = _DATES if kind == "date" else _TIMES
    timing = Timing(_ANY_DAY, lexicon.day_first is not False, kind == "date", kind == "time")
    return any(found.type in wanted for found in find_moments(line, lexicon, timing, []))


def _all_digits(text: str, lexicon: Lexicon) -> bool | None:
    """A caller who has begun a number is waited for; one who says something else is not."""
    said = re.findall(
        r"\d|\boh\b", " ".join(token.text for token in with_digits(tokenise(fold(text)), lexicon.numbers))
    )
    if not said:
        return None
    if len(said) < LOCAL_DIGITS:
        return False
    return True if len(said) >= PHONE_DIGITS + (said[0] in ("0", "1", "oh")) else None


def _all_spelled(text: str, lexicon: Lexicon) -> bool | None:
    tokens = tokenise(text)
    line = Line(with_digits(tokens, lexicon.numbers))
    emails = find_emails(tokens, line, lexicon)
    if emails:
        return emails[-1].end >= len(line.text.rstrip(" .,?")) or None
    spelled, spoken = "", 0
    for token in line.tokens:
        if len(token.text) == 1 or text[token.start : token.end].isupper() or re.search(r"\d", token.text):
            spelled += re.sub(r"\W", "", token.text)
        else:
            spoken += 1
    if _WHOLE_CODE.fullmatch(spelled.upper()):
        return True
    unended = any(lexicon.email_words.get(token.text) == "@" for token in tokens)
    return False if unended or spoken < len(spelled) < SPELLED else None
