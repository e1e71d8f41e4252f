"""From acts to words. A language that lacks a wording borrows the English one, and says so in `Said.language`."""

from collections import defaultdict
from datetime import date

from receptionist.business.definition import Business, Language
from receptionist.conversation.reply import Said
from receptionist.conversation.wording.en import ENGLISH
from receptionist.conversation.wording.es import SPANISH
from receptionist.conversation.wording.pa import PUNJABI
from receptionist.conversation.wording.tongue import Saying, Tongue
from receptionist.conversation.working import Act

TONGUES: dict[Language, Tongue] = {"en": ENGLISH, "es": SPANISH, "pa": PUNJABI}

FIXED = frozenset(
    {
        "sorry",
        "still_there",
        "use_keys",
        "use_keys_or_person",
        "close_silence",
        "person_no_answer",
        "anything_else",
        "resumed",
    }
)
"""Acts whose sound may be kept: their words do not depend on the call."""


def word(acts: tuple[Act, ...], language: Language, business: Business, today: date) -> tuple[Said, ...]:
    """One Said per act, in order."""
    return tuple(said for act in acts if (said := word_act(act, language, business, today)).text)


def word_act(act: Act, language: Language, business: Business, today: date) -> Said:
    """The act in words. Raises KeyError for an act that no language has words for: a fault of the program."""
    tongue = TONGUES[language]
    if act.name not in tongue.templates and act.name not in tongue.composed:
        tongue = ENGLISH
    saying = Saying(tongue, business.said_name(), business.currency, today)
    composed = tongue.composed.get(act.name)
    if composed is not None:
        text = composed(saying, act.args, act.variant)
    else:
        wordings = tongue.templates[act.name]
        told = defaultdict(
            str, {name: saying.tell(value) for name, value in act.args.items()}, business=saying.business_name
        )
        text = wordings[min(act.variant, len(wordings) - 1)].format_map(told)
    return Said(_tidy(text), tongue.language, fixed=act.name in FIXED)


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]
