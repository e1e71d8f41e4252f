"""The words of our text messages, per language.

A text is billed and, on weak networks, torn apart by segment: 160 characters of the GSM alphabet, or 70 as soon as one
character is outside it (153 and 67 of a longer text), which Gurmukhi always is and Spanish is with á, í, ó or ú. So
the Spanish sentences do without those four where correct Spanish allows it, and all are short.
https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding

A clinic's texts do not say what the visit is for: a phone lies on tables.
"""

from datetime import datetime
from typing import Literal

from receptionist.booking.model import Booking
from receptionist.business.definition import Business, Language, Vertical, worded
from receptionist.business.opening import local

BookingNews = Literal["confirmed", "changed", "cancelled", "reminder"]

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")
"""Characters of the extension table: two places each."""

_WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    "pa": ("ਸੋਮ", "ਮੰਗਲ", "ਬੁੱਧ", "ਵੀਰ", "ਸ਼ੁੱਕਰ", "ਸ਼ਨੀ", "ਐਤ"),
}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    "pa": ("ਜਨ", "ਫ਼ਰ", "ਮਾਰਚ", "ਅਪ੍ਰੈ", "ਮਈ", "ਜੂਨ", "ਜੁਲਾ", "ਅਗ", "ਸਤੰ", "ਅਕਤੂ", "ਨਵੰ", "ਦਸੰ"),
}

_BOOKING: dict[Language, dict[BookingNews, str]] = {
    "en": {
        "confirmed": "{name}: booked, {what}, {when}. Code {code}. To change it call {number}, to cancel reply"
        " CANCEL {code}. Reply STOP for no more texts.",
        "changed": "{name}: changed, now {what}, {when}. Code {code}. To change it call {number}, to cancel reply"
        " CANCEL {code}.",
        "cancelled": "{name}: cancelled, {what}, {when}. Code {code}. To book again call {number}.",
        "reminder": "{name}: a reminder, {what}, {when}. Code {code}. To change it call {number}, to cancel reply"
        " CANCEL {code}.",
    },
    "es": {
        "confirmed": "{name}: reserva hecha, {what}, {when}. Clave {code}. Para cambiarla llame al {number}, para"
        " anularla responda ANULAR {code}. Responda ALTO para no recibir textos.",
        "changed": "{name}: reserva cambiada, ahora {what}, {when}. Clave {code}. Para cambiarla llame al {number},"
        " para anularla responda ANULAR {code}.",
        "cancelled": "{name}: reserva anulada, {what}, {when}. Clave {code}. Para reservar de nuevo llame al {number}.",
        "reminder": "{name}: le recordamos {what}, {when}. Clave {code}. Para cambiarla llame al {number}, para"
        " anularla responda ANULAR {code}.",
    },
    "pa": {
        "confirmed": "{name}: ਬੁਕਿੰਗ ਹੋ ਗਈ, {what}, {when}. ਕੋਡ {code}. ਬਦਲਣ ਲਈ {number}, ਰੱਦ ਲਈ CANCEL {code},"
        " ਸੁਨੇਹੇ ਬੰਦ ਲਈ STOP ਭੇਜੋ.",
        "changed": "{name}: ਬੁਕਿੰਗ ਬਦਲੀ ਗਈ, ਹੁਣ {what}, {when}. ਕੋਡ {code}. ਬਦਲਣ ਲਈ {number}, ਰੱਦ ਲਈ CANCEL {code}.",
        "cancelled": "{name}: ਬੁਕਿੰਗ ਰੱਦ, {what}, {when}. ਕੋਡ {code}. ਦੁਬਾਰਾ ਬੁਕਿੰਗ ਲਈ {number}.",
        "reminder": "{name}: ਯਾਦ ਕਰਵਾ ਰਹੇ ਹਾਂ, {what}, {when}. ਕੋਡ {code}. ਬਦਲਣ ਲਈ {number}, ਰੱਦ ਲਈ CANCEL {code}.",
    },
}

_VISIT: dict[Language, str] = {"en": "your visit", "es": "su cita", "pa": "ਤੁਹਾਡੀ ਮੁਲਾਕਾਤ"}
_PARTY: dict[Language, str] = {"en": "{what} for {n}", "es": "{what} para {n}", "pa": "{what}, {n} ਜਣੇ"}

Notice = Literal["cut_off", "opted_out", "opted_in", "help", "noted", "no_booking", "not_cancelled"]

