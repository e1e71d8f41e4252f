"""What callers tell rather than ask for: how they are, what went wrong, who they are calling for, what was."""

import re

_BODY = (
    r"head|neck|throat|chest|back|shoulder|arm|elbow|wrist|hand|finger|thumb|hip|leg|knee|ankle|foot|feet|toe|heel|stomach|belly|tummy|ear|eye"
    r"|nose|tooth|teeth|gum|jaw|skin|scalp|rib|side|groin|breast|bladder"
)
_AILS = re.compile(
    rf"\b(?:head|stomach|tummy|belly|tooth|ear|back|heart)[ -]?aches?\b|\bmigraines?\b|\b(?:sore|swollen|stiff|itchy|burning|painful|numb|broken|sprained|twisted|infected) (?:\w+ )?(?:{_BODY})s?\b"
    rf"|\b(?:{_BODY})s? (?:\w+ ){{0,3}}(?:hurts?|hurting|aches?|aching|pains?|swollen|swelling|infected|itch\w*|burn\w*|bleeding|numb|sore)\b"
    rf"|\b(?:broke|broken|sprained|twisted|hurt|injured|pulled|cut|burned|burnt|bruised|hit|banged) (?:my|his|her|their) (?:\w+ )?(?:{_BODY})s?\b"
    r"|\b(?:pains?|ache|lump|rash|hives|fever|temperature|chills|cough(?:ing)?|sneezing|runny nose|congest\w+|sinus\w*|nausea|nauseous|vomit\w*|throwing up|threw up|diarrh\w+"
    r"|(?:have|has|having|got|caught|with) (?:a |the )?(?:\w+ )?(?:cold|flu|covid|bug|panic attacks?|anxiety attacks?)|(?:feel\w*|been|am|is|i'm|he's|she's) (?:\w+ )?(?:sick|unwell|ill|poorly)|not feeling (?:well|good|great)"
    r"|constipat\w+|dizzy|dizziness|light ?headed|insomnia|infection|strep|pink ?eye|ear infection|flu symptoms|flu-like|swelling|stung|bitten|tick bite|u ?t ?i|palpitations"
    r"|fiebre|tos|dolor|me duele\w*|sarpullido|v[oó]mit\w+|diarrea|mareo\w*|mareada|mareado|n[aá]useas)\b"
    r"|ਬੁਖ਼?ਾਰ|ਖੰਘ|ਦਰਦ|ਦੁਖਦ|\b(?:bukhar|khang|dard|dukhd[ai])\b",
    re.IGNORECASE,
)


def ails(text: str) -> bool:
    """ "I think I broke my wrist", "my baby has a rash": of somebody who is unwell."""
    return _AILS.search(text) is not None


_HAIR = r"(?:hair|color|colour|cut|haircut|fringe|bangs|highlights|balayage|roots|perm|dye|blow[ -]?dry|it|they)"
_GONE_WRONG = re.compile(
    rf"\b{_HAIR}(?: \w+){{0,3}}? (?:came out|turned(?: out)?|went|has gone|have gone|is|are|looks?)(?: (?:all|so|really|very|a bit|completely|totally|kind of))*"
    r" (?:wrong|orange|green|patchy|uneven|brassy|yellow|lopsided|fried|breaking off|falling out|ruined|terrible|awful|horrible|too (?:short|dark|light|orange|brassy|yellow))\b"
    rf"|\bit'?s (?:all |so |really |very |completely )*(?:patchy|uneven|lopsided|orange|brassy)\b|\b(?:ruined|botched|burn(?:ed|t)|damaged|fried|messed up) my (?:hair|color|colour|cut|scalp|highlights|ears?|skin)\b"
    r"|\b(?:scalp|skin|face|eyes?|eyelids?|neck|ears?|forehead|head) (?:is|are|has been|feels?|started|keeps?|won'?t stop)(?: \w+){0,2} (?:burn\w*|itch\w*|blister\w*|peel\w*|raw|sore)"
    r"|\b(?:reaction|rash|blisters?|hives|swelling) (?:to|from|after) (?:the |your |my )?(?:dye|colou?r|bleach|treatment|product|highlights|perm)\b"
    r"|\b(?:me arde|me quem[oó]|reacci[oó]n al?|qued[oó] (?:naranja|verde|disparejo|manchado))\b",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(?:at home|myself|another salon|somewhere else|a different salon|other salon|box dye)\b", re.I
)


def gone_wrong(text: str) -> bool:
    """ "My hair came out orange", "my scalp has been burning since yesterday": after a treatment here."""
    return _GONE_WRONG.search(text) is not None and _NOT_OURS.search(text) is None


