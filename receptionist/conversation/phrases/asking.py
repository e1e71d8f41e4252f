"""Questions and wishes beside the booking itself."""

import re

_ASKS_ON = re.compile(
    r"^(?:(?:ok(?:ay)?|and|so|then|well|y|e|ਅਤੇ|ਤੇ|te|ate)[ ,]+)*(?:what about|how about|and|also|same for|qu[eé] tal|y (?:el|la|los|las|de|con|en|para|por|a|hasta|desde)|ਅਤੇ|ਤੇ)(?=[\s,]|$)",
    re.I,
)


_ASKS_ANEW = re.compile(
    r"^(?:(?:ok(?:ay)?|and|also|so|then|well|y)[ ,]+)+(?:is|are|do|does|did|can|could|will|would|has|have|how|what's|where|when|who|which|es|est[aá]|tiene|cu[aá]nto)\b"
    r"(?!.*\b(?:ok(?:ay)?|safe|fine|all ?right|suitable|too|as well|also|tambi[eé]n)\W*$)",
    re.I,
)
"""A sentence of its own: "and is the curry hot?", but not "and is the salad safe?"."""


def asks_on(text: str) -> bool:
    """ "And the salad?", "what about Sunday?": a question that leans on the one before."""
    said = text.strip(" ¿")
    return _ASKS_ON.search(said) is not None and _ASKS_ANEW.search(said) is None


_WHETHER_SAFE = re.compile(
    r"\b(?:safe|ok(?:ay)? (?:for|to eat)|(?:can|could|may) (?:i|he|she|they|we|my \w+) (?:eat|have)|segur[oa]|puede (?:comer|tomar))\b|\b(?:is|are) .*\bok(?:ay)?\W*$",
    re.I,
)


def asks_whether_safe(text: str) -> bool:
    """ "Is the lamb safe?", "can she eat the salad?": for whoever has told what they must not eat."""
    return _WHETHER_SAFE.search(text) is not None


_IN_WRITING = re.compile(
    r"\b(?:text|sms|message|send) (?:it|that|this|those|them|me|us)\b(?! (?:through|to (?:someone|a person|the)|back|when|if|over to|a confirmation|once))"
    r"|\b(?:text|send) (?:me|us|it|that) .{0,40}\b(?:text|sms|message|address|directions|details|info\w*|number|hours|link)\b"
    r"|\b(?:by|via|in a) (?:text|sms|text message)\b"
    r"|\b(?:m[aá]nd\w+|env[ií]\w+|manda\w*|pasa\w*)\b.{0,30}\b(?:mensaje|texto|sms|por escrito|whatsapp)\b|\bme l[oa] (?:puede |podr[ií]a )?(?:mand|envi)\w+"
    r"|\b(?:message|text|sms) (?:kar|bhej|vich)\w*|ਮੈਸੇਜ|ਟੈਕਸਟ",
    re.I,
)


def wants_in_writing(text: str) -> bool:
    """ "Could you text it to me?"."""
    return _IN_WRITING.search(text) is not None


_POINTS_BACK = re.compile(
    r"\b(?:it|that|that one|this one)\b|\b(?:ese|eso|esa|este|esto)\b|\b(?:os|us|oh) vich\b|ਉਸ ਵਿੱਚ|ਇਸ ਵਿੱਚ", re.I
)


def points_back(text: str) -> bool:
    """ "Does it have nuts?": of what was spoken of."""
    return _POINTS_BACK.search(text) is not None


_SEEKS_PLACE = re.compile(
    r"\b(?:anything|something|what (?:times? |else )?(?:do|have) you (?:got|have)|availab\w+|free|openings?|space|room|spots?|slots?|fit|squeeze|get in|come in|see (?:me|us)|appointments?"
    r"|hueco|disponib\w+|libres?|algo|lugar|sitio|cupo|khali|thaan)\b|ਖਾਲੀ|ਥਾਂ",
    re.I,
)


_FIRST_THERE_IS = re.compile(
    r"\b(?:earliest|soonest|first (?:thing|one|opening|table|slot|time|available)|next (?:opening|available|free)|m[aá]s temprano|primera hora|sab ton pehl\w+)\b(?! (?:(?:do|that) )?(?:you|they) (?:open|close|start))|ਸਭ ਤੋਂ ਪਹਿਲ",
    re.I,
)


def asks_for_first(text: str) -> bool:
    """ "What's your earliest on Sunday?": they want to hear what there is."""
    return "?" in text and _FIRST_THERE_IS.search(text) is not None


def seeks_place(text: str) -> bool:
    """ "Anything on Thursday?": about a place in the book, where "live music on Thursday?" is about the house."""
    return _SEEKS_PLACE.search(text) is not None or asks_for_first(text)


