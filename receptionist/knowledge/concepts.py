"""What questions to a front desk are about, in the words of three languages.

A question in Spanish or Punjabi so finds an answer the business wrote down under an English question, "car" finds
"parking", and a question about what no entry speaks of is seen to be one.
"""

import re
import unicodedata
from functools import lru_cache

_SAID: dict[str, str] = {
    "parking": "parking, park, parks, parked, car, cars, car park, garage, lot, estacionamiento, estacionar, estaciono, aparcamiento, aparcar, aparco, coche, carro, auto, cochera, ਪਾਰਕਿੰਗ, ਗੱਡੀ, ਕਾਰ, gaddi, gadi",
    "bicycle": "bike, bikes, bicycle, bicycles, bici, bicicleta, bicicletas, ਸਾਈਕਲ, cycle",
    "valet": "valet, valets",
    "transit": "bus, train, metro, subway, station, bart, tram, public transport, autobus, tren, estacion, ਬੱਸ, ਰੇਲ",
    "pets": "dog, dogs, puppy, pet, pets, cat, cats, animal, animals, service animal, perro, perros, perrito, mascota, mascotas, gato, ਕੁੱਤਾ, ਕੁੱਤੇ, ਪਾਲਤੂ, kutta, kutte",
    "wheelchair": "wheelchair, wheelchairs, wheel chair, step free, stairs, steps, ramp, accessible, accessibility, disabled, disability, handicap, handicapped, walker, silla de ruedas, accesible, accesibilidad, escalones, rampa, discapacitados, ਵ੍ਹੀਲਚੇਅਰ, ਵੀਲ੍ਹਚੇਅਰ, ਪੌੜੀਆਂ",
    "elevator": "elevator, lift, ascensor, elevador, ਲਿਫਟ",
    "children": "kid, kids, kid friendly, child, children, baby, babies, toddler, stroller, high chair, high chairs, family, families, nino, ninos, nina, bebe, bebes, trona, tronas, carriola, carrito, silla para ninos, menu infantil, ਬੱਚਾ, ਬੱਚੇ, ਬੱਚਿਆਂ, bacha, bache, bacheyan",
    "outdoor": "outdoor, outdoors, outside, patio, terrace, garden, al fresco, afuera, terraza, aire libre, fuera, ਬਾਹਰ, ਵਿਹੜੇ, bahar",
    "dress": "dress code, wear, dressed, formal, casual, jeans, attire, suit, vestimenta, vestir, vestirme, vestirse, vestirnos, vestido, vestidos, ropa, elegante, ਕੱਪੜੇ, ਪਹਿਨ, kapde",
    "takeout": "takeout, take out, takeaway, take away, to go, pick up, pickup, carry out, para llevar, recoger, ਪੈਕ, ਲੈ ਜਾ",
    "delivery": "deliver, delivers, delivery, deliveries, bring it to my house, entrega, entregan, a domicilio, reparto, ਡਿਲਿਵਰੀ, ਘਰ ਪਹੁੰਚਾ",
    "own_wine": "corkage, byob, b y o b, own wine, bring wine, own bottle, bottle of wine, own alcohol, descorche, propio vino, traer vino, llevar vino, ਆਪਣੀ ਵਾਈਨ",
    "alcohol": "alcohol, beer, beers, wine, wines, cocktail, cocktails, liquor, bar, drinks, cerveza, vino, vinos, cocteles, copas, ਸ਼ਰਾਬ, ਬੀਅਰ, ਵਾਈਨ",
    "cake": "cake, cakes, pastel, torta, tarta, ਕੇਕ",
    "birthday": "birthday, birthdays, anniversary, celebrate, celebration, cumpleanos, aniversario, celebrar, ਜਨਮਦਿਨ, ਜਨਮ ਦਿਨ",
    "payment": "pay, pays, payment, payments, paid, credit, credit card, credit cards, debit, card, cards, visa, mastercard, master card, amex, american express, contactless, pagar, pago, pagos, tarjeta, tarjetas, credito, ਭੁਗਤਾਨ, ਪੈਸੇ, ਕਾਰਡ, paise",
    "apple_pay": "apple pay", "google_pay": "google pay", "paypal": "paypal, venmo, zelle",
    "bitcoin": "bitcoin, crypto",
    "cash": "cash, efectivo, ਨਕਦ, nakad", "atm": "atm, cash machine, cajero",
    "installments": "installment, installments, payment plan, financing, mensualidades, plazos",
    "tips": "tip, tips, gratuity, service charge, propina, propinas, ਟਿੱਪ",
    "discount": "discount, discounts, coupon, coupons, deal, deals, descuento, descuentos, oferta, cupon, ਛੋਟ",
    "military": "military, veteran, veterans, militar, militares", "student": "student, students, estudiante, estudiantes",
    "senior": "senior, seniors, elderly, mayores, tercera edad",
    "loyalty": "loyalty, rewards, points, membership, member, members, puntos, lealtad, socio",
    "halal": "halal, zabiha, jhatka, ਹਲਾਲ", "kosher": "kosher",
    "vegan": "vegan, vegana, vegano, veganos, veganas, plant based, ਵੀਗਨ",
    "vegetarian": "vegetarian, vegetariano, vegetariana, veggie, shakahari, ਸ਼ਾਕਾਹਾਰੀ",
    "organic": "organic, organico, local produce, locally sourced",
    "gift_card": "gift card, gift cards, gift voucher, gift certificate, voucher, vouchers, tarjeta de regalo, tarjetas de regalo, bono regalo, ਗਿਫਟ",
    "late": "late, running late, delayed, hold the table, hold my table, grace period, tarde, retraso, llegamos tarde, guardan la mesa, ਲੇਟ, ਦੇਰ",
    "wifi": "wifi, wi fi, wif, wi fa, wireless, internet, password, ਵਾਈਫਾਈ, ਇੰਟਰਨੈੱਟ",
    "music": "music, live music, band, dj, dance, dancing, karaoke, musica, bailar, concierto, ਸੰਗੀਤ, ਗਾਣੇ",
    "television": "tv, t v, tvs, television, televisions, game on, sports, watch the game, tele, partido, partidos, ਟੀਵੀ",
    "games": "games, arcade, pool table, billiards, darts, trivia",
    "noise": "noise, noisy, loud, quiet, ruido, ruidoso, tranquilo, ਰੌਲਾ",
    "ambience": "ambience, ambiance, ambient, atmosphere, vibe, romantic, ambiente, romantico, ਮਾਹੌਲ",
    "smoking": "smoke, smoking, smokers, vape, fumar, fumadores, ਸਿਗਰਟ",
    "groups": "group, groups, large party, big party, large parties, many people, grupo, grupos, ਗਰੁੱਪ",
    "private_room": "private room, private dining, private space, banquet, salon privado, sala privada, event, events, eventos, evento, ਪਾਰਟੀ ਹਾਲ",
    "catering": "cater, caters, catering, banquetes, ਕੇਟਰਿੰਗ",
    "reservations": "reservation, reservations, reserve, reserva, reservas, reservacion, in advance, ਬੁਕਿੰਗ",
    "walk_in": "walk in, walk ins, without an appointment, just come in, without a reservation, sin cita, sin reserva, ਬਿਨਾਂ ਅਪਾਇੰਟਮੈਂਟ",
    "waiting": "wait time, waiting time, long wait, queue, line up, wait long, espera, esperar, fila, ਉਡੀਕ",
    "happy_hour": "happy hour, hora feliz", "breakfast": "breakfast, desayuno, desayunos, ਨਾਸ਼ਤਾ", "brunch": "brunch",
    "lunch": "lunch, lunches, almuerzo, almorzar, ਦੁਪਹਿਰ ਦਾ ਖਾਣਾ", "dinner": "dinner, supper, cena, cenar, ਰਾਤ ਦਾ ਖਾਣਾ",
    "buffet": "buffet, all you can eat, bufe, ਬੁਫੇ", "tasting": "tasting menu, set menu, prix fixe, menu degustacion, menu del dia",
    "spicy": "spicy, hot spices, mild, picante, picantes, ਮਸਾਲੇਦਾਰ, ਮਿਰਚ, mirch", "portions": "portion, portions, serving size, share plates, porcion, porciones",
    "check_in": "check in, checkin, arrive early, llegada", "check_out": "check out, checkout, late checkout, salida",
    "pool": "swimming, swimming pool, swim, piscina, alberca, hot tub, jacuzzi", "gym": "gym, fitness, workout, work out, gimnasio",
    "sauna": "sauna, steam room, spa, massage, massages, masaje, masajes, ਮਾਲਸ਼",
    "shuttle": "shuttle, airport, aeropuerto, traslado", "laundry": "laundry, dry cleaning, lavanderia, tintoreria",
    "housekeeping": "housekeeping, house keeping, cleaning, limpieza", "kitchen": "kitchen, cook, kitchenette, cocina, cocinar",
    "luggage": "luggage, bags, baggage, cloakroom, coat check, coats, equipaje, maletas, guardarropa",
    "restroom": "restroom, restrooms, bathroom, bathrooms, toilet, toilets, bano, banos, aseos, ਬਾਥਰੂਮ, ਟਾਇਲਟ",
    "air_conditioning": "air conditioning, air conditioned, heating, heated, aire acondicionado, calefaccion",
    "charging": "charger, charging, electric vehicle, ev, outlet, outlets, socket, cargador, cargar",
    "reception": "front desk, reception, desk open, 24 hour desk, recepcion, conserje, concierge",
    "room_service": "room service, minibar, servicio a la habitacion", "tours": "tour, tours, guide, guided, visita guiada",
    "tickets": "ticket, tickets, entrance fee, admission, entrada, entradas, boleto, boletos", "photos": "photo, photos, pictures, camera, fotos",
    "languages": "speak, speaks, spoken, language, languages, multilingual, interpreter, interpreters, translator, hablan, habla, idioma, idiomas, interprete, traductor, ਬੋਲਦੇ, ਭਾਸ਼ਾ, ਦੁਭਾਸ਼ੀਆ, bolde",
    "insurance": "insurance, insured, blue shield, blue cross, aetna, kaiser, medicare, medicaid, medi cal, cigna, ppo, hmo, in network, copay, seguro, seguros, aseguranza, ਬੀਮਾ, ਇੰਸ਼ੋਰੈਂਸ, bima",
    "results": "results, result, lab results, blood work, blood test, test results, x ray, resultado, resultados, analisis, ਨਤੀਜੇ, ਰਿਪੋਰਟ, natije",
    "prescription": "prescription, prescriptions, refill, refills, refilled, refilling, meds, medication, medications, pills, pharmacy, receta, recetas, medicina, medicamento, medicamentos, pastillas, farmacia, ਦਵਾਈ, ਦਵਾਈਆਂ, ਪਰਚੀ, davai, dawai",
    "symptoms": "symptom, symptoms, ibuprofen, aspirin, tylenol, paracetamol, painkiller, painkillers, dose, dosage, blood pressure, fever, hurts, medical advice, what is wrong with me, should i take, is it serious, sintomas, grave, consejo medico, ਲੱਛਣ",
    "documents": "bring, document, documents, id, paperwork, form, forms, traer, llevar, documentos, papeles, identificacion, ਲਿਆਉਣਾ, ਕਾਗਜ਼, liauna",
    "telehealth": "telehealth, video visit, video call, virtual visit, by phone visit, online appointment, videollamada, consulta virtual, ਵੀਡੀਓ",
    "new_patients": "new patient, new patients, accepting patients, taking patients, pacientes nuevos, nuevos pacientes, ਨਵੇਂ ਮਰੀਜ਼",
    "referral": "referral, referrals, refer, derivacion, referido, ਰੈਫਰਲ",
    "vaccines": "vaccine, vaccines, vaccination, shot, shots, flu shot, immunization, vacuna, vacunas, ਟੀਕਾ, ਟੀਕੇ, tika",
    "surgery": "surgery, surgical, operation, cirugia, operacion, ਆਪਰੇਸ਼ਨ", "dentist": "dental, dentist, teeth, tooth, dentista, dientes, ਦੰਦ",
    "records": "medical records, records, chart, historial, expediente", "patch_test": "patch test, allergic to hair dye, reaction to dye, allergy test, skin test, prueba de alergia, alergia al tinte, ਪੈਚ ਟੈਸਟ",
    "products": "product, products, brand, brands, shampoo, cruelty free, chemicals, ammonia, producto, productos, champu, marca, marcas, crueldad, ਸ਼ੈਂਪੂ, ਪ੍ਰੋਡਕਟ",
    "bridal": "bride, brides, bridal, wedding, weddings, novia, novias, boda, bodas, ਵਿਆਹ, ਦੁਲਹਨ, ਲਾੜੀ, viah",
    "makeup": "makeup, make up, maquillaje, ਮੇਕਅੱਪ", "nails": "nails, manicure, pedicure, unas, manicura, ਨਹੁੰ",
    "extensions": "extension, extensions, extensiones", "piercing": "pierce, piercing, piercings, perforar, perforaciones", "tattoo": "tattoo, tattoos, tatuaje",
    "beard": "beard, shave, shaving, barba, afeitar, ਦਾੜ੍ਹੀ", "waxing": "wax, waxing, threading, depilacion, cera, ਥਰੈਡਿੰਗ",
    "cancellation": "cancel, cancels, cancelling, canceling, cancellation, no show, cancelar, cancelacion, ਰੱਦ",
    "refund": "refund, refunds, money back, reembolso, devolucion, ਰਿਫੰਡ", "deposit": "deposit, deposits, prepay, deposito, anticipo, ਡਿਪਾਜ਼ਿਟ",
    "holidays": "holiday, holidays, christmas, thanksgiving, new year, easter, festivo, festivos, navidad, ਛੁੱਟੀ, ਦੀਵਾਲੀ",
    "jobs": "job, jobs, hiring, work for you, vacancy, vacancies, empleo, trabajo, contratando, ਨੌਕਰੀ",
    "lost": "lost, left behind, left my, found my, lost and found, perdido, olvide, olvidado, ਗੁੰਮ",
    "website": "website, online, app, instagram, facebook, pagina web, en linea, ਵੈੱਬਸਾਈਟ", "email": "email, e mail, correo electronico, ਈਮੇਲ",
    "covid": "covid, mask, masks, mascarilla, cubrebocas, ਮਾਸਕ", "security": "security, safe deposit, lockers, locker, casilleros",
    "view": "view, views, ocean view, vista, vistas", "chef": "chef, owner, cocinero, dueno, ਮਾਲਕ", "water": "water, tap water, agua, ਪਾਣੀ",
    "coffee": "coffee, tea, cafe, te, ਚਾਹ, chai", "desserts": "dessert, desserts, postre, postres, ਮਿੱਠਾ", "sustainability": "sustainable, recycle, compost, sostenible",
    "weather": "weather, rain, raining, clima, lluvia, llueve, ਮੌਸਮ, ਮੀਂਹ", "address": "address, located, location, direccion, ubicacion, ਪਤਾ",
}  # fmt: skip
"""Concept to phrases, folded (without accents); a phrase may have several words."""

