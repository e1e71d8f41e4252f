"""The few sentences the carrier's own voice says when ours cannot."""

from receptionist.adapters.twilio import twiml
from receptionist.adapters.twilio.twiml import Sentence
from receptionist.business.definition import Business
from receptionist.calls.transfer import Transfer

_PUTTING_THROUGH = {
    "en": "I'm sorry, we have a technical problem. I'm putting you through to a person.",
    "es": "Disculpe, tenemos un problema técnico. Le paso con una persona.",
    "pa": "ਮਾਫ਼ ਕਰਨਾ, ਸਾਡੇ ਕੋਲ ਤਕਨੀਕੀ ਸਮੱਸਿਆ ਹੈ। ਮੈਂ ਤੁਹਾਡੀ ਗੱਲ ਕਿਸੇ ਵਿਅਕਤੀ ਨਾਲ ਕਰਵਾ ਰਹੀ ਹਾਂ।",
}
_ONE_MOMENT = {"en": "One moment, please.", "es": "Un momento, por favor.", "pa": "ਇੱਕ ਮਿੰਟ ਜੀ।"}
_TOO_MANY = {
    "en": "I'm sorry, we are getting a great many calls just now. Please call again in a few minutes. Goodbye.",
    "es": "Disculpe, en este momento recibimos muchísimas llamadas. Por favor, llame de nuevo en unos minutos. Adiós.",
    "pa": "ਮਾਫ਼ ਕਰਨਾ, ਇਸ ਵੇਲੇ ਬਹੁਤ ਸਾਰੀਆਂ ਕਾਲਾਂ ਆ ਰਹੀਆਂ ਹਨ। ਕਿਰਪਾ ਕਰਕੇ ਕੁਝ ਮਿੰਟਾਂ ਬਾਅਦ ਦੁਬਾਰਾ ਕਾਲ ਕਰੋ। ਧੰਨਵਾਦ।",
}
_AFTER_THE_TONE = {
    "en": "I'm sorry, we have a technical problem and can't go on with this call. Please leave your name, your number"
    " and your message after the tone, and {name} will call you back.",
    "es": "Disculpe, tenemos un problema técnico y no podemos seguir con la llamada. Deje su nombre, su número y su"
    " mensaje después de la señal y {name} le llamará.",
    "pa": "ਮਾਫ਼ ਕਰਨਾ, ਤਕਨੀਕੀ ਸਮੱਸਿਆ ਕਰਕੇ ਅਸੀਂ ਗੱਲ ਜਾਰੀ ਨਹੀਂ ਰੱਖ ਸਕਦੇ। ਬੀਪ ਤੋਂ ਬਾਅਦ ਆਪਣਾ ਨਾਮ, ਨੰਬਰ ਅਤੇ ਸੁਨੇਹਾ ਛੱਡੋ,"
    " {name} ਤੁਹਾਨੂੰ ਕਾਲ ਕਰਨਗੇ।",
}


_CALL_FOR = {
    "en": ("A call for {label}.", "Press 1 to take it."),
    "es": ("Llamada para {label}.", "Pulse 1 para atenderla."),
    "pa": ("{label} ਲਈ ਕਾਲ।", "ਲੈਣ ਲਈ 1 ਦਬਾਓ।"),
}
_A_CALL = {"en": "A call for you.", "es": "Tiene una llamada.", "pa": "ਤੁਹਾਡੇ ਲਈ ਕਾਲ।"}


def who_is_calling(transfer: Transfer) -> tuple[Sentence, ...]:
    """For the person who has picked up: for whom it is, who is calling and why, and the key; the key again, for whoever
    picked up late."""
    language = transfer.language if transfer.language in _CALL_FOR else "en"
    for_whom, key = _CALL_FOR[language]
    opening = for_whom.format(label=transfer.label) if transfer.label else _A_CALL[language]
    said = (opening, transfer.summary, key, transfer.summary, key)
    return tuple(Sentence(text, language) for text in said if text)


def nobody_here() -> str:
    """For a number that is no business's."""
    return twiml.hang_up(
        Sentence("I'm sorry, nobody can be reached at this number. Please check it and call again. Goodbye.", "en")
    )


def too_many(language: str) -> str:
    """For whoever calls more often than the business takes."""
    return twiml.hang_up(_sentence(_TOO_MANY, language))


def one_moment(language: str) -> tuple[Sentence, ...]:
    return (_sentence(_ONE_MOMENT, language),)


def putting_through(language: str) -> tuple[Sentence, ...]:
    return (_sentence(_PUTTING_THROUGH, language),)


def after_the_tone(language: str, business: Business | None) -> Sentence:
    said = _sentence(_AFTER_THE_TONE, language)
    return Sentence(said.text.format(name=business.said_name() if business else "the team"), said.language)


def sorry(after: str) -> str:
    """For every caller, when nothing of ours can be read: an apology and a voicemail."""
    return twiml.take_voicemail(
        Sentence(
            "I'm sorry, we have a technical problem and can't take your call right now."
            " Please leave your name, your number and your message after the tone, or call again later.",
            "en",
        ),
        Sentence("Disculpe, tenemos un problema técnico. Deje su mensaje después de la señal.", "es"),
        after=after,
    )


def _sentence(said: dict[str, str], language: str) -> Sentence:
    spoken = language if language in said else "en"
    return Sentence(said[spoken], spoken)