_PASSES_ON = re.compile(
    r"\W*(?:\b(?:hi|hello|hey|please|can you|could you|would you|will you|just|and|also|oh|yes|ok)\b\W*)*"
    r"\b(?:tell|let|remind|thank|say (?:hi|hello|thanks|thank you|sorry) to|give my (?:\w+ )?to|d[ií]ga(?:n)?le a|av[ií]sele a|salude a)\W+(?:(?:dr|doctor|doctora|nurse)\b\W*)?",
    re.IGNORECASE,
)


def passes_on(before: str) -> bool:
    """Whether what stands in front of somebody's name sends them word: "please tell ..."."""
    return _PASSES_ON.fullmatch(before) is not None


_PAST = re.compile(
    r"\b(?:had|got|was|were|came|did|went|saw|been)\b.*\b(?:yesterday|last (?:night|week|month|year|\w+day)|(?:days?|weeks?|months?|years?) ago|the other day)\b",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"\b(?:want|wants|would like|'d like|need|needs|can (?:i|you|we|she|he)|could (?:i|you|we|she|he)|another|again|book|same|looking|schedule|come in|is due|like to)\b",
    re.IGNORECASE,
)


def tells_of_past(text: str) -> bool:
    """ "My daughter had a blow-dry last week", and no wish beside it."""
    return _PAST.search(text) is not None and _WISHES.search(text) is None


_ON_BEHALF = re.compile(
    r"(?i:\b(?:this is|it's|it is|i'm|i am|my name is|my name's)) (?:[A-Z][\w'’-]+ ){1,2}(?i:(?:calling )?(?:from|with|at|over at|on behalf of)) (?:(?i:the) )?(?=[A-Z])"
    r"|(?i:\b(?:calling|i call) (?:from|on behalf of)) (?:(?i:the) )?(?=[A-Z])"
    r"|(?i:\b(?:we|our company|our team) (?:help|work with|offer|provide|specialize in)\b.*\b(?:salons?|clinics?|restaurants?|practices|businesses|business owners|customers|patients online|clients)\b)"
    r"|(?i:\b(?:would you be|are you|if you're) interested in (?:a|an|our|trying|saving|growing|new)\b|\bspeak (?:to|with) the (?:business )?owner about\b)"
)


def on_behalf(text: str) -> bool:
    """ "This is Anna from Blue Shield", "we help salons get more customers": somebody who calls for a company."""
    return _ON_BEHALF.search(text) is not None


_WHO_IS_THIS = re.compile(
    r"\W*(?:(?:hi|hello|hey|um|uh|oh|sorry|excuse me|good (?:morning|afternoon|evening))\W+)*"
    r"(?:(?:is this|have i (?:reached|got)|did i (?:reach|call|dial)|am i (?:calling|through to)|do i have|i'm (?:looking|trying to reach) (?:for )?)\b"
    r"(?!.*\b(?:robot|recording|recorded|person|real|machine|human|right|correct|possible|covered|included|ok|okay|about|for me|ai|bot|serious|urgent|to|appointments?|booking|reservation|table|time)\b)"
    r"[^?.]{3,40}(?:place|restaurant|salon|shop|store|clinic|office|hospital|bar|bakery|garage|bank|pharmacy|dentist|residence|hotel|number|pizza|studio|spa)"
    r"|what (?:place|business|company|salon|clinic|restaurant) is this|who (?:have i|did i) (?:reached?|called?))\W*",
    re.IGNORECASE,
)


_IS_THIS = re.compile(
    r"\b(?:is this|have i reached|did i (?:reach|call|dial)|am i (?:calling|through to))\W+(?:the\W+)?(?P<name>\w+)",
    re.I,
)


def asks_whose_number(text: str, house: str) -> bool:
    """ "Is this the pizza place?", "is this Juniper?"."""
    named = _IS_THIS.search(text)
    ours = named is not None and named["name"].casefold() in house.casefold().split()
    return ours or _WHO_IS_THIS.fullmatch(text) is not None


_WRONG_NUMBER = re.compile(
    r"\b(?:wrong number|misdialed|mis ?dialled|n[uú]mero equivocado|galat number)\b", re.IGNORECASE
)

_NUMBER_OF_THEIRS = re.compile(r"\b(?:gave|give|left|put|wrote|told|have|my)\b", re.IGNORECASE)
""" "I gave you the wrong number"."""


def dialled_wrong(text: str) -> bool:
    """ "Sorry, wrong number"."""
    return _WRONG_NUMBER.search(text) is not None and _NUMBER_OF_THEIRS.search(text) is None