_NOTICES: dict[Language, dict[Notice, str]] = {
    "en": {
        "cut_off": "{name}: sorry, our call was cut off. Please call {number} again, or reply here and we will read it."
        " Reply STOP for no more texts.",
        "opted_out": "{name}: you will get no more texts from this number. Reply START to get them again.",
        "opted_in": "{name}: you will get texts from this number again. Reply STOP to end them, HELP for help.",
        "help": "{name}: texts about your bookings. Call {number} for anything else. Reply STOP for no more texts."
        " Msg & data rates may apply.",
        "noted": "{name}: thank you, your message was passed on. This number is not read at once: call {number} if it"
        " is urgent.",
        "no_booking": "{name}: we found no booking {code} for your number. Please call {number}.",
        "not_cancelled": "{name}: booking {code} can't be cancelled by text any more. Please call {number}.",
    },
    "es": {
        "cut_off": "{name}: disculpe, se ha cortado la llamada. Llame de nuevo al {number} o responda a este texto y lo"
        " leeremos. Responda ALTO para no recibir textos.",
        "opted_out": "{name}: no le enviaremos más textos desde este número. Responda EMPEZAR para recibirlos de nuevo.",
        "opted_in": "{name}: le enviaremos textos desde este número de nuevo. Responda ALTO para terminar.",
        "help": "{name}: textos sobre sus reservas. Para cualquier otra cosa llame al {number}. Responda ALTO para no recibir"
        " textos. Pueden aplicarse tarifas de mensajes y datos.",
        "noted": "{name}: gracias, hemos pasado su mensaje. No lo leemos de inmediato: si es urgente, llame al {number}.",
        "no_booking": "{name}: no encontramos la reserva {code} a nombre de su número. Llame al {number}.",
        "not_cancelled": "{name}: la reserva {code} ya no puede anularse por texto. Llame al {number}.",
    },
    "pa": {
        "cut_off": "{name}: ਮਾਫ਼ ਕਰਨਾ, ਕਾਲ ਕੱਟੀ ਗਈ. {number} 'ਤੇ ਦੁਬਾਰਾ ਕਾਲ ਕਰੋ ਜਾਂ ਇੱਥੇ ਲਿਖੋ. ਸੁਨੇਹੇ ਬੰਦ ਲਈ STOP ਭੇਜੋ.",
        "opted_out": "{name}: ਹੁਣ ਇਸ ਨੰਬਰ ਤੋਂ ਸੁਨੇਹੇ ਨਹੀਂ ਆਉਣਗੇ. ਮੁੜ ਚਾਲੂ ਕਰਨ ਲਈ START ਭੇਜੋ.",
        "opted_in": "{name}: ਇਸ ਨੰਬਰ ਤੋਂ ਸੁਨੇਹੇ ਮੁੜ ਆਉਣਗੇ. ਬੰਦ ਕਰਨ ਲਈ STOP ਭੇਜੋ.",
        "help": "{name}: ਤੁਹਾਡੀਆਂ ਬੁਕਿੰਗਾਂ ਬਾਰੇ ਸੁਨੇਹੇ. ਹੋਰ ਗੱਲ ਲਈ {number} 'ਤੇ ਕਾਲ ਕਰੋ. ਬੰਦ ਕਰਨ ਲਈ STOP ਭੇਜੋ.",
        "noted": "{name}: ਧੰਨਵਾਦ, ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਪਹੁੰਚਾ ਦਿੱਤਾ ਹੈ. ਜ਼ਰੂਰੀ ਹੋਵੇ ਤਾਂ {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
        "no_booking": "{name}: ਤੁਹਾਡੇ ਨੰਬਰ ਲਈ ਬੁਕਿੰਗ {code} ਨਹੀਂ ਮਿਲੀ. {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
        "not_cancelled": "{name}: ਬੁਕਿੰਗ {code} ਹੁਣ ਸੁਨੇਹੇ ਨਾਲ ਰੱਦ ਨਹੀਂ ਹੋ ਸਕਦੀ. {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
    },
}


def booking_text(business: Business, booking: Booking, kind: BookingNews, language: Language) -> str:
    """What the customer is told of a booking, in the local time of the business."""
    return _BOOKING[language][kind].format(
        name=business.name,
        what=_what(business, booking, language),
        when=when(local(business, booking.span.start), language),
        code=booking.code,
        number=business.default_number(),
    )


def notice_text(business: Business, notice: Notice, language: Language, *, code: str = "") -> str:
    """Any other text we send. `code`: of the booking it is about."""
    said = _NOTICES[language][notice]
    return said.format(name=business.name, number=business.default_number(), code=code)


def when(at: datetime, language: Language) -> str:
    """A local date and time as short as it stays clear: "Fri Nov 27, 7:30 PM", "vie 27 nov, 7:30 pm"."""
    hour, half = at.hour % 12 or 12, ("am", "pm")[at.hour >= 12]
    day, month = _WEEKDAYS[language][at.weekday()], _MONTHS[language][at.month - 1]
    if language == "en":
        return f"{day} {month} {at.day}, {hour}:{at.minute:02} {half.upper()}"
    if language == "es":
        return f"{day} {at.day} {month}, {hour}:{at.minute:02} {half}"
    return f"{day} {at.day} {month}, {hour}:{at.minute:02} {half.upper()}"


def segments(body: str) -> int:
    """How many messages the networks make of one text."""
    if all(c in _GSM or c in _GSM_TWICE for c in body):
        places = len(body) + sum(c in _GSM_TWICE for c in body)
        return 1 if places <= 160 else -(-places // 153)
    units = len(body.encode("utf-16-le")) // 2
    return 1 if units <= 70 else -(-units // 67)


def _what(business: Business, booking: Booking, language: Language) -> str:
    service = business.service(booking.service)
    if business.vertical is Vertical.CLINIC or service is None:
        return _VISIT[language]
    what = worded(service.name, language)
    if booking.party_size == 1 and business.vertical is not Vertical.RESTAURANT:
        return what
    return _PARTY[language].format(what=what, n=booking.party_size)
