"""Spanish, as spoken to strangers: usted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from receptionist.conversation.visits import Visit
from receptionist.conversation.wording.tongue import Saying, Tongue, spelled

_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_NUMBERS = ("cero", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce")


def _number(value: int) -> str:
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)


def _day(day: date, today: date) -> str:
    full = f"{_DAYS[day.weekday()]} {day.day} de {_MONTHS[day.month - 1]}"
    return {0: "hoy", 1: f"mañana, {full}"}.get((day - today).days, f"el {full}")


def _clock(at: time) -> str:
    if (at.hour, at.minute) == (12, 0):
        return "las doce del mediodía"
    if (at.hour, at.minute) == (0, 0):
        return "la medianoche"
    hour = at.hour % 12 or 12
    part = "de la mañana" if at.hour < 12 else "de la tarde" if at.hour < 20 else "de la noche"
    minutes = {0: "", 15: " y cuarto", 30: " y media"}.get(at.minute, f" y {at.minute}")
    return f"{'la' if hour == 1 else 'las'} {_number(hour)}{minutes} {part}"


def _at(at: time) -> str:
    return f"a {_clock(at)}"


def _moment(at: datetime, today: date) -> str:
    if at.date() == today and at.hour >= 20:
        return f"esta noche {_at(at.time()).removesuffix(' de la noche')}"
    return f"{_day(at.date(), today)} {_at(at.time())}"


def _visit(saying: Saying, visit: Visit) -> str:
    people = "una persona" if visit.party == 1 else f"{_number(visit.party or 0)} personas"
    party = f" para {people}" if visit.party else ""
    staff = f" con {visit.staff}" if visit.staff else ""
    return f"{saying.text(visit.service) or 'una visita'}{party}{staff}, {_moment(visit.start, saying.today)}"


def _money(amount: Decimal, currency: str) -> str:
    name = {"USD": "dólares", "CAD": "dólares", "EUR": "euros", "GBP": "libras"}.get(currency, currency)
    whole, cents = divmod(int(amount * 100), 100)
    return f"{whole} {name}" + (f" con {cents}" if cents else "")


def _joined(parts: Sequence[str], either: bool) -> str:
    if len(parts) < 2:
        return "".join(parts)
    last = parts[-1].lower()
    word = ("u" if last.startswith(("o", "ho")) else "o") if either else ("e" if last.startswith(("i", "hi")) else "y")
    comma = ";" if any("," in part for part in parts) else ","
    return f"{f'{comma} '.join(parts[:-1])} {word} {parts[-1]}"


def _greeting(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    recording = {
        "notice": " Esta llamada se graba; dígame si prefiere que no.",
        "ask": " ¿Puedo grabar esta llamada? Puede decir que no y seguimos igual.",
    }.get(args["recording"], "")
    return f"Hola, le habla {args['assistant']}, la asistente de inteligencia artificial de {saying.business_name}.{recording}"


def _sittings(sittings: Sequence[tuple[time, time]]) -> str:
    return _joined([f"de {_clock(opens)} a {_clock(closes)}" for opens, closes in sittings], False)


def _closed(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    day = _day(args["day"], saying.today)
    if not args["sittings"]:
        return f"Lo siento, {day} está cerrado."
    return f"Lo siento, {day} {_at(args['clock'])} no atendemos; abrimos {_sittings(args['sittings'])}."


def _full(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    visit = _visit(saying, args["visit"])
    return f"Lo siento, no tengo nada libre: {visit}."


def _offer_times(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    lead = "Otra vez, tengo" if variant else "Tengo" if args["as_wished"] else "Lo más cercano que tengo es"
    return f"{lead}: {saying.times(args['options'])}. ¿Cuál prefiere?"


def _confirm_book(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    name = f", a nombre de {args['name']}" if args["name"] else ""
    notes = f", con una nota: {args['notes']}" if args["notes"] else ""
    return f"{'Entonces' if not variant else 'Otra vez'}: {_visit(saying, args['visit'])}{name}{notes}. ¿Lo reservo?"


def _code(args: Mapping[str, Any]) -> str:
    code = spelled(args["code"])
    return f"Su código es {code}." if args.get("texted") else f"Su código es {code}. Lo repito: {code}."


def _booked(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " Le envío un mensaje de texto con los detalles." if args["texted"] else ""
    return f"Listo, su reserva está confirmada: {_visit(saying, args['visit'])}.{text} {_code(args)}"


def _changed(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " Le envío un mensaje de texto con el cambio." if args["texted"] else f" {_code(args)}"
    return f"Listo, su reserva está cambiada: {_visit(saying, args['visit'])}.{text}"


def _cancelled(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " Le envío un mensaje de texto." if args["texted"] else ""
    return f"Su reserva está cancelada: {_visit(saying, args['visit'])}.{text}"


def _which_booking(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    return f"Veo más de una: {_joined([_visit(saying, visit) for visit in args['visits']], True)}. ¿Cuál es?"


def _hours_day(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    day = _day(args["day"], saying.today)
    return f"{day} está cerrado." if not args["sittings"] else f"{day} abrimos {_sittings(args['sittings'])}."


def _hours_week(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    week = {(args["first"].weekday() + n) % 7: sittings for n, sittings in enumerate(args["week"])}
    groups: list[tuple[list[int], Any]] = []
    for n in range(7):
        if groups and groups[-1][1] == week[n]:
            groups[-1][0].append(n)
        else:
            groups.append(([n], week[n]))
    said = [
        f"{_DAYS[days[0]] if len(days) == 1 else f'de {_DAYS[days[0]]} a {_DAYS[days[-1]]}'} {'cerrado' if not sittings else _sittings(sittings)}"
        for days, sittings in groups
    ]
    return f"Abrimos así: {'; '.join(said)}."


def _items(saying: Saying, items: Sequence[Any]) -> str:
    names = [saying.text(item.name) for item in items]
    return _joined(names, False) if len(names) <= 6 else f"{', '.join(names[:6])} y {len(names) - 6} más"


def _allergy(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    what = saying.terms(args["allergens"], either=True)
    parts = [
        f"Estos contienen {what}: {_items(saying, args['containing'])}."
        if args["containing"]
        else f"Ninguna receta nuestra lleva {what}."
    ]
    if args["doubtful"]:
        parts.append(f"Pueden contener, o no lo sabemos: {_items(saying, args['doubtful'])}.")
    return " ".join(parts)


def _diet(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    diet = saying.term(args["diet"])
    if not args["items"]:
        return f"No tenemos nada marcado como {diet} en la carta."
    return f"Sí, como platos {diet} tenemos: {_items(saying, args['items'])}."


def _dish_allergens(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    contains = (
        f"contiene {saying.terms(args['contains'])}"
        if args["contains"]
        else "no lleva en su receta ningún alérgeno principal"
    )
    doubt = f", y puede contener {saying.terms(args['doubtful'], either=True)}" if args["doubtful"] else ""
    return f"El plato {saying.text(args['item'])} {contains}{doubt}."


def _price_service(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    parts = [
        f"{saying.text(name)} cuesta {'desde ' if from_ else ''}{saying.tell(price)}"
        for name, price, from_ in args["services"]
    ]
    return _joined(parts, False) + "."


def _ask_service(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    names = _joined([saying.text(name) for name in args["services"]], True)
    return "¿Para qué desea la cita?" if variant == 0 else f"¿Qué le reservo: {names}?"


def _about_dish(words: str) -> Any:
    return lambda saying, args, variant: words.format(
        item=saying.text(args["item"]),
        what=saying.terms(args["allergens"], either=True) if "allergens" in args else saying.term(args["diet"]),
    )


def _choose_from(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    names = saying.tongue.joined([saying.tell(name) for name in args["choices"]], True)
    return f"Elija, por favor: {names}."


def _confirm_own(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    lines = "; ".join(f"{saying.tell(label)}: {saying.tell(value)}" for label, value in args["lines"])
    return f"{saying.tell(args['name'])}. {lines}. ¿Es correcto?"


SPANISH = Tongue(
    language="es",
    day=_day, clock=_clock, moment=_moment, visit=_visit, money=_money, joined=_joined, number=_number,
    terms={
        "milk": "leche", "egg": "huevo", "fish": "pescado", "shellfish": "mariscos", "tree_nuts": "frutos secos",
        "peanut": "cacahuetes", "wheat": "trigo", "soy": "soja", "sesame": "sésamo", "gluten": "gluten", "mustard": "mostaza",
        "celery": "apio", "sulphites": "sulfitos", "lupin": "altramuces", "molluscs": "moluscos", "vegan": "veganos",
        "vegetarian": "vegetarianos", "halal": "halal", "gluten_free_recipe": "sin gluten en la receta",
        "dairy_free_recipe": "sin lácteos en la receta", "en": "inglés", "es": "español", "pa": "punyabí",
        "starters": "entrantes", "mains": "platos principales", "sides": "acompañamientos", "desserts": "postres",
    },
    composed={
        "choose_from": _choose_from,
        "confirm_own": _confirm_own,
        "greeting": _greeting, "cannot_closed": _closed, "cannot_slot_taken": _full, "offer_times": _offer_times,
        "confirm_book": _confirm_book, "booked": _booked, "changed": _changed, "cancelled": _cancelled,
        "which_booking": _which_booking, "hours_day": _hours_day, "hours_week": _hours_week, "allergy": _allergy, "diet": _diet,
        "dish_allergens": _dish_allergens, "price_service": _price_service, "ask_service": _ask_service,
        "dish": lambda saying, args, variant: f"{saying.text(args['item'])}, {saying.tell(args['price'])}.",
        "price_dish": lambda saying, args, variant: _joined([f"{saying.text(n)} cuesta {saying.tell(p)}" for n, p in args["items"]], False) + ".",
        "services": lambda saying, args, variant: f"Ofrecemos {_joined([saying.text(name) for name in args['services']], False)}.",
        "languages": lambda saying, args, variant: f"Hablo {saying.terms(args['languages'])}.",
        "language_not_spoken": lambda saying, args, variant: f"Hablo {saying.terms(args['languages'])}.",
        "offer_time": lambda saying, args, variant: f"Podría darle {saying.tell(args['options'][0])}. ¿Le viene bien?",
        "this_booking": lambda saying, args, variant: f"Tengo {saying.tell(args['visits'][0])}. ¿Es esa?",
        "booking_is": lambda saying, args, variant: f"Tengo {saying.tell(args['visit'])}, a nombre de {args['visit'].name}. El código es {spelled(args['code'])}.",
        "menu": lambda saying, args, variant: f"De nuestros {saying.term(args['section'])}: {_items(saying, args['items'])}.",
        "dish_contains": _about_dish("El plato {item} contiene {what}."),
        "dish_may_contain": _about_dish("El plato {item} puede contener {what}."),
        "dish_unknown": _about_dish("No sé si el plato {item} contiene {what}."),
        "dish_not_listed": _about_dish("La receta de {item} no lleva {what}."),
        "dish_suits": _about_dish("Sí, {item} está entre los platos {what}."),
        "dish_suits_not": _about_dish("No, {item} no está entre los platos {what}."),
    },
    templates={
        "how_can_i_help": ("¿En qué puedo ayudarle?",),
        "hello": ("¡Hola! ¿En qué puedo ayudarle?",),
        "again": ("{text}",),
        "robot": ("Sí, soy {assistant}, una asistente de inteligencia artificial, no una persona. Si quiere, le paso con una persona.",),
        "recording_is": ("Las llamadas pueden grabarse, y puede decirme que no.",),
        "recording_agreed": ("Gracias.",),
        "not_recorded": ("Por supuesto, esta llamada no se grabará.",),
        "language_changed": ("Claro, podemos hablar en español.",),
        "what_can_i_do": ("¿En qué puedo ayudarle?", "Puedo hacer, cambiar o cancelar una reserva, responder preguntas o tomar un mensaje. ¿Qué desea?",
            "Pulse 1 para reservar, 2 para cambiar una reserva, 3 para cancelarla, 4 para dejar un mensaje."),
        "anything_else": ("¿Puedo ayudarle en algo más?",),
        "back_to": ("Volvamos a lo nuestro.",),
        "all_right": ("De acuerdo.",),
        "welcome": ("De nada.",),
        "welcome_goodbye": ("De nada. ¡Hasta luego!",),
        "goodbye": ("Gracias por llamar a {business}. ¡Hasta luego!",),
        "sorry": ("Perdone, no le he entendido.", "Lo siento, sigo sin entender. Se lo digo de otra manera."),
        "out_of_scope": (
            "Lo siento, en eso no puedo ayudarle. Puedo hacer, cambiar o cancelar una reserva, responder preguntas sobre nosotros o tomar un mensaje.",
        ),
        "still_there": ("¿Sigue usted ahí?",),
        "use_keys": ("También puede responder con las teclas de su teléfono.",),
        "use_keys_or_person": ("También puede responder con las teclas de su teléfono, o pulsar cero para hablar con una persona.",),
        "close_silence": ("No le oigo, así que termino la llamada. Vuelva a llamar cuando quiera. Hasta luego.",),
        "close_not_understood": ("Lo siento, la línea no me deja entenderle. Vuelva a llamar o envíenos un mensaje de texto. Hasta luego.",),
        "offer_person": ("¿Quiere hablar con una persona?", "¿Le paso con una persona?"),
        "offer_message": ("¿Quiere dejar un mensaje?", "Ahora mismo no hay nadie para atenderle. ¿Tomo un mensaje?"),
        "sorry_upset": ("Siento que esto no esté saliendo bien.",),
        "person_away": ("Ahora nadie puede ponerse al teléfono, pero con gusto tomo un mensaje.",),
        "person_no_answer": ("Lo siento, nadie ha contestado. Con gusto tomo un mensaje.",),
        "transferring": ("Un momento, le paso con una persona.",),
        "emergency": ("Si es una emergencia, cuelgue ahora y llame al 911.",),
        "resumed": ("Perdone, se ha cortado un momento.",),
        "trouble": ("Lo siento, ahora mismo no puedo abrir nuestra agenda.",),
        "trouble_message": ("Lo siento, ahora mismo no puedo anotarlo. Llame un poco más tarde, por favor.",),
        "noted": ("Lo apunto como nota.",),
        "dropped": ("De acuerdo, lo dejamos.",),
        "dropped_message": ("De acuerdo, sin mensaje.",),
        "kept_booking": ("De acuerdo, su reserva sigue como está.",),
        "nothing_booked": ("De acuerdo, entonces no he hecho ninguna reserva.",),
        "just_taken": ("Lo siento, alguien acaba de quedarse con ese sitio.",),
        "free": ("Bien, tengo {visit}.",),
        "cannot_too_late": ("Lo siento, es demasiado pronto para reservar por teléfono.",),
        "cannot_too_far": ("Lo siento, nuestra agenda solo llega a {days} días.",),
        "cannot_too_many": ("Para más de {most} personas tiene que ayudarle un compañero.",),
        "cannot_sold_out": ("Lo siento, {day} está todo completo.",),
        "cannot_full": ("Lo siento, a esa hora viene tanta gente que no puedo aceptar más.",),
        "cannot_day_full": ("Lo siento, ese día ya está completo para eso.",),
        "cannot_too_few": ("Lo siento, eso es solo para grupos más grandes.",),
        "cannot_not_for_new_clients": ("Lo siento, eso es solo para quienes ya nos han visitado.",),
        "cannot_not_for_returning_clients": ("Eso es solo para una primera visita.",),
        "cannot_no_such_place": ("Lo siento, no tenemos un sitio así.",),
        "cannot_unknown_service": ("Lo siento, eso no lo ofrecemos.",),
        "cannot_nobody_has_that_skill": ("Lo siento, esa persona no hace eso.",),
        "which_day": ("¿Qué día sería?",),
        "too_late_to_change": ("Lo siento, ya es tarde para cambiar esa visita por teléfono.",),
        "no_booking": ("No encuentro una reserva así.",),
        "allergy_which": ("¿Qué alergia es? Así le digo lo que llevan las recetas.",),
        "confirm_change": (
            "Tiene {before}. Lo cambiaría a {visit}. ¿Lo cambio?",
            "Otra vez: en lugar de {before}, sería {visit}. ¿Lo cambio?",
        ),
        "confirm_cancel": ("Tiene {visit}. ¿La cancelo?", "Tengo {visit}. ¿Quiere que la cancele, sí o no?"),
        "ask_date": (
            "¿Para qué día?",
            "¿Qué día le gustaría?",
            "Diga un día, por ejemplo mañana o el sábado.",
            "Marque el mes y el día con dos cifras cada uno, por ejemplo 1 1 2 7.",
        ),
        "ask_time": (
            "¿A qué hora?",
            "¿Qué hora le gustaría?",
            "Diga una hora, por ejemplo las siete y media de la tarde.",
            "Marque la hora con cuatro cifras, por ejemplo 1 9 3 0.",
        ),
        "ask_party_size": ("¿Para cuántas personas?", "¿Cuántas personas serán?", "Diga solo el número de personas.", "Pulse el número de personas en su teléfono."),
        "ask_your_name": ("¿Me dice su nombre, por favor?", "¿Cómo se llama, por favor?", "Diga solo su nombre y apellido."),
        "ask_name": ("¿A nombre de quién lo pongo?", "¿Cómo se llama, por favor?", "Diga solo su nombre y apellido."),
        "ask_phone": ("¿Y a qué número de teléfono podemos llamarle?", "¿Cuál es su número de teléfono?", "Diga su número cifra por cifra, o márquelo."),
        "ask_message": ("¿Qué mensaje le tomo?", "Dígame su mensaje ahora, por favor.", "Diga lo que debo transmitir."),
        "ask_change": ("¿Qué desea cambiar: el día, la hora o el número de personas?",),
        "ask_find_name": (
            "¿A nombre de quién está la reserva? O dígame el código.",
            "Dígame el nombre de la reserva, o su código de cinco caracteres.",
            "Diga solo el apellido, o deletree el código.",
        ),
        "ask_find_day": ("¿Y para qué día es?", "¿Para qué día es la reserva?", "Diga el día de la reserva, por ejemplo el sábado."),
        "confirm_waitlist": (
            "Todavía no hay nada reservado. ¿Le apunto en la lista de espera para {visit}?",
            "{visit}: ¿le apunto en la lista de espera? Diga sí o no, por favor.",
        ),
        "waitlist_joined": ("Está en la lista de espera para {visit}. Le avisaremos si queda un lugar libre; todavía no está reservado.",),
        "waitlist_possible": ('Si prefiere esperar a que quede libre, diga "lista de espera".',),
        "offer_waitlist": ("¿Quiere que le apunte en la lista de espera?",),
        "message_kept": ("Gracias, he tomado su mensaje.",),
        "call_back_kept": ("Gracias, he anotado que le devuelvan la llamada.",),
        "address": ("Estamos en {address}. {directions}",),
        "fact": ("{text}",),
        "no_answer": ("Eso no lo sé. Puedo tomar un mensaje para que le respondan.",),
        "price_unknown": ("Ese precio no lo tengo.",),
        "cross_contact": ("Todo se prepara en una misma cocina, así que no puedo prometer que un plato no tenga trazas. Avise de cualquier alergia al camarero.",),
    },
)  # fmt: skip