_USUAL = re.compile(
    r"\b(?:the|my|our) usual\b(?! (?:hours|price|time do))|\b(?:the )?same (?:thing|again)(?: (?:again|please|as last time|as before))\b|\bsame as (?:always|usual|ever|last time)\b|\blike (?:always|last time)\b"
    r"|\blo de siempre\b|\bcomo siempre\b|\bigual que (?:siempre|la [uú]ltima vez)\b"
    r"|ਹਮੇਸ਼ਾ (?:ਵਾਂਗ|ਵਾਲ)|ਪਹਿਲਾਂ ਵਾਂਗ|ਪਿਛਲੀ ਵਾਰ (?:ਵਾਂਗ|ਵਾਲ)|\bhamesha (?:wang|vang|wala)\b",
    re.I,
)


def wants_usual(text: str) -> bool:
    """ "The usual, please"."""
    return bool(_USUAL.search(text))


_FORGET = re.compile(
    r"\b(?:forget|delete|erase|remove) (?:about )?(?:me|(?:all |everything )?(?:of )?my (?:\w+ )?(?:data|details|information|info|records?|number|profile))(?! (?:from|off) (?:the )?(?:booking|wait))\b(?! a | an | the | my )"
    r"|\b(?:delete|erase|forget) (?:everything|all|whatever) (?:that )?you (?:have|know|kept|keep)\b|\bright to be forgotten\b"
    r"|\b(?:borr[ae]n?|elimin[ae]n?|olvid[ae]n?|borrar|eliminar) (?:todos )?(?:mis (?:datos|informaci[oó]n)|mi (?:informaci[oó]n|n[uú]mero|historial)|todo lo que (?:tienen|saben|guardan))\b|\bderecho al olvido\b"
    r"|ਮੇਰ(?:ਾ|ੀ) (?:ਸਾਰਾ |ਸਾਰੀ )?(?:ਡਾਟਾ|ਡੇਟਾ|ਜਾਣਕਾਰੀ|ਰਿਕਾਰਡ) (?:ਮਿਟਾ|ਹਟਾ|ਡਿਲੀਟ)|\bmera (?:sara )?data (?:mita|delete|hata)",
    re.I,
)


def wants_forgetting(text: str) -> bool:
    """ "Delete my data"."""
    return bool(_FORGET.search(text))


_NO_RECORDING = re.compile(
    r"\b(do not|don't|dont|stop|without|rather not|not want|no|not to|off)\b[^.?!]*\brecord(ed|ing)?\b"
    r"|\bno (me |quiero |nos )?(que )?(me )?(grab\w+)|\bsin grabar\b|ਰਿਕਾਰਡ ਨਾ|ਰਿਕਾਰਡ ਨਹੀਂ",
    re.I,
)


def refuses_recording(text: str) -> bool:
    return bool(_NO_RECORDING.search(text))


_WHEN = re.compile(
    r"\b(?:when|what time|(?:what|which) day)(?:(?:\W+(?:is|was|are|do|does|did|i|we|you|have|has|got)|[’']s)){0,4}\W+(?:"
    r"(?:my|our|his|her|their)\W+(?:[\w’']+\W+){0,2}?|the\W+(?=\w+\W+(?:of|for|under)\b))(?:appointment|booking|reservation|visit|table)\b"
    r"|\b(?:when|what time)(?:[’']s|\W+is|\W+was)\W+the\W+other\b"
    r"|\bhow many (?:people |guests )?(?:did (?:i|we) (?:say|book|put|reserve)|(?:is|was) (?:it|that|my \w+|our \w+) for|(?:do|did) you have (?:me|us|it) (?:down )?for)\b"
    r"|\b(?:cu[aá]ndo|a qu[eé] hora|qu[eé] d[ií]a)\W+(?:es|era|tengo|tiene|tenemos|est[aá])\W+(?:mi|nuestra|su|la)\W+(?:cita|reserva(?:ci[oó]n)?|mesa)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^\W*(?:(?:but|and|pero|y|par|ਪਰ) )?(?:why\b|what (?:do you need (?:that|it|this) )?for\b|how come\b|por qu[eé]\b|para qu[eé]\b|kyon\b|kyun\b|kis layi\b|ਕਿਉਂ|ਕਿਸ ਲਈ)",
    re.IGNORECASE,
)


def asks_when(text: str) -> bool:
    """ "When is my appointment?", "what day is the booking of Ana Ruiz": about one there is already."""
    return _WHEN.search(text) is not None


def asks_why(text: str) -> bool:
    """ "Why do you need that?"."""
    return _WHY.search(text) is not None


