"""Words for a house of each trade, by which a caller says what they are looking for: "can you find me a dentist?" is a
wish for a visit here, not a question about the town. Pure."""

import re

from receptionist.business.definition import Vertical

_HOUSES: dict[Vertical, str] = {
    Vertical.RESTAURANT: r"restaurants?|places? to (?:eat|dine)|somewhere (?:to eat|nice|for)|something to eat|diner|meal|food|eat(?:ery)?|bite"
    r"|brunch|breakfast|lunch|dinner|supper|cuisine|restaurantes?|d[oó]nde comer|comer|cenar|almorzar|ਰੈਸਟੋਰੈਂਟ|ਖਾਣ|khana|restaurant",
    Vertical.SALON: r"salons?|hair ?(?:dressers?|stylists?|cuts?|style)|stylists?|barbers?(?: ?shops?)?|beauticians?|manicure|pedicure"
    r"|peluquer[ií]as?|peluquer[oa]|estilista|barber[ií]a|corte de pelo|ਸੈਲੂਨ|ਵਾਲ|baal|waal",
    Vertical.CLINIC: r"doctors?|dr|physicians?|gps?|general practitioners?|dentists?|clinics?|therapists?|psycholog(?:ists?)|psychiatrists?"
    r"|counsell?ors?|counsell?ing|specialists?|dermatologists?|gyna?ecologists?|ophthalmologists?|orthodontists?|pediatricians?"
    r"|practice|practitioners?|m[eé]dic[oa]s?|doctora?|dentista|terapeuta|psic[oó]log[oa]|psiquiatra|cl[ií]nica|consultorio|ਡਾਕਟਰ|ਡਾਕਟਰੀ|daktar|doctor",
}
"""Also those whom one visits there: a caller who needs one need not say that it takes an appointment."""
_SEEKS = re.compile(
    r"\b(?:find|finding|look(?:ing)? (?:for|up|into)|search(?:ing)?|locate|get me|get myself|get|recommend|suggest|help me with|need|want|wanna"
    r"|would like|'d like|like to (?:see|visit|go|eat|have)|see|visit|try|go (?:to|out)|book|schedule|make|grab|craving|hungry|starving|after"
    r"|busco|buscando|buscar|necesito|quiero|quisiera|encontrar|recomend\w+|ver a|ir a)\b"
    r"|ਲੱਭ|ਚਾਹੀਦ|ਜਾਣਾ|ਦਿਖਾਉਣਾ|\b(?:labh\w*|chahid\w*|jaana|dikhauna)\b",
    re.IGNORECASE,
)
_ASKS_ABOUT = re.compile(
    r"^\W*(?:how|why|when|what time|where|who|is|are|does|cómo|cuándo|dónde|quién|por qué)\b", re.IGNORECASE
)


_HOUSE = re.compile(
    rf"(?:the |an? |my |el |la |un |una )?(?:{'|'.join(_HOUSES.values())}|center|centre|studio|office|hair|dental)",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\b(?:find|looking (?:for|up)|look for|search(?:ing)?|locate|recommend|suggest|busco|buscando|buscar|encontrar)\b|ਲੱਭ|\blabh",
    re.IGNORECASE,
)


def is_a_house(words: str) -> bool:
    """Whether the words are no more than what any such house, or anybody who works in one, is called."""
    return _HOUSE.fullmatch(words.strip(" .,")) is not None


def searches_for_us(text: str, vertical: Vertical) -> bool:
    """As `looks_for_us`, in words that leave no doubt: "I'm looking for somewhere with vegetarian food"."""
    return _LOOKS.search(text) is not None and looks_for_us(text, vertical)


def looks_for_us(text: str, vertical: Vertical) -> bool:
    """Whether somebody is sought whom this business is."""
    house = re.compile(rf"(?<!\w)(?:{_HOUSES[vertical]})(?!\w)", re.IGNORECASE)
    return house.search(text) is not None and _SEEKS.search(text) is not None and _ASKS_ABOUT.search(text) is None


_MATTERS: dict[Vertical, str] = {
    Vertical.RESTAURANT: r"(?!)",
    Vertical.SALON: r"hair|colou?r\w*|dye|cuts?|wash|stylists?|extensions?|perms?|products?|shampoo|nails?|brows?|bleach|wigs?|make-?up|wedding|bridal|patch test",
    Vertical.CLINIC: r"notes?|letters?|forms?|records|fax\w*|referrals?|refer|refill\w*|prescri\w+|medic\w+|meds|pills?|tablets|claim|copay|insur\w+|results?|x-?rays?|mri|scans?|ultrasound|lab|labs"
    r"|samples?|certificates?|vaccin\w*|immuni\w+|tests?|testing|video visits?|telehealth|specialists?|pharmacy|blood|fast|fasting|shots?|symptoms?|doctors?|nurses?|prenatal",
}
_OF_ANY_HOUSE = r"bill|billing|bills|invoice|receipt|refund|charged|vouchers?|gift cards?|jobs?|hiring|apply|kids?|child(?:ren)?|baby|dogs?|pets?|wi-?fi|discounts?|wheelchair|stroller"


def concerns_us(text: str, vertical: Vertical) -> bool:
    """Whether it is about what such a house has to do with, though nothing of it is known here: a sick note, a bill."""
    return re.search(rf"\b(?:{_MATTERS[vertical]}|{_OF_ANY_HOUSE})\b", text, re.IGNORECASE) is not None
