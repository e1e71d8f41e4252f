"""What the business's own facts answer to a question: values for the wording, never sentences of a model's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

from receptionist.business.definition import Business, Language, MenuItem, Service, Text
from receptionist.business.opening import shifts, sittings, usual_shifts, usually, why_closed
from receptionist.knowledge.menu import allergy, diet_in, looked_up, marked_without, named, suited, verdict
from receptionist.knowledge.retrieve import Embed, best_faq
from receptionist.language.options import option_named, phrases_of


@dataclass(frozen=True, slots=True)
class Answer:
    """`name` is a key of the wording, `args` what it speaks of."""

    name: str
    args: dict[str, Any] = field(default_factory=dict)


def answer_question(
    business: Business, topic: str, text: str, about: tuple[str, ...], today: date, embed: Embed | None = None
) -> tuple[Answer, ...]:
    """Never empty: what the facts do not answer is said to be unknown."""
    if topic in _MAY_BE_OF_PEOPLE and (people := _who_does(business, text, about)) is not None:
        return (people,)
    match topic:
        case "robot" | "recording" | "languages" | "largest_party":
            return (_about_us(business, topic),)
        case "hours":
            return _hours(business, about, today, text)
        case "address" | "directions":
            return (Answer("address", {"address": business.address, "directions": business.directions}),)
        case "phone":
            return (Answer("our_number", {"phone": business.default_number()}),)
        case "allergens" if business.menu:
            return _allergens(business, text, about)
        case "diet" if business.menu:
            return _diet(business, text, about)
        case "price":
            return (_price(business, text, about) or _faq(business, text, embed) or Answer("price_unknown"),)
        case "duration":
            return _lengths(business, text, about) or (_faq(business, text, embed) or Answer("no_answer"),)
        case "services" | "menu" if business.menu and (topic == "menu" or _is_of_food(business, text, about)):
            return (_of_food(business, topic, text, about, embed),)
        case "services" | "menu":
            return (_offered(business, topic, text, about, embed),)
        case _:
            known = _of_people(business, topic, text, about, today) or _written(business, topic, text, embed)
            return known or _guess(business, text, about, today) or (Answer("no_answer"),)


_MAY_BE_OF_PEOPLE = frozenset({"faq", "staff", "services", "price"})
_WHO_DOES = re.compile(
    r"\bwho(?:'s| is| are)?\b.*\b(?:does|do|cuts?|colou?rs?|gives?|the one|good (?:at|with))\b|\bqui[eé]n (?:hace|corta)\b",
    re.IGNORECASE,
)
_DOES_IT = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:does|can|is)\b.*\b(?:do|does|the one who)\b", re.IGNORECASE)


def _who_does(business: Business, text: str, about: tuple[str, ...]) -> Answer | None:
    """ "Does Marco do highlights?", "who does color?": all who do it."""
    services = [one for one in business.services if one.id in about] or services_named(business, text)
    staff = [one for one in business.resources if one.kind == "staff"]
    one_is_named = any(str(one.id) in about for one in staff)
    if len(services) != 1 or _ASKS_PRICE.search(text):
        return None
    if not (_WHO_DOES.search(text) or (one_is_named and _DOES_IT.search(text))):
        return None
    skills = [set(need.skills) for need in services[0].needs if need.kind == "staff"]
    people = tuple(one.name for one in staff if any(needed <= set(one.skills) for needed in skills))
    return Answer("who_does", {"service": services[0].name, "people": people}) if people else None


def _offered(business: Business, topic: str, text: str, about: tuple[str, ...], embed: Embed | None) -> Answer:
    """Whether one thing is offered, or what is."""
    written = _faq(business, text, embed)
    if topic == "services" and _NO_SERVICE.search(text):
        return written or Answer("no_answer")
    service = _asked_for(business, text, about) if topic == "services" else None
    if service is not None:
        return written or _price(business, text, (service.id,)) or Answer("services", {"services": (service.name,)})
    names = tuple(one.name for one in business.services)
    return written or Answer(
        "services_only" if topic == "services" and _is_of_one(text) else "services", {"services": names}
    )


_HOW_IT_IS = re.compile(
    r"^\W*(?:(?:and|so|ok|y)\W+)*(?:is|are|does|how (?:big|hot|spicy|large|sweet|salty|many)|es|est[aá]|son|tan)\b|\b(?:spicy|picante|ਤਿੱਖ\w*|mirch)\b",
    re.IGNORECASE,
)


def _of_food(business: Business, topic: str, text: str, about: tuple[str, ...], embed: Embed | None) -> Answer:
    """ "Do you do catering?" is no question about the menu."""
    if topic == "services":
        return _faq(business, text, embed) or Answer("no_answer")
    return _of_dishes(business, text, about, embed)


def _of_dishes(business: Business, text: str, about: tuple[str, ...], embed: Embed | None) -> Answer:
    """What a dish is like is in its description, or in what the house wrote down, or not known; what is in it is, where
    nobody described it, what it is known to carry."""
    dishes = named(business, about, text)
    if dishes and not dishes[0].description and _WHAT_IS_IN_IT.search(text):
        return _contents(dishes[0])
    if dishes and not dishes[0].description and _HOW_IT_IS.search(text):
        return _faq(business, text, embed) or Answer("no_answer")
    if not dishes and _NOT_A_DISH.search(text):
        return _faq(business, text, embed) or Answer("no_answer")
    if not dishes and (_names_a_dish(text) or not _ASKS_FOR_MENU.search(text)):
        return _faq(business, text, embed) or Answer("not_on_menu")
    return _menu(business, text, about)


_WHAT_IS_IN_IT = re.compile(
    r"\b(?:what(?:'s| is|s| goes| do you put) in|made (?:of|with|from)|ingredient\w*|comes with|qu[eé] (?:lleva|tiene|trae|incluye)n?|con qu[eé] viene|de qu[eé] (?:es|son|est[aá])|ki (?:paunde|hunda)|vich ki)\b|ਵਿੱਚ ਕੀ|ਵਿਚ ਕੀ",
    re.IGNORECASE,
)
_ASKS_FOR_MENU = re.compile(
    r"\b(?:menus?|dish(?:es)?|food|cuisine|specials?|specialt\w+|desserts?|starters?|appeti[sz]ers?|mains?|entrees?|sides?|drinks?|wine list|options?|choices?|meals?|serve|eat|recommend\w*|suggest\w*|popular|best|favou?rites?|good|anything|something|vegetables|chef'?s"
    r"|men[uú]s?|platos?|comida|postres?|entradas?|entrantes?|principal\w*|bebidas?|beber|recomiend\w+|especial\w*|algo|khana|khaan|mitt?h[ae])\b|ਖਾਣ|ਮੀਨੂ|ਮਿੱਠ|ਮਿਠ",
    re.IGNORECASE,
)
_NOT_A_DISH = re.compile(
    r"\b(?:portions?|sizes?|buffet|(?:special|set|tasting|holiday|festive|christmas|new year'?s|fixed|prix fixe|happy hour) (?:price )?menus?|is (?:the|your|all the) food|how (?:spicy|hot|big) (?:is|are) (?:the|your) (?:food|dishes|portions|menu)"
    r"|(?:men[uú] (?:especial|degustaci[oó]n|navide[nñ]o)|porciones?))\b",
    re.IGNORECASE,
)
""" "Do you do half portions?": of the food as such, which only the house knows."""
_NAMES_ONE = re.compile(
    r"\bhow (?:spicy|hot|big|large|sweet|salty|much|many|good) (?:is|are) (?:the|your|that|those) (?P<one>[\w' ]+)"
    r"|\b(?:do|can|could|would) (?:you|i|we) (?:guys |also |still )*(?:do|serve|have|sell|make|get|offer) (?:any |some |the |a |an |your )?(?P<served>[\w' ]+)"
    r"|\b(?:is|are) (?:the|your) (?P<is>[\w' ]+?) (?:spicy|hot|good|big|sweet)\b",
    re.IGNORECASE,
)


def _names_a_dish(text: str) -> bool:
    """ "How spicy is the vindaloo?", of a house that has none; "do you have any specials?" names nothing."""
    match = _NAMES_ONE.search(text)
    return match is not None and _ASKS_FOR_MENU.search(next(filter(None, match.groups()))) is None


_OFFERS = r"(?:do|does|offer|have|a|an|any|your|the|hacen|tienen|ofrecen|un|una|el|la)"


def _asked_for(business: Business, text: str, about: tuple[str, ...]) -> Service | None:
    """The one service that is asked for as such: "do you do balayage?", but not the trim of "do you do beard trims?"."""
    found = services_named(business, text)
    if not found and (for_whom := _BARELY.fullmatch(text.strip())):
        return _service_with(business, for_whom["what"])
    if len(found) != 1 or (about and found[0].id not in about):
        return None
    names = (*found[0].name.values(), *(word for many in found[0].synonyms.values() for word in many))
    own = "|".join({re.escape(word) for name in names for word in name.split()})
    named_alone = any(
        re.search(rf"\b{_OFFERS}\s+(?:(?:{own})\s+)*{re.escape(name)}s?\b", text, re.IGNORECASE) for name in names
    )
    return found[0] if named_alone else None


_BARELY = re.compile(
    r"(?:(?:hi|hello|and|so|ok|um)\W+)*(?:do|can) you (?:guys )?(?:do|cut|see|take) (?P<what>\w+)\W*", re.IGNORECASE
)


def _service_with(business: Business, word: str) -> Service | None:
    """The one service in whose names the word is: "do you do kids?"."""
    singular = word.casefold().removesuffix("s")
    having = [
        service
        for service in business.services
        if any(
            singular in {part.casefold().replace("'s", "").removesuffix("s") for part in name.split()}
            for name in (*service.name.values(), *(each for many in service.synonyms.values() for each in many))
        )
    ]
    return having[0] if len(having) == 1 else None


_NO_SERVICE = re.compile(
    r"\b(?:discounts?|deals?|coupons?|memberships?|refunds?|financing|payment plans?|(?:gift )?vouchers?|gift cards?|jobs?|wi-?fi)\b",
    re.IGNORECASE,
)
"""What may be offered, but is none of the services."""
_OF_ONE = re.compile(
    r"\b(?:do|does|can) (?:you|they|u)(?: guys)?(?: also| still| even)? (?:do|offer|provide|give|have|treat) (?:any |an? )?(?!(?:services?|treatments?|things?|work|anything|something|it|that|this|else|you|other|more)\b)\w",
    re.IGNORECASE,
)


def _is_of_food(business: Business, text: str, about: tuple[str, ...]) -> bool:
    """What a house with a kitchen is asked to have, where it is no service by name."""
    return not about and _NO_SERVICE.search(text) is None and _asked_for(business, text, about) is None


def _is_of_one(text: str) -> bool:
    """ "Do you do perms?": of one thing, not of all there are."""
    return _OF_ONE.search(text) is not None and re.search(r"\b(?:what|which)\b", text, re.IGNORECASE) is None


def _about_us(business: Business, topic: str) -> Answer:
    if topic == "robot":
        return Answer("robot", {"assistant": business.identity.assistant_name})
    if topic == "recording":
        return Answer("recording_is", {"mode": business.recording.value})
    if topic == "largest_party":
        return Answer("largest_party", {"most": business.policies.max_party})
    return Answer("languages", {"languages": business.languages})


def _policy(business: Business, topic: str, text: str) -> Answer | None:
    if topic == "deposit" or (topic == "policy" and re.search(r"deposit|depósito", text, re.I)):
        return Answer("fact", {"text": business.policies.deposit}) if business.policies.deposit else None
    if topic in ("cancellation", "policy") and business.policies.cancellation:
        return Answer("fact", {"text": business.policies.cancellation})
    return None


def _faq(business: Business, text: str, embed: Embed | None) -> Answer | None:
    match = best_faq(text, business.faqs, embed)
    return Answer("fact", {"text": match.faq.answer}) if match else None


def _guess(business: Business, text: str, about: tuple[str, ...], today: date) -> tuple[Answer, ...]:
    """A question without a topic may still name something the facts know."""
    if _WHAT_IS_IN_IT.search(text) and (dishes := named(business, about, text)):
        return (_contents(dishes[0]),)
    if business.menu and (diet := diet_in(text, about)):
        return (_marked(diet, suited(business, diet), text),)
    if re.search(r"\b(open|close|closed|hours|abren|abierto|cierran|horario)\b", text, re.I):
        return _hours(business, about, today, text)
    asks_price = _ASKS_PRICE.search(text) or len(text.split()) <= BARELY_NAMED
    price = _price(business, text, about) if asks_price else None
    return (price,) if price else ()


BARELY_NAMED = 5
"""Words of a question that does little more than name a thing: "and the highlights?" wants to know what they cost."""
_ASKS_PRICE = re.compile(
    r"\b(?:how much|price[ds]?|pricing|costs?|charge[ds]?|fees?|rates?|cu[aá]nto|precios?|cuestan?|vale|kinne|kinna|kimat)\b|ਕਿੰਨੇ|ਕੀਮਤ",
    re.IGNORECASE,
)


_EVERY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day'?s\b|\b(?:every|each|on an?) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:los|cada) (?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?)\b"
    r"|ਹਰ \S+ਵਾਰ|\bhar \w+va{1,2}r\b",
    re.IGNORECASE,
)
""" "Are you open on Mondays?" is of all of them, and not of the next."""


def _hours(business: Business, about: tuple[str, ...], today: date, text: str) -> tuple[Answer, ...]:
    """Of a day; or of every week, with what is different in the coming one: told alone, a holiday would close that day for good."""
    days = [date.fromisoformat(one) for one in about if re.fullmatch(r"\d{4}-\d\d-\d\d", one)]
    day = next(iter(days), None)
    always = bool(days and _EVERY.search(text))
    weekly = re.search(
        r"\b(week|every day|all days|usual|normal(ly)?|hours|horario|semana|(?:which|what) days|qu[eé] d[ií]as|kehre din)\b|ਕਿਹੜੇ ਦਿਨ",
        text,
        re.I,
    )
    several = always and len(days) > 1
    if several or (day is None and weekly and not re.search(r"\b(today|tonight|now|hoy)\b", text, re.I)):
        coming = [today + timedelta(days=n) for n in range(7)]
        week = Answer("hours_week", {"first": today, "week": tuple(usually(business, one) for one in coming)})
        return (week, *_different(business, coming))
    wanted = day or today
    if always:
        usual = Answer("hours_weekday", {"weekday": wanted.weekday(), "sittings": usually(business, wanted)})
        return (usual, *_different(business, [wanted]))
    return (_hours_of(business, wanted),)


def _hours_of(business: Business, day: date) -> Answer:
    return Answer("hours_day", {"day": day, "sittings": sittings(business, day), "holiday": why_closed(business, day)})


def _different(business: Business, days: Sequence[date]) -> tuple[Answer, ...]:
    """What is not as usual on `days`: all of it, for one left out would be said to be as usual."""
    return tuple(_hours_of(business, one) for one in days if sittings(business, one) != usually(business, one))


_NOW = re.compile(r"^\W*(?:is|est[aá])\b|\b(?:right )?now\b|\bahora\b|ਹੁਣ", re.IGNORECASE)
""" "Is Dana there?" is of now."""


def _rota(business: Business, text: str, about: tuple[str, ...], today: date) -> tuple[Answer, ...]:
    """Who of the people who serve is there on a day; when one of them is, every week unless their coming one is another."""
    staff = [one for one in business.resources if one.kind == "staff"]
    asked = next((one for one in staff if str(one.id) in about), None)
    day = next((date.fromisoformat(one) for one in about if re.fullmatch(r"\d{4}-\d\d-\d\d", one)), None)
    if not staff or not (asked or day):
        return ()
    if day is None and _NOW.search(text):
        day = today
    if asked is None:
        there = tuple(one.name for one in staff if shifts(business, one, day or today))
        return (Answer("rota_day", {"day": day, "people": there}),)
    first = day if day is not None else today
    coming = [first + timedelta(days=n) for n in range(7)]
    usual = not any(one.first <= coming[-1] and one.last >= first for one in asked.days)
    week = tuple(usual_shifts(business, asked, one) if usual else shifts(business, asked, one) for one in coming)
    told: dict[str, Any] = {"person": asked.name, "first": first, "shifts": week}
    if day is not None and not sittings(business, day):
        return (_hours_of(business, day),)
    if day is not None:
        return (Answer("rota_person", {**told, "day": day, "sittings": shifts(business, asked, day)}),)
    theirs = [one for one, shift in zip(coming, week, strict=True) if shift] if usual else []
    return (Answer("rota_person", told), *_different(business, theirs))


def _of_people(business: Business, topic: str, text: str, about: tuple[str, ...], today: date) -> tuple[Answer, ...]:
    match topic:
        case "nobody_called":
            staff = tuple(one.name for one in business.resources if one.kind == "staff")
            return (Answer("nobody_called", {"person": about[0], "people": staff}),)
        case "rota":
            return _rota(business, text, about, today)
        case "speaks" if speaks := _speaks(business, about):
            return (speaks,)
        case _:
            return ()


def _written(business: Business, topic: str, text: str, embed: Embed | None) -> tuple[Answer, ...]:
    """A policy, or what the house wrote down."""
    known = _policy(business, topic, text) or _faq(business, text, embed)
    return (known,) if known else ()


def _speaks(business: Business, about: tuple[str, ...]) -> Answer | None:
    """What somebody speaks, or who speaks a language."""
    staff = [one for one in business.resources if one.kind == "staff" and one.languages]
    asked = next((one for one in staff if str(one.id) in about), None)
    if asked is not None:
        return Answer("speaks", {"person": asked.name, "languages": asked.languages})
    wanted = tuple(one for one in get_args(Language) if one in about)
    people = tuple(one.name for one in staff if set(wanted) & set(one.languages))
    return Answer("speaks", {"languages": wanted, "people": people}) if people else None


def _allergens(business: Business, text: str, about: tuple[str, ...]) -> tuple[Answer, ...]:
    wanted = looked_up(about, text)
    dishes = named(business, about, text)
    diet = diet_in(text, about)
    answers: list[Answer] = []
    if diet and len(dishes) == 1:
        answers.append(_suits(dishes[0], diet))
    elif diet:
        answers.append(Answer("diet", {"diet": diet, "items": suited(business, diet)}))
    if diet and len(dishes) == 1 and diet in dishes[0].diets:
        return (*answers, Answer("cross_contact"))
    if dishes and wanted:
        answers += [_of_dish(item, wanted) for item in dishes[:2]]
    elif dishes:
        answers.append(_contents(dishes[0]))
    elif wanted and diet not in ("gluten_free_recipe", "dairy_free_recipe"):
        found = allergy(business, wanted)
        args = {"containing": found.containing, "doubtful": found.doubtful, "unstated": found.unstated}
        answers.append(Answer("allergy", {"allergens": wanted, **args}))
    elif not diet:
        answers.append(Answer("allergy_which"))
    if wanted or dishes or diet:
        answers.append(Answer("cross_contact"))
    return tuple(answers)


def _contents(item: MenuItem) -> Answer:
    doubtful = (*item.may_contain, *item.unknown)
    return Answer("dish_allergens", {"item": item.name, "contains": item.contains, "doubtful": doubtful})


def _suits(item: MenuItem, diet: str) -> Answer:
    return Answer("dish_suits" if diet in item.diets else "dish_suits_not", {"item": item.name, "diet": diet})


def _of_dish(item: MenuItem, wanted: tuple[str, ...]) -> Answer:
    said = "not_listed" if marked_without(item, wanted) else verdict(item, wanted)
    return Answer(f"dish_{said}", {"item": item.name, "allergens": wanted})


def _diet(business: Business, text: str, about: tuple[str, ...]) -> tuple[Answer, ...]:
    diet = diet_in(text, about)
    wanted = looked_up(about, text)
    if wanted and diet not in ("gluten_free_recipe", "dairy_free_recipe"):
        return _allergens(business, text, about)
    if diet is None:
        return (_faq(business, text, None) or _menu(business, text, about),)
    dishes = named(business, about, text)
    caution = (Answer("cross_contact"),) if diet in ("gluten_free_recipe", "dairy_free_recipe") else ()
    if 0 < len(dishes) <= _EACH:
        return (*(_suits(dish, diet) for dish in dishes), *caution)
    return (_marked(diet, _in_section(suited(business, diet), text), text), *caution)


_EACH = 2
"""Dishes of a question that are answered for one by one."""
_WHETHER_ANY = re.compile(
    r"^(?!\W*(?:what|which|qu[eé]|cu[aá]l)).*\b(?:have|got|any|anything|something|serve|offer|(?:is|are) there|do you (?:do|make|cook)"
    r"|tienen?|hay|ofrecen|sirven|hacen|algo|alg[uú]n\w*|koi|kuj+h?)\b|ਕੋਈ|ਕੁਝ|ਕੁੱਝ",
    re.IGNORECASE,
)


def _marked(diet: str, items: tuple[MenuItem, ...], text: str) -> Answer:
    """A yes only to whether there is any: "is the duck vegan?", of a dish we do not have, is not answered with one."""
    return Answer("diet", {"diet": diet, "items": items, "any": bool(_WHETHER_ANY.search(text))})


def _in_section(items: tuple[MenuItem, ...], text: str) -> tuple[MenuItem, ...]:
    """ "What vegetarian mains are there?"; all of them, where no part of the menu is named or it has none."""
    section = _section_named(text)
    return tuple(item for item in items if item.section == section) or items


def _price(business: Business, text: str, about: tuple[str, ...]) -> Answer | None:
    dishes = named(business, about, text)
    if dishes:
        return Answer("price_dish", {"items": tuple((item.name, item.price) for item in dishes[:3])})
    services = [service for service in business.services if service.id in about] or services_named(business, text)
    priced = tuple(row for service in services if (row := _cost(service, text)) is not None)
    return Answer("price_service", {"services": priced[:3]}) if priced else None


def _cost(service: Service, text: str) -> tuple[Text, Decimal, bool] | None:
    """Of the way of having it that is named, if that has a price of its own."""
    option = option_named(text, service)
    if option is not None and option.price is not None:
        return ({**service.name, **option.name}, option.price, False)
    return None if service.price is None else (service.name, service.price, service.price_from)


def _lengths(business: Business, text: str, about: tuple[str, ...]) -> tuple[Answer, ...]:
    """Of the services that are named; a table's depends on the party, and is no treatment."""
    services = [service for service in business.services if service.id in about] or services_named(business, text)
    if any(need.kind == "table" for service in services for need in service.needs):
        return ()
    return tuple(_lasts(service, text) for service in services[:2])