_SHIFT = re.compile(
    r"\b(?:is|are|will) (?:\w+\.? ){1,3}(?:be )?(?:working|in|there|around|on(?: duty)?|at work)\b(?! a\b)"
    r"|\b(?:does|do) (?:\w+\.? ){1,3}(?:work|come in)\b(?! (?:with|for|as)\b)"
    r"|\b(?:which|what) days? (?:does|is|do|are)\b.*\b(?:work|working|in|there|on)\b|\bwhen (?:does|is|do|are) (?:\w+\.? ){1,3}(?:work|working|in|there)\b"
    r"|\bwhat are (?:[\w'’]+\.? ){1,3}(?:hours|days)\b"
    r"|\b(?:trabaja|atiende|est[aá]|estar[aá]|viene)\b.*\b(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|hoy|ma[nñ]ana)s?\b"
    r"|\bqu[eé] d[ií]as (?:trabaja|atiende|est[aá]|viene)\b|\bcu[aá]ndo (?:trabaja|atiende|est[aá])\b"
    r"|\b(?:kamm|kam) (?:karda|kardi|karde)\b|\b(?:hunda|hundi|hunde|aunda|aundi|aunde|hovega|hovegi|honge) (?:hai|ne|han|aa|e)?\b"
    r"|ਕੰਮ ਕਰਦ|ਹੁੰਦ[ਾੀੇ]|ਆਉਂਦ[ਾੀੇ]|ਹੋਵੇਗ|ਹੋਣਗੇ",
    re.I,
)
_WHO_WORKS = re.compile(
    r"\bwho(?:'s| is|'ll be| will be| all is)? (?:all )?(?:working|works|in|on(?: duty)?|there|around|at work)\b|\bwho do you have (?:in|on|working)\b"
    r"|\bqui[eé]n(?:es)? (?:trabajan?|atienden?|est[aá]n?|estar[aá]n?|vienen?)\b"
    r"|\bkaun (?:kaun )?.*\b(?:hunda|hunde|hovega|honge|kamm|aunda)\b|ਕੌਣ.*(?:ਹੁੰਦ|ਹੋਵੇਗ|ਹੋਣਗੇ|ਕੰਮ|ਆਉਂਦ)",
    re.I,
)


def asks_for_shift(text: str) -> bool:
    """ "Is Marco in on Saturday?", "which days does Dana work?": of somebody who is named beside it."""
    return _SHIFT.search(text) is not None


def asks_who_works(text: str) -> bool:
    """ "Who's in tomorrow?"."""
    return _WHO_WORKS.search(text) is not None


_SAID_SO_FAR = re.compile(
    r"\b(?:what|which|how many)(?: (?:time|day|date|hour|name|people|guests))?(?: again)? (?:did|have) (?:you|we|i) (?:just )?(?:say|said|put|got?|agree|write|written|down|pick)\b"
    r"|\b(?:what|which) (?:time|day|date) (?:was|is) (?:that|it)(?: again| for)?\W*$|\bwhat (?:have you got|do you have) (?:down )?so far\b"
    r"|\bqu[eé] (?:hora|d[ií]a|fecha) (?:dijo|dijimos|dije|era|puso|qued[oó])\b|\bcu[aá]ntos (?:dije|dijimos|puso)\b|\b(?:kinne vaje|kehra din) (?:keha|kiha|dasseya)\b|(?:ਕਿੰਨੇ ਵਜੇ|ਕਿਹੜਾ ਦਿਨ) (?:ਕਿਹਾ|ਦੱਸਿਆ)",
    re.I,
)


def asks_what_was_said(text: str) -> bool:
    """ "What time did you say?": of the visit that is being made."""
    return _SAID_SO_FAR.search(text) is not None


_OF_THE_HOUSE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|um+|uh+|so|and|oh|ok|okay|but|also|well|sorry|quick question)\W+)*"
    r"(?:(?:do|are|did|will|would) (?:you(?: guys| all| people)?|your)\b(?! (?:know|think|like|want|believe|remember|mind|love|even|hear|ok|okay|sure|there|kidding|serious|joking))"
    r"|(?:is|are) there\b|is your\b|(?:do|does) (?:the|your) (?:kitchen|restaurant|place|patio|bar|chef|table)\b|(?:what|when)(?:'s| is| time is| time are| are) (?:the |your )?last (?:orders?|seating|call)\b|have you (?:got|ever)\b|(?:can|could|will|would) (?:you|the kitchen|the chef) (?:guys )?(?:make|cook|prepare|leave out|serve|split|heat|wrap|adjust|do) (?:it|them|that|the)\b)",
    re.I,
)


def asks_of_the_house(text: str) -> bool:
    """ "Do you split the bill?": a question to the house, whatever it is about."""
    return _OF_THE_HOUSE.search(text) is not None


