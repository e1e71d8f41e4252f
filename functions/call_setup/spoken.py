"""The few sentences the carrier's own voice says when ours cannot."""

from receptionist.adapters.twilio import twiml
from receptionist.adapters.twilio.fallback import SORRY
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
_PLEASE_WAIT = {
    "en": "Thank you for calling {name}. All our lines are busy just now. Please stay on the line.",
    "es": "Gracias por llamar a {name}. En este momento todas nuestras líneas están ocupadas. Por favor, no cuelgue.",
    "pa": "{name} ਨੂੰ ਕਾਲ ਕਰਨ ਲਈ ਧੰਨਵਾਦ। ਇਸ ਵੇਲੇ ਸਾਡੀਆਂ ਸਾਰੀਆਂ ਲਾਈਨਾਂ ਰੁੱਝੀਆਂ ਹਨ। ਕਿਰਪਾ ਕਰਕੇ ਲਾਈਨ 'ਤੇ ਰਹੋ।",
}
_STILL_WAITING = {
    "en": "Thank you for waiting. We will be with you as soon as a line is free.",
    "es": "Gracias por esperar. Le atenderemos en cuanto quede una línea libre.",
    "pa": "ਉਡੀਕ ਕਰਨ ਲਈ ਧੰਨਵਾਦ। ਲਾਈਨ ਖਾਲੀ ਹੁੰਦੇ ਹੀ ਅਸੀਂ ਤੁਹਾਡੇ ਨਾਲ ਗੱਲ ਕਰਾਂਗੇ।",
}
_BUSY_SO_A_PERSON = {
    "en": "All our lines are still busy. I'm putting you through to a person.",
    "es": "Todas nuestras líneas siguen ocupadas. Le paso con una persona.",
    "pa": "ਸਾਡੀਆਂ ਸਾਰੀਆਂ ਲਾਈਨਾਂ ਅਜੇ ਵੀ ਰੁੱਝੀਆਂ ਹਨ। ਮੈਂ ਤੁਹਾਡੀ ਗੱਲ ਕਿਸੇ ਵਿਅਕਤੀ ਨਾਲ ਕਰਵਾ ਰਹੀ ਹਾਂ।",
}
_BUSY_SO_A_MESSAGE = {
    "en": "I'm sorry, all our lines are still busy. Please leave your name, your number and your message after the tone,"
    " and {name} will call you back.",
    "es": "Disculpe, todas nuestras líneas siguen ocupadas. Deje su nombre, su número y su mensaje después de la señal y"
    " {name} le llamará.",
    "pa": "ਮਾਫ਼ ਕਰਨਾ, ਸਾਡੀਆਂ ਸਾਰੀਆਂ ਲਾਈਨਾਂ ਅਜੇ ਵੀ ਰੁੱਝੀਆਂ ਹਨ। ਬੀਪ ਤੋਂ ਬਾਅਦ ਆਪਣਾ ਨਾਮ, ਨੰਬਰ ਅਤੇ ਸੁਨੇਹਾ ਛੱਡੋ, {name} ਤੁਹਾਨੂੰ ਕਾਲ ਕਰਨਗੇ।",
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


def please_wait(language: str, business: Business, tried: int) -> Sentence:
    """To a caller for whom every line is busy; `tried`: how often they have heard so."""
    return _named(_STILL_WAITING if tried else _PLEASE_WAIT, language, business)


def putting_through(language: str, *, busy: bool = False) -> tuple[Sentence, ...]:
    return (_sentence(_BUSY_SO_A_PERSON if busy else _PUTTING_THROUGH, language),)


def after_the_tone(language: str, business: Business | None, *, busy: bool = False) -> Sentence:
    return _named(_BUSY_SO_A_MESSAGE if busy else _AFTER_THE_TONE, language, business)


def _named(said: dict[str, str], language: str, business: Business | None) -> Sentence:
    sentence = _sentence(said, language)
    return Sentence(sentence.text.format(name=business.said_name() if business else "the team"), sentence.language)


def one_more_try(then: str) -> str:
    """For a caller whose business cannot be read: two seconds may be enough."""
    return twiml.wait(Sentence("One moment, please.", "en"), then=then, pause_s=1)


def sorry(after: str) -> str:
    """For every caller, when nothing of ours can be read: an apology and a voicemail."""
    return twiml.take_voicemail(*SORRY, after=after)


def _sentence(said: dict[str, str], language: str) -> Sentence:
    spoken = language if language in said else "en"
    return Sentence(said[spoken], spoken)
