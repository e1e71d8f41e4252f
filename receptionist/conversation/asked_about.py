"""What a question is about that names one of the few facts every house has: where it is, which number it has. For
questions whose topic the understander leaves open ("what about its address?", "their number, please"). Pure."""

import re

_ADDRESS = re.compile(
    r"\b(?:(?<!mail )address|where (?:are|is|'s) (?:you|they|it|he|she|that|this|the \w+)|where'?s (?:it|that|the (?!web)\w+)|located|location"
    r"|where (?:do|should|would) (?:we|i) (?:have to )?(?:go|come)|how (?:do|can|would|should) (?:i|we) get (?:there|to you|to the (?:restaurant|salon|clinic|place))|(?:bus|train|subway|metro|bart|tram) (?:station|stop|line)|near(?:est)? (?:the )?(?:station|subway|bart|metro|bus)|direcci[oó]n|d[oó]nde (?:est[aá]n?|queda\w*|se encuentra\w*)|ubicad[oa]s?|ubicaci[oó]n"
    r"|pata|kithe (?:hai|ho|aa|hain))\b|ਪਤਾ ਕੀ|ਪਤਾ ਦੱਸ|ਕਿੱਥੇ",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:(?:phone|telephone|contact|office|their|your|his|her|its|the) (?:phone |telephone |contact |office )?(?:number|no\.?)"
    r"|(?:a |which |what )number (?:to|can|should|do) \w+|contact (?:info\w*|details)|(?:its|their|your|his|her|the) contacts?"
    r"|(?:n[uú]mero|tel[eé]fono) (?:de (?:tel[eé]fono|contacto)|de ustedes)|su (?:n[uú]mero|tel[eé]fono)|tuhada (?:phone )?number)\b|ਫ਼?ੋਨ ਨੰਬਰ|ਤੁਹਾਡਾ ਨੰਬਰ",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(?:my|mi|mera) (?:phone |telephone |contact )?(?:number|address|n[uú]mero|direcci[oó]n)\b|ਮੇਰਾ ਨੰਬਰ|\b(?:reference|confirmation) number\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:what|which|where|can|could|may|would|give|tell|get|send|share|provide|need|want|know|have|like|please|grab|and|also"
    r"|cu[aá]l|d[oó]nde|puede|podr[ií]a|d[eé]me|deme|dime|d[ií]game|necesito|por favor|ki|dasso|dass)\b|ਕੀ|ਦੱਸ",
    re.IGNORECASE,
)


def asked_about(text: str) -> tuple[str, ...]:
    """Topics, in no order of weight: `address`, `phone`. Empty where neither is asked for."""
    if _NOT_OURS.search(text) or not _ASKS.search(text):
        return ()
    return tuple(topic for topic, words in (("address", _ADDRESS), ("phone", _NUMBER)) if words.search(text))