def _lasts(service: Service, text: str) -> Answer:
    option = option_named(text, service)
    minutes = option.minutes if option is not None and option.minutes is not None else service.minutes
    return Answer(
        "lasts", {"service": {**service.name, **(option.name if option is not None else {})}, "minutes": minutes}
    )


def services_named(business: Business, text: str) -> list[Service]:
    """By the longest of their names in it; several if they share that."""
    low = text.lower()
    found = []
    for service in business.services:
        words = (
            *service.name.values(),
            *(word for many in service.synonyms.values() for word in many),
            *(phrase for option in service.variants for phrase in phrases_of(option)),
        )
        longest = max((len(word) for word in words if word.lower() in low), default=0)
        if longest:
            found.append((longest, service))
    best = max((length for length, _ in found), default=0)
    return [service for length, service in found if length == best]


def _menu(business: Business, text: str, about: tuple[str, ...]) -> Answer:
    dishes = named(business, about, text)
    if dishes:
        return Answer("dish", {"item": dishes[0].name, "price": dishes[0].price, "description": dishes[0].description})
    section = _section_named(text)
    items = tuple(item for item in business.menu if section is None or item.section == section)
    picked = items if section else tuple(item for item in items if item.section == "mains")
    return Answer("menu", {"items": picked[:6], "section": section or "mains"})


def _section_named(text: str) -> str | None:
    low = text.lower()
    words = {"starter": "starters", "appetizer": "starters", "entrante": "starters", "main": "mains", "principal": "mains", "dessert": "desserts",
             "postre": "desserts", "ਮਿੱਠ": "desserts", "ਮਿਠ": "desserts", "mith": "desserts", "mitth": "desserts", "side": "sides"}  # fmt: skip
    return next((name for word, name in words.items() if word in low), None)
