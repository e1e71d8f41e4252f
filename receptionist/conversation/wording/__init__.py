"""From acts to words, in the language of the call and, where a business has its own, in the business's."""

from datetime import date

from receptionist.business.definition import Business, Language, worded
from receptionist.conversation.reply import Said
from receptionist.conversation.wording.en import ENGLISH
from receptionist.conversation.wording.es import SPANISH
from receptionist.conversation.wording.own import ONLY_REVIEWED, own_words, reviewed
from receptionist.conversation.wording.pa import PUNJABI
from receptionist.conversation.wording.told import sentence_of, told
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
        "handed_back",
    }
)
"""Acts whose sound may be kept: their words do not depend on the call."""


def word(acts: tuple[Act, ...], language: Language, business: Business, today: date) -> tuple[Said, ...]:
    """One Said per act, in order."""
    return tuple(said for act in acts if (said := word_act(act, language, business, today)).text)


def word_act(act: Act, language: Language, business: Business, today: date) -> Said:
    """The act in words. Raises KeyError for an act that no language has words for: a fault of the program."""
    tongue = TONGUES.get(act.args.get("in_language", language), TONGUES[language])
    sentence = _sentence(act, tongue)
    if sentence is None:
        tongue = ENGLISH
        sentence = _sentence(act, tongue) or act.name
    saying = Saying(tongue, business.said_name(), business.currency, today)
    if sentence in tongue.composed:
        text = tongue.composed[sentence](saying, act.args, act.variant)
    else:
        text = _wording(business, tongue, sentence, act.variant).format_map(told(saying, act.args))
    return Said(
        _tidy(text),
        _spoken(act, tongue.language),
        fixed=act.name in FIXED,
        by="us" if act.name != "fact" else "model" if act.args.get("by") == "model" else "business",
    )


def _wording(business: Business, tongue: Tongue, sentence: str, times: int) -> str:
    """Ours or the business's. `times`: how often it was said in vain."""
    variant = min(times, len(tongue.templates[sentence]) - 1)
    text = own_words(business, tongue, sentence, variant) or tongue.templates[sentence][variant]
    if sentence in ONLY_REVIEWED and not reviewed(business, tongue, sentence, variant, text):
        return tongue.templates[f"{sentence}_number"][0]
    return text


def _sentence(act: Act, tongue: Tongue) -> str | None:
    """In the manner that was asked for, if the tongue has such a sentence; else as ever. None: not in this tongue."""
    plain = sentence_of(act.name, act.args)
    return next((one for one in (f"{act.name}.{act.manner}", plain, act.name) if tongue.says(one)), None)


def _spoken(act: Act, language: Language) -> Language:
    """A fact of the business's that is not written in the language of the call is read out in one it is written in."""
    text = act.args.get("text")
    if act.name != "fact" or not isinstance(text, dict) or text.get(language) or not text:
        return language
    return next((code for code in ("en", *text) if text.get(code) == worded(text, language)), language)


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]
