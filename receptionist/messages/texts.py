"""The words of our text messages, per language.

A text is billed and, on weak networks, torn apart by segment: 160 characters of the GSM alphabet, or 70 as soon as one
character is outside it (153 and 67 of a longer text), which Gurmukhi always is and Spanish is with á, í, ó or ú. So
the Spanish sentences do without those four where correct Spanish allows it, and all are short.
https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding

A clinic's texts do not say what the visit is for: a phone lies on tables.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from receptionist.booking.model import Booking
from receptionist.business.definition import Business, Language, Vertical, worded
from receptionist.business.opening import local
from receptionist.ids import ServiceId, VariantId

BookingNews = Literal["confirmed", "changed", "cancelled", "reminder"]

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")
"""Characters of the extension table: two places each."""

# "sab" without its accent: á is not in the alphabet above, and one such letter halves what a message holds.
_WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sab", "dom"),
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
        "reminder": "{name}: a reminder, {what}, {when}. Reply C to confirm, MOVE and a time to change it, CANCEL {code}"
        " to cancel. Or call {number}.",
    },
    "es": {
        "confirmed": "{name}: reserva hecha, {what}, {when}. Clave {code}. Para cambiarla llame al {number}, para"
        " anularla responda ANULAR {code}. Responda ALTO para no recibir textos.",
        "changed": "{name}: reserva cambiada, ahora {what}, {when}. Clave {code}. Para cambiarla llame al {number},"
        " para anularla responda ANULAR {code}.",
        "cancelled": "{name}: reserva anulada, {what}, {when}. Clave {code}. Para reservar de nuevo llame al {number}.",
        "reminder": "{name}: le recordamos {what}, {when}. Responda C para confirmar, CAMBIAR y la hora para cambiarla, o"
        " ANULAR {code}. O llame al {number}.",
    },
    "pa": {
        "confirmed": "{name}: ਬੁਕਿੰਗ ਹੋ ਗਈ, {what}, {when}. ਕੋਡ {code}. ਬਦਲਣ ਲਈ {number}, ਰੱਦ ਲਈ CANCEL {code},"
        " ਸੁਨੇਹੇ ਬੰਦ ਲਈ STOP ਭੇਜੋ.",
        "changed": "{name}: ਬੁਕਿੰਗ ਬਦਲੀ ਗਈ, ਹੁਣ {what}, {when}. ਕੋਡ {code}. ਬਦਲਣ ਲਈ {number}, ਰੱਦ ਲਈ CANCEL {code}.",
        "cancelled": "{name}: ਬੁਕਿੰਗ ਰੱਦ, {what}, {when}. ਕੋਡ {code}. ਦੁਬਾਰਾ ਬੁਕਿੰਗ ਲਈ {number}.",
        "reminder": "{name}: ਯਾਦ ਰਹੇ, {what}, {when}. ਪੱਕਾ ਕਰਨ ਲਈ C, ਰੱਦ ਲਈ CANCEL {code} ਭੇਜੋ. ਬਦਲਣ ਲਈ {number}.",
    },
}

_VISIT: dict[Language, str] = {"en": "your visit", "es": "su cita", "pa": "ਤੁਹਾਡੀ ਮੁਲਾਕਾਤ"}
_PARTY: dict[Language, str] = {"en": "{what} for {n}", "es": "{what} para {n}", "pa": "{what}, {n} ਜਣੇ"}

_DEPOSIT: dict[Language, str] = {"en": " Deposit: {link}", "es": " Pago previo: {link}", "pa": " ਪੇਸ਼ਗੀ: {link}"}

Notice = Literal[
    "cut_off", "missed", "opted_out", "opted_in", "help", "noted", "no_booking", "not_cancelled", "not_changed", "which_visit",
    "which_time", "nothing_near", "offer_ended", "offer_declined",
]  # fmt: skip
"""
    missed                         nobody took the call
    not_cancelled, not_changed     too late for that by text
    which_visit, which_time        what is still to be said before a visit can be moved
    nothing_near                   no free time near the one that was asked for
    offer_ended, offer_declined    of the waitlist
