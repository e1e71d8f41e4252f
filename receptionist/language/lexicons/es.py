"""Spanish: words and rules, without accents (the line is folded). Latin American and peninsular usage."""

import re

from receptionist.language.lexicon import DayPart, Half, Lexicon, listed
from receptionist.language.lexicons import es_cues
from receptionist.language.lexicons.es_days import DATE_RULES, DAYS, HOLIDAYS, LENGTHS
from receptionist.language.lexicons.es_words import ALLERGENS, FIRST_NAMES, FUNCTION_WORDS, NAME_STOPS, SURNAMES
from receptionist.language.lexicons.moods import SPANISH
from receptionist.language.numbers import NumberWords

_UNITS = listed(
    """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete
    dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho
    veintinueve"""
)
_ORDINALS = listed("primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo")
_WEEKDAYS = listed("lunes martes miercoles jueves viernes sabado domingo")
_MONTHS = listed("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")

NUMBERS = NumberWords(
    units={word: i for i, word in enumerate(_UNITS)} | {"una": 1, "un": 1, "veintiun": 21, "veintiuna": 21},
    tens={"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90},
    hundreds={
        "cien": 100, "ciento": 100, "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300,
        "cuatrocientos": 400, "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600,
        "setecientos": 700, "ochocientos": 800, "novecientos": 900,
    },
    multipliers={"mil": 1000},
    ordinals={"primero": 1, "primer": 1, "primera": 1, "tercer": 3, "tercero": 3, "tercera": 3, "segunda": 2, "cuarta": 4, "quinta": 5, "quinto": 5, "sexto": 6, "sexta": 6, "septimo": 7, "octavo": 8, "noveno": 9, "decimo": 10},
    tens_joiners=frozenset({"y"}),
    only_after={"una": frozenset({"la", "las", "y", "veinti"}), "un": frozenset({"y"})},
    not_before=frozenset({("primer", "nombre"), ("primera", "vez"), ("primera", "visita"), ("primera", "consulta")}),
    not_after=frozenset({("cualquier", "uno"), ("alguno", "uno"), ("cada", "uno"), ("cada", "una")}),
)  # fmt: skip

_HALVES: dict[str, Half] = {
    **dict.fromkeys(("am", "a m", "de la manana", "por la manana", "de la madrugada", "en la manana"), "am"),
    **dict.fromkeys(
        (
            "pm",
            "p m",
            "de la tarde",
            "por la tarde",
            "en la tarde",
            "de la noche",
            "por la noche",
            "en la noche",
            "del mediodia",
        ),
        "pm",
    ),
}
_PERSON = r"(?:personas?|comensales|adultos?|gentes?|invitados|pax|cubiertos|plazas|lugares|asientos)"
_NOT_A_PARTY = (
    r"(?! (?:de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep|octubre|nov|diciembre)\w*|am|pm|minutos?|horas?|dias?|semanas?"
    r"|mes(?:es)?|anos?|dolares|euros|pesos|y (?:media|cuarto|\d)|menos|de la (?:tarde|noche|manana)|en punto|\d\d(?!\S)|por ciento))"
)
_L = r"(?:la|las|el|los|eso de las?)"

ES = Lexicon(
    language="es",
    numbers=NUMBERS,
    few={"un": 1, "una": 1, "un par de": 2, "unos": 3, "unas": 3},
    fillers=frozenset(listed("eh este pues bueno mmm ah em o sea a ver vale si ya por favor")),
    function_words=FUNCTION_WORDS,
    weekdays={word: i for i, word in enumerate(_WEEKDAYS)}
    | {"lun": 0, "mierc": 2, "juev": 3, "vier": 4, "mie": 2, "jue": 3, "vie": 4, "sab": 5, "dom": 6, "sabados": 5, "domingos": 6},
    months={word: i for i, word in enumerate(_MONTHS, 1)}
    | {
        "setiembre": 9,
        "ene": 1,
        "feb": 2,
        "mar": 3,
        "abr": 4,
        "may": 5,
        "jun": 6,
        "jul": 7,
        "ago": 8,
        "sep": 9,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "dic": 12,
    },
    relative={
        "hoy": 0,
        "esta noche": 0,
        "esta tarde": 0,
        "esta manana": 0,
        "hoy mismo": 0,
        "este mediodia": 0,
        "manana": 1,
        "manana mismo": 1,
        "pasado manana": 2,
        "ayer": -1,
        "anteayer": -2,
        "antier": -2,
        "antes de ayer": -2,
        "el dia de hoy": 0,
        "el dia de manana": 1,
        "anoche": -1,
        "el dia anterior": -1,
        "dia anterior": -1,
        "el dia siguiente": 1,
        "al dia siguiente": 1,
    },  # fmt: skip
    tonight=frozenset({"esta noche"}),
    mods={
        "este": 0,
        "esta": 0,
        "el proximo": 1,
        "la proxima": 1,
        "proximo": 1,
        "proxima": 1,
        "este proximo": 0,
        "siguiente": 1,
        "el siguiente": 1,
        "la siguiente": 1,
        "que viene": 1,
        "que entra": 1,
        "pasado": -1,
        "pasada": -1,
        "anterior": -1,
        "previo": -1,
        "previa": -1,
        "proximos": 1,
        "proximas": 1,
        "siguientes": 1,
        "pasados": -1,
        "pasadas": -1,
        "ultimos": -1,
        "ultimas": -1,
        "anteriores": -1,
        "que vienen": 1,
        "el pasado": -1,
        "la pasada": -1,
        "ultimo": -1,
        "ultima": -1,
        "el ultimo": -1,
    },  # fmt: skip
    units={
        "dia": "day",
        "dias": "day",
        "noche": "day",
        "noches": "day",
        "semana": "week",
        "semanas": "week",
        "quincena": "fortnight",
        "verano": "summer",
        "invierno": "winter",
        "otono": "autumn",
        "primavera": "spring",
        "dias laborables": "workday",
        "dias habiles": "workday",
        "dias de trabajo": "workday",
        "mes": "month",
        "meses": "month",
        "ano": "year",
        "anos": "year",
        "hora": "hour",
        "horas": "hour",
        "minuto": "minute",
        "minutos": "minute",
        "min": "minute",
    },  # fmt: skip
    holidays=HOLIDAYS,
    day_first=True,
    date_rules=DATE_RULES,
    days=DAYS,
    parts={
        "por la manana": DayPart(6, 12, "am"),
        "en la manana": DayPart(6, 12, "am"),
        "de la manana": DayPart(6, 12, "am"),
        "a la manana": DayPart(6, 12, "am"),
        "temprano": DayPart(6, 12, "am", meal=True),
        "esta manana": DayPart(6, 12, "am"),
        "la tarde": DayPart(12, 20, "pm"),
        "por la tarde": DayPart(12, 20, "pm"),
        "en la tarde": DayPart(12, 20, "pm"),
        "de la tarde": DayPart(12, 20, "pm"),
        "esta tarde": DayPart(12, 20, "pm"),
        "a la tarde": DayPart(12, 20, "pm"),
        "por la noche": DayPart(18, 24, "pm"),
        "en la noche": DayPart(18, 24, "pm"),
        "de la noche": DayPart(18, 24, "pm"),
        "a la noche": DayPart(18, 24, "pm"),
        "madrugada": DayPart(0, 6, "am"),
        "alrededor de la cena": DayPart(18, 22, "pm"),
        "alrededor del almuerzo": DayPart(12, 15, None),
        "a la hora de almuerzo": DayPart(12, 15, None),
        "a la hora del almuerzo": DayPart(12, 15, None),
        "a la hora de comer": DayPart(13, 16, None),
        "a la hora de la comida": DayPart(13, 16, None),
        "a la hora de cenar": DayPart(19, 23, "pm"),
        "a la hora de la cena": DayPart(19, 23, "pm"),
        "desayunar": DayPart(6, 11, "am", meal=True),
        "desayuno": DayPart(6, 11, "am", meal=True),
        "almorzar": DayPart(12, 16, None, meal=True),
        "almuerzo": DayPart(12, 16, None, meal=True),
        "comer": DayPart(12, 17, None, meal=True),
        "cenar": DayPart(17, 24, "pm", meal=True),
        "cena": DayPart(17, 24, "pm", meal=True),
        "merienda": DayPart(16, 19, "pm", meal=True),
    },  # fmt: skip
    named_times={
        "mediodia": (12, 0),
        "medio dia": (12, 0),
        "medianoche": (0, 0),
        "media noche": (0, 0),
        "12 del mediodia": (12, 0),
        "12 del dia": (12, 0),
    },
    fractions={"media": 30, "cuarto": 15, "un cuarto": 15, "1 cuarto": 15},
    towards=frozenset({"menos", "para las", "para la", "pa las"}),
    halves=_HALVES,
    time_rules=(
        r"{named}",
        r"(?:las? )?{clock}(?: ?(?:horas|hs|h|en punto))?(?: {half})?",
        r"(?:las? )?{h}~y {frac}(?: {half})?",
        r"(?:las? )?{h} (?P<toward>menos) {frac}(?: {half})?",
        r"(?:las? )?{h} y (?P<m>[0-5]?\d)(?: minutos)?(?! (?:personas|anos|dias))(?: {half})?",
        r"(?:las? )?{h} (?P<toward>menos) (?P<m>[0-5]?\d)(?: {half})?",
        r"{frac} (?P<toward>para las?) {h}(?: {half})?",
        r"(?P<m>\d{1,2})(?: minutos)? (?P<toward>para las?|pa las) {h}(?: {half})?",
        r"(?:las? )?{h} (?P<m>[0-5]\d|0 \d)(?! (?:personas|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)))(?: {half})?",
        r"(?:las? ){h} (?:en punto|horas|hs|h)(?: {half})?(?! y)",
        r"{h} (?:en punto|hs|h)(?: {half})?(?! y)",
        r"(?<!por )(?<!en )(?<!de )(?<!durante )(?P<h>1[3-9]|2[0-3]) horas",
        r"(?:las? )?{h}(?: y pico)? {half}",
        r"(?:las|la) {h}(?: y pico)?(?! (?:y|menos|personas|semanas?|dias|\d\d|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)))",
    ),
    bare_hour_after=r"a las?|sobre las?|hacia las?|tipo|para las?|como a las?|desde las?|hasta las?|antes de las?|despues de las?|entre las?|eso de las?|las|a partir de las?",
    bare_hour_before=r"en punto|horas|de la (?:tarde|noche|manana)|esta noche|me (?:va|viene) bien",
    not_an_hour=r"personas?|mesas?|adultos?|ninos?|minutos?|horas|dias?|semanas?|meses|anos?|dolares|euros|sillas?|mas|amigos?",
    moving=r"(?:cambiar|mover|pasar|cambiarla|moverla|pasarla|cambie|mueva)(?: \w+){0,5} de(?:l| las?| el)?",
    between=(
        r"(?:en cualquier momento )?entre (?:las? |el )?<A> (?:y|a|o) (?:las? |el )?<B>",
        r"(?:desde|de|del) (?:las? |el )?<A> (?:a|hasta|al|-) (?:las? |el )?<B>",
        r"<A> (?:a|hasta|-) (?:las? |el )?<B>",
    ),
    after=r"(?:un poco |algo |en cualquier momento )?(?:despues del?|mas tarde del?|a partir del?|pasadas|desde|tan temprano como)(?: las?)?",
    before=r"(?:un poco |algo )?(?:antes del?|hasta|no mas tarde del?)(?: las?)?",
    joins=r"[,.@-]|a|al|las?|el|en|por|para|sobre|hacia|de|del|como|a eso|eso|tipo|dia|alrededor|aproximadamente|mas o menos|quizas|tal vez|mejor",
    offset_rules=(
        r"(?:en|dentro de|de aqui a) (?:unos |unas |como |aproximadamente )?<U>",
        r"<U> (?:desde ahora|a partir de ahora|despues|mas tarde)(?! de)",
        r"hace (?:como |unos |unas )?<U>(?P<ago>)",
        r"(?:las |los |la )?(?P<run>{mod}) <U>",
    ),
    lengths=LENGTHS,
    party_rules=(
        r"(?:grupo|mesa|reserva|familia) de (?P<core>{p}(?: " + _PERSON + r")?)" + _NOT_A_PARTY,
        r"{p} adultos? (?:y|con|mas) (?P<more>\d{1,2}|un|una) (?:ninos?|ninas?|menores|bebes?)",
        r"(?P<n>\d{1,3}) " + _PERSON + r"(?! mas tarde)",
        r"(?:nosotros|los|las) (?P<core>{p})(?: nosotros)",
        r"nosotros (?P<core>{p})",
        r"(?P<core>los dos|nosotros dos|ambos|la pareja|una pareja)(?P<pair>)",
        r"(?P<core>(?:solo|solamente|nada mas|unicamente) (?P<alone>yo|para mi))",
        r"(?P<core>para (?P<alone>mi solo|mi sola|una sola persona|uno solo))",
        r"(?P<core>(?P<alone>voy solo|voy sola|iria solo|iria sola))",
        r"yo (?:y|con|mas) (?P<n>\d{1,2}|un|una)(?P<plus_me> (?:amig[oa]s?|personas?|mas|invitados|colegas|companer[oa]s?))",
        r"con (?P<n>\d{1,2}|un|una)(?P<plus_me> (?:amig[oa]s?|companer[oa]s?|colegas|invitados))",
        r"(?:mesa|reserva|reservacion|reservar|cena|almuerzo|comida|lugar|sitio|cenar|comer|espacio) para (?:solo |solamente |unas |unos |como )?(?P<core>{p})"
        + _NOT_A_PARTY
        + r"(?: "
        + _PERSON
        + r")?",
        r"(?:somos|seremos|seriamos|vamos|vamos a ser|vendremos|iremos|estaremos|son) (?:solo |solamente |unas |unos |como |a ser )?(?P<core>{p})"
        + _NOT_A_PARTY
        + r"(?: "
        + _PERSON
        + r")?",
        r"(?:pongame|pongan|anote) (?P<core>{p})(?P<weak>)" + _NOT_A_PARTY,
        r"(?P<core>(?P<n>\d{1,2}))(?= (?:0?\d|1[0-2])[:.][0-5]\d)(?P<weak>)",
        r"(?:para|pa) (?:solo |solamente |unas |unos |como )?(?P<core>{p})(?P<weak>)" + _NOT_A_PARTY,
    ),
    people={
        "yo": "self",
        "nosotros": "self",
        **dict.fromkeys(
            listed(
                """esposa esposo mujer marido novia novio pareja mama papa madre padre hijo hija hijos hijas hermano hermana
                hermanos hermanas amigo amiga amigos amigas nino nina ninos ninas bebe bebes abuela abuelo abuelos suegra suegro
                suegros padres primo prima primos tio tia tios sobrino sobrina colega colegas jefe adulto adultos"""
            ),
            "kin",
        ),
        "padres": "couple",
        "abuelos": "couple",
        "suegros": "couple",
    },
    people_glue=r"y|,|mi|mis|la|el|los|las|un|una|con|de|otros|otras|mas|nuestros|nuestras|su|sus",
    with_whom=re.compile(r"\bcon (?:mi |mis |la |el |un |una )?$"),
    homophones={},
    name_rules=(
        r"(?:mi|el|su) nombre (?:completo )?(?:es|seria|era)(?P<strong>)",
        r"(?:me llamo|se llama|llamarme)(?P<strong>)",
        r"(?:a|bajo|con) (?:el )?nombre(?: de| es)?(?P<strong>)",
        r"nombre de(?P<strong>)",
        r"(?:primer |mi )?nombre (?:de pila )?es(?P<first>)",
        r"(?:mi |el )?(?:primer )?apellidos?(?: es| son|,)?(?P<last>)",
        r"(?:el )?(?:senor|senora|senorita|sr|sra)(?P<last>)",
        r"(?:a nombre del? (?:senor|senora|sr|sra))(?P<last>)",
        r"(?:soy|habla|le habla|de parte de|es para|seria para|a nombre|es|con)(?P<weak>)",
        r"para(?P<weak>)",
        r"de(?P<weak>)(?<=reserva de)",
        r"(?P<name>[^\W\d]+(?: [^\W\d]+){0,2}) (?:es mi nombre|para servirle)",
    ),
    name_stops=NAME_STOPS,
    titles=frozenset(listed("senor senora senorita sr sra srta don dona dr dra doctor doctora")),
    first_names=FIRST_NAMES,
    surnames=SURNAMES,
    spelling={
        "be": "b",
        "ce": "c",
        "de": "d",
        "efe": "f",
        "ge": "g",
        "hache": "h",
        "i": "i",
        "jota": "j",
        "ka": "k",
        "ele": "l",
        "eme": "m",
        "ene": "n",
        "pe": "p",
        "cu": "q",
        "erre": "r",
        "ere": "r",
        "ese": "s",
        "te": "t",
        "uve": "v",
        "ve": "v",
        "equis": "x",
        "zeta": "z",
        "ceta": "z",
        "y griega": "y",
    },
    misheard_letters={"y": "", "es": "", "el": "", "la": "", "mi": ""},
    spelling_as_in=r"(?:de|como|como en|como de)",
    spelled=r"se deletrea|deletreado|se escribe|deletreo|letra por letra",
    digits={"oh": "0", "o": "0"},
    repeats={"doble": 2, "triple": 3},
    plus=frozenset({"mas"}),
    email_words={"arroba": "@", "@": "@", "punto": ".", "guion": "-", "guion bajo": "_"},
    email_stops=frozenset(listed("es correo electronico email mi el la a direccion mail y su en escriba mande")),
    postcode_cue=r"codigo postal|zip|zona postal|c p",
    money_rules=(
        r"(?P<sign>[$€£]) ?(?P<n>\d+(?:[.,]\d+)?)",
        r"(?P<n>\d+(?:[.,]\d+)?|un) (?P<currency>dolares|dolar|euros?|pesos?|libras?)(?: (?:con )?(?P<cents>\d{1,2})(?: centavos| centimos)?)?",
        r"(?P<n>\d+(?:[.,]\d+)?) (?P<sign>[$€£])",
    ),
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "libra": "GBP",
        "libras": "GBP",
        "dolar": "USD",
        "dolares": "USD",
        "peso": "MXN",
        "pesos": "MXN",
    },
    allergens=ALLERGENS,
    allergen_context=r"alerg\w*|intoleran\w*|contienen?|lleva|llevan|sin|libre de|tiene|tienen|trazas|celiac\w*|anafila\w*",
    negation=r"no|no el|no la|no las|no a las|no para|no puedo el|no puedo|sin|menos el|excepto|excepto el|que no sea|que no sea el|en vez de(?:l| las| la)?|en lugar de(?:l| las| la)?|tampoco|tampoco el|ni",
    repair=r"(?:(?:no|perdon|perdone|disculpe|espere|espera|ay|ah|eh|digo|quiero decir|quise decir|mejor|mejor dicho|bueno|o mejor|en realidad|corrijo|que diga|me equivoque|no no|mas bien|es decir|o sea|a|las|la|el|para)(?: ?[,.] ?| ))*(?:no|perdon|perdone|disculpe|espere|espera|digo|quiero decir|quise decir|mejor|mejor dicho|o mejor|en realidad|corrijo|que diga|me equivoque|mas bien)(?: (?:para|a|las|la|el|los|que|somos|seremos|sea|es|son|de|[,.]))*",
    addressing=frozenset(
        listed(
            "usted ustedes su sus tienen hacen aceptan aqui ahi ustedes nosotros restaurante clinica salon peluqueria puedo podemos hay doctor mesa reserva cita se"
        )
    ),
    cues=es_cues.INTENTS,
    topics=es_cues.TOPICS,
    affects=SPANISH,
)