_CLOSE = {
    "prescription": ("symptoms",),
    "bicycle": ("parking",), "valet": ("parking",), "cash": ("payment",), "apple_pay": ("payment",), "google_pay": ("payment",),
    "paypal": ("payment",), "installments": ("payment",), "military": ("discount",), "student": ("discount",), "senior": ("discount",),
    "loyalty": ("discount",), "own_wine": ("alcohol",), "takeout": ("delivery",), "delivery": ("takeout",), "birthday": ("cake",),
    "cake": ("birthday",), "private_room": ("groups",), "groups": ("private_room",), "noise": ("ambience",), "happy_hour": ("alcohol",),
    "elevator": ("wheelchair",), "covid": (), "refund": ("cancellation",),
}  # fmt: skip
"""What an entry may speak of and still answer a question about the concept."""

NEAR = 0.5
"""How much an entry about something close counts."""


def folded(text: str) -> str:
    """In small letters, without accents; Gurmukhi's signs, which are letters to it, stay."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def words_of(text: str) -> list[str]:
    """Words of Latin or Gurmukhi letters, folded, in order; apostrophes fall away."""
    return re.findall(r"[a-z0-9]+|[\u0a00-\u0a7f]+", folded(text).replace("'", "").replace("’", ""))


def _phrases() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, said in _SAID.items():
        for phrase in said.split(","):
            found.setdefault(" ".join(words_of(phrase)), set()).add(concept)
    return {phrase: frozenset(concepts) for phrase, concepts in found.items()}


_BY_PHRASE = _phrases()
_LONGEST = max(len(phrase.split()) for phrase in _BY_PHRASE)


@lru_cache(maxsize=4096)
def concepts_in(text: str) -> frozenset[str]:
    """What `text` speaks of. The longest phrase wins: "gift card" is no card. Pure, so sharing the memory is safe."""
    words = words_of(text)
    found: set[str] = set()
    at = 0
    while at < len(words):
        size = next(
            (n for n in range(min(_LONGEST, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in _BY_PHRASE),
            0,
        )
        if size:
            found |= _BY_PHRASE[" ".join(words[at : at + size])]
        at += size or 1
    return frozenset(found)


def told_of(asked: frozenset[str], told: frozenset[str]) -> float:
    """The share of what was asked that an entry speaks of, something close counting NEAR; 0 where nothing was asked."""
    if not asked:
        return 0.0
    worth = [
        1.0 if concept in told else NEAR if any(close in told for close in _CLOSE.get(concept, ())) else 0.0
        for concept in asked
    ]
    return sum(worth) / len(asked)