_ORDERS_FOOD = re.compile(
    r"\b(?:order|i'?d like|i would like|can i (?:get|have)|could i (?:get|have)|i'?ll (?:have|take|get)|we'?ll (?:have|take)|i want|let me get|give me|to go|take ?away|take ?out|pick ?up|deliver\w*"
    r"|quisiera|quiero|me da|p[oó]ngame|para llevar|pedir)\b|\bplease\W*$|\bpor favor\W*$",
    re.I,
)


def orders_food(text: str) -> bool:
    """ "Two butter chickens and a naan, please", of dishes that are named."""
    return _ORDERS_FOOD.search(text) is not None


_CAN_I_EAT = re.compile(
    r"\b(?:can|could|may|should) (?:i|we|he|she|they|my \w+) (?:\w+ )?(?:eat|have|order|get)\b|\b(?:puedo|puede|podemos) (?:comer|pedir|tomar)\b",
    re.I,
)


def asks_what_to_eat(text: str) -> bool:
    """ "Which mains can I have?": for whoever has told what they must not eat."""
    return _CAN_I_EAT.search(text) is not None


_THAT_DAY = re.compile(
    r"\b(?:that|the same) (?:day|date|night|evening)\b|\b(?:ese|el mismo) d[ií]a\b|\b(?:us|oss|ohi) din\b|ਉਸ ਦਿਨ", re.I
)


def points_to_day(text: str) -> bool:
    """ "What are your hours that day?"."""
    return _THAT_DAY.search(text) is not None


_CALLS_BACK = re.compile(r"\b(?:call you back|have (?:\w+ ){1,3}call you|puede llamarle|le llam\w+)\b", re.IGNORECASE)
_TAKES_MESSAGE = re.compile(r"\b(?:leave a message|take a message|dej[ea] un mensaje)\b", re.IGNORECASE)


def offered_in(answer: object) -> str:
    """The task that an answer of the house offers: `call_back`, `message`, or none."""
    words = " ".join(map(str, answer.values())) if isinstance(answer, dict) else ""
    return "call_back" if _CALLS_BACK.search(words) else "message" if _TAKES_MESSAGE.search(words) else ""


_REQUESTS = re.compile(
    r"\b(?:can|could|may|will|would|should) (?:you|i|we|someone|somebody|she|he|they|my \w+)\b|\b(?:do|does|did) (?:i|you|we|my \w+)\b|\b(?:i|we)(?:'d| would) (?:like|love|need)\b"
    r"|\b(?:i|we) (?:need|want|wanted|have a question|was wondering)\b|\b(?:i'm|i am) (?:calling|looking) (?:about|to|for)\b|\b(?:is|are) (?:there|it)\b",
    re.IGNORECASE,
)


def requests(text: str) -> bool:
    """ "Can I get a sick note?", "do I have to fast?": something is asked for."""
    return _REQUESTS.search(text) is not None


_FOR_ANOTHER = re.compile(
    r"\b(?:for|para) (?:my|mi) (?:\w+ )?(?:wife|husband|partner|son|daughter|mother|mom|mum|father|dad|sister|brother|friend|kid|child|boyfriend|girlfriend|niece|nephew"
    r"|espos[oa]|marido|mujer|pareja|novi[oa]|hij[oa]|niet[oa]|suegr[oa]|mam[aá]|madre|pap[aá]|padre|herman[oa]|amig[oa])\b"
    r"|\bmer[aie] (?:\w+ ){1,2}(?:layi|lai|vaste)\b|ਮੇਰ[ਾੀੇ] (?:\S+ ){1,2}(?:ਲਈ|ਵਾਸਤੇ)",
    re.IGNORECASE,
)


def for_another(text: str) -> bool:
    """ "Also a blow-dry for my wife"."""
    return _FOR_ANOTHER.search(text) is not None


_IS_ASKED = re.compile(
    r"\?|(?:^|[,.;!] |\b(?:and|but|so|also) )(?:do|does|is|are|can|could|have|has|what|which|how|will|would|any) (?:you|there|it|the|your|that|any|we|i|she|he|much|many|dishes|about|options)\b"
    r"|\b(?:tell me|wondering|i'd like to know)\b",
    re.I,
)


def is_asked(text: str) -> bool:
    """Whether anything in it has the form of a question."""
    return _IS_ASKED.search(text) is not None


_MURMURS = re.compile(
    r"^(?:\W*\b(?:oh|wow|ah|aha|i see|right|cool|nice|interesting|haha|fair enough|gotcha|got it|good to know|ok|okay|alright|well|great|amazing|really)\b)+\W*$",
    re.I,
)
_MORE_THAN_YES = re.compile(
    r"\b(?:oh|wow|ah|i see|interesting|haha|fair enough|gotcha|got it|good to know|amazing)\b", re.I
)


def only_murmurs(text: str) -> bool:
    """ "Oh wow, OK": heard, and nothing wished for yet."""
    return _MURMURS.search(text) is not None and _MORE_THAN_YES.search(text) is not None