"""

_NOTICES: dict[Language, dict[Notice, str]] = {
    "en": {
        "cut_off": "{name}: sorry, our call was cut off. Please call {number} again, or reply here and we will read it."
        " Reply STOP for no more texts.",
        "missed": "{name}: sorry, we could not take your call. Please call {number} again, or reply here and we will read it."
        " Reply STOP for no more texts.",
        "opted_out": "{name}: you will get no more texts from this number. Reply START to get them again.",
        "opted_in": "{name}: you will get texts from this number again. Reply STOP to end them, HELP for help.",
        "help": "{name}: texts about your bookings. Call {number} for anything else. Reply STOP for no more texts."
        " Msg & data rates may apply.",
        "noted": "{name}: thank you, your message was passed on. This number is not read at once: call {number} if it"
        " is urgent.",
        "no_booking": "{name}: we found no booking {code} for your number. Please call {number}.",
        "not_cancelled": "{name}: booking {code} can't be cancelled by text any more. Please call {number}.",
        "not_changed": "{name}: booking {code} can't be changed by text any more. Please call {number}.",
        "which_visit": "{name}: which visit do you mean? Please write its code too, or call {number}.",
        "which_time": "{name}: for what day and time? You can write e.g. MOVE Friday 7 PM.",
        "nothing_near": "{name}: sorry, nothing is free near that time. Your visit stays as it is. Call {number} for help.",
        "offer_ended": "{name}: sorry, that place is gone. You are still on the waitlist.",
        "offer_declined": "{name}: thank you, we will ask somebody else. You are still on the waitlist.",
    },
    "es": {
        "cut_off": "{name}: disculpe, se ha cortado la llamada. Llame de nuevo al {number} o responda a este texto y lo"
        " leeremos. Responda ALTO para no recibir textos.",
        "missed": "{name}: disculpe, no pudimos atender su llamada. Llame de nuevo al {number} o responda a este texto y lo"
        " leeremos. Responda ALTO para no recibir textos.",
        "opted_out": "{name}: no le enviaremos más textos desde este número. Responda EMPEZAR para recibirlos de nuevo.",
        "opted_in": "{name}: le enviaremos textos desde este número de nuevo. Responda ALTO para terminar.",
        "help": "{name}: textos sobre sus reservas. Para cualquier otra cosa llame al {number}. Responda ALTO para no recibir"
        " textos. Pueden aplicarse tarifas de mensajes y datos.",
        "noted": "{name}: gracias, hemos pasado su mensaje. No lo leemos de inmediato: si es urgente, llame al {number}.",
        "no_booking": "{name}: no encontramos la reserva {code} a nombre de su número. Llame al {number}.",
        "not_cancelled": "{name}: la reserva {code} ya no puede anularse por texto. Llame al {number}.",
        "not_changed": "{name}: la reserva {code} ya no puede cambiarse por texto. Llame al {number}.",
        "which_visit": "{name}: ¿de qué reserva se trata? Escriba también su clave o llame al {number}.",
        "which_time": "{name}: ¿para qué fecha y hora? Por ejemplo: CAMBIAR viernes 7 pm.",
        "nothing_near": "{name}: lo sentimos, no hay nada libre cerca de esa hora. Su reserva sigue igual. Llame al {number}.",
        "offer_ended": "{name}: lo sentimos, ese lugar ya no queda libre. Sigue en la lista de espera.",
        "offer_declined": "{name}: gracias, se lo ofrecemos a otra persona. Sigue en la lista de espera.",
    },
    "pa": {
        "cut_off": "{name}: ਮਾਫ਼ ਕਰਨਾ, ਕਾਲ ਕੱਟੀ ਗਈ. {number} 'ਤੇ ਦੁਬਾਰਾ ਕਾਲ ਕਰੋ ਜਾਂ ਇੱਥੇ ਲਿਖੋ. ਸੁਨੇਹੇ ਬੰਦ ਲਈ STOP ਭੇਜੋ.",
        "missed": "{name}: ਮਾਫ਼ ਕਰਨਾ, ਅਸੀਂ ਕਾਲ ਨਹੀਂ ਲੈ ਸਕੇ. {number} 'ਤੇ ਦੁਬਾਰਾ ਕਾਲ ਕਰੋ ਜਾਂ ਇੱਥੇ ਲਿਖੋ. ਸੁਨੇਹੇ ਬੰਦ ਲਈ STOP ਭੇਜੋ.",
        "opted_out": "{name}: ਹੁਣ ਇਸ ਨੰਬਰ ਤੋਂ ਸੁਨੇਹੇ ਨਹੀਂ ਆਉਣਗੇ. ਮੁੜ ਚਾਲੂ ਕਰਨ ਲਈ START ਭੇਜੋ.",
        "opted_in": "{name}: ਇਸ ਨੰਬਰ ਤੋਂ ਸੁਨੇਹੇ ਮੁੜ ਆਉਣਗੇ. ਬੰਦ ਕਰਨ ਲਈ STOP ਭੇਜੋ.",
        "help": "{name}: ਤੁਹਾਡੀਆਂ ਬੁਕਿੰਗਾਂ ਬਾਰੇ ਸੁਨੇਹੇ. ਹੋਰ ਗੱਲ ਲਈ {number} 'ਤੇ ਕਾਲ ਕਰੋ. ਬੰਦ ਕਰਨ ਲਈ STOP ਭੇਜੋ.",
        "noted": "{name}: ਧੰਨਵਾਦ, ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਪਹੁੰਚਾ ਦਿੱਤਾ ਹੈ. ਜ਼ਰੂਰੀ ਹੋਵੇ ਤਾਂ {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
        "no_booking": "{name}: ਤੁਹਾਡੇ ਨੰਬਰ ਲਈ ਬੁਕਿੰਗ {code} ਨਹੀਂ ਮਿਲੀ. {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
        "not_cancelled": "{name}: ਬੁਕਿੰਗ {code} ਹੁਣ ਸੁਨੇਹੇ ਨਾਲ ਰੱਦ ਨਹੀਂ ਹੋ ਸਕਦੀ. {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
        "not_changed": "{name}: ਬੁਕਿੰਗ {code} ਹੁਣ ਸੁਨੇਹੇ ਨਾਲ ਬਦਲ ਨਹੀਂ ਸਕਦੀ. {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
        "which_visit": "{name}: ਕਿਹੜੀ ਬੁਕਿੰਗ? ਉਸ ਦਾ ਕੋਡ ਵੀ ਲਿਖੋ ਜਾਂ {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
        "which_time": "{name}: ਕਿਹੜੇ ਦਿਨ ਤੇ ਕਿੰਨੇ ਵਜੇ? ਜਿਵੇਂ: ਸ਼ੁੱਕਰਵਾਰ 7 ਵਜੇ.",
        "nothing_near": "{name}: ਮਾਫ਼ ਕਰਨਾ, ਉਸ ਸਮੇਂ ਨੇੜੇ ਕੁਝ ਖਾਲੀ ਨਹੀਂ. ਬੁਕਿੰਗ ਉਹੀ ਹੈ. {number} 'ਤੇ ਕਾਲ ਕਰੋ.",
        "offer_ended": "{name}: ਮਾਫ਼ ਕਰਨਾ, ਉਹ ਥਾਂ ਹੁਣ ਖਾਲੀ ਨਹੀਂ. ਤੁਸੀਂ ਉਡੀਕ ਸੂਚੀ ਵਿੱਚ ਹੋ.",
        "offer_declined": "{name}: ਧੰਨਵਾਦ, ਕਿਸੇ ਹੋਰ ਨੂੰ ਪੁੱਛਾਂਗੇ. ਤੁਸੀਂ ਉਡੀਕ ਸੂਚੀ ਵਿੱਚ ਹੋ.",
    },
}

_SURE: dict[Language, str] = {
    "en": "{name}: thank you, your visit is confirmed: {when}. See you then.",
    "es": "{name}: gracias, su visita queda confirmada: {when}. Le esperamos.",
    "pa": "{name}: ਧੰਨਵਾਦ, ਤੁਹਾਡਾ ਆਉਣਾ ਪੱਕਾ ਹੈ: {when}.",
}
Choice = Literal["free", "instead", "any"]
"""The very time is free; it is not, but others are; any of these would be what was asked for."""

_CHOICES: dict[Language, dict[Choice, str]] = {
    "en": {
        "free": "{name}: {first} is free. Reply 1 to move your visit there.",
        "instead": "{name}: we can't offer that time. Reply {choices} to move your visit.",
        "any": "{name}: reply {choices} to move your visit.",
    },
    "es": {
        "free": "{name}: {first} queda libre. Responda 1 para pasar su visita a esa hora.",
        "instead": "{name}: esa hora no es posible. Responda {choices} y cambiamos su visita.",
        "any": "{name}: responda {choices} y cambiamos su visita.",
    },
    "pa": {
        "free": "{name}: {first} ਖਾਲੀ ਹੈ. ਬਦਲਣ ਲਈ 1 ਭੇਜੋ.",
        "instead": "{name}: ਉਸ ਸਮੇਂ ਨਹੀਂ ਹੋ ਸਕਦਾ. ਬਦਲਣ ਲਈ ਭੇਜੋ {choices}.",
        "any": "{name}: ਬਦਲਣ ਲਈ ਭੇਜੋ {choices}.",
    },
}
_CHOICE: dict[Language, str] = {"en": "{n} for {when}", "es": "{n} para {when}", "pa": "{n}: {when}"}

_WAITLIST: dict[Language, str] = {
    "en": "{name}: {what}, {when}, is free now. Reply YES by {until} and it is yours, NO to let it go.",
    "es": "{name}: {what}, {when}, queda libre. Responda SI antes de las {until} y es suya, o NO.",
    "pa": "{name}: {what}, {when}, ਖਾਲੀ ਹੈ. {until} ਤੱਕ YES ਭੇਜੋ, ਨਹੀਂ ਤਾਂ NO.",
}


def booking_text(business: Business, booking: Booking, kind: BookingNews, language: Language) -> str:
    """What the customer is told of a booking, in the local time of the business. A deposit is asked for by link only."""
    said = _BOOKING[language][kind].format(
        name=business.name,
        what=_what(business, booking.service, booking.party_size, language, booking.variant),
        when=when(local(business, booking.span.start), language),
        code=booking.code,
        number=business.default_number(),
    )
    return said + _deposit(business, booking, language) if kind in ("confirmed", "changed") else said


def sure_text(business: Business, booking: Booking, language: Language) -> str:
    """To one who has answered that they will come."""
    return _SURE[language].format(name=business.name, when=when(local(business, booking.span.start), language))


def move_text(business: Business, starts: Sequence[datetime], language: Language, choice: Choice) -> str:
    """Where a visit may be moved to: one to three times, numbered."""
    said = [when(local(business, start), language) for start in starts]
    choices = ", ".join(_CHOICE[language].format(n=n, when=time) for n, time in enumerate(said, start=1))
    return _CHOICES[language][choice].format(name=business.name, first=said[0], choices=choices)


def waitlist_text(
    business: Business, service: ServiceId, party: int, start: datetime, until: datetime, language: Language
) -> str:
    """A place is free for somebody on the waitlist, until then."""
    return _WAITLIST[language].format(
        name=business.name,
        what=_what(business, service, party, language),
        when=when(local(business, start), language),
        until=_clock(local(business, until), language),
    )


def notice_text(business: Business, notice: Notice, language: Language, *, code: str = "") -> str:
    """Any other text we send. `code`: of the booking it is about."""
    said = _NOTICES[language][notice]
    return said.format(name=business.name, number=business.default_number(), code=code)


def when(at: datetime, language: Language) -> str:
    """A local date and time as short as it stays clear: "Fri Nov 27, 7:30 PM", "vie 27 nov, 7:30 pm"."""
    day, month = _WEEKDAYS[language][at.weekday()], _MONTHS[language][at.month - 1]
    date = f"{day} {month} {at.day}" if language == "en" else f"{day} {at.day} {month}"
    return f"{date}, {_clock(at, language)}"


def _clock(at: datetime, language: Language) -> str:
    half = ("am", "pm")[at.hour >= 12]
    return f"{at.hour % 12 or 12}:{at.minute:02} {half if language == 'es' else half.upper()}"


def segments(body: str) -> int:
    """How many messages the networks make of one text."""
    if all(c in _GSM or c in _GSM_TWICE for c in body):
        places = len(body) + sum(c in _GSM_TWICE for c in body)
        return 1 if places <= 160 else -(-places // 153)
    units = len(body.encode("utf-16-le")) // 2
    return 1 if units <= 70 else -(-units // 67)


def _deposit(business: Business, booking: Booking, language: Language) -> str:
    policies = business.policies
    asked = policies.deposit_from_party is not None and booking.party_size >= policies.deposit_from_party
    return _DEPOSIT[language].format(link=policies.deposit_link) if asked and policies.deposit_link else ""


def _what(business: Business, of: ServiceId, party: int, language: Language, option: VariantId = VariantId("")) -> str:
    service = business.service(of)
    if business.vertical is Vertical.CLINIC or service is None:
        return _VISIT[language]
    chosen = next((one for one in service.variants if one.id == option), None)
    what = worded(service.name if chosen is None else {**service.name, **chosen.name}, language)
    if party == 1 and business.vertical is not Vertical.RESTAURANT:
        return what
    return _PARTY[language].format(what=what, n=party)
