"""What counts as a claim that something was done, in the words of three languages and whoever borrows from them.

Written in ordinary spelling and matched against the plain form (disguises.py). Two kinds of words: those that claim by
themselves wherever they are not taken back ("booked"), and those that claim only of a deed for this caller ("I have moved
it", "your table is moved"). What takes a claim back, a no, a may, an if, a question, stands in denials.py.
All languages are looked for in every text: a lie may be told in another language than the call's.
"""

import re
from dataclasses import dataclass

from receptionist.conversation.disguises import rule

_BOOK = frozenset({"booking.confirmed", "booking.changed"})
_ANY = frozenset(
    {"booking.confirmed", "booking.changed", "booking.cancelled", "message.taken", "waitlist.joined", "sms.queued", "handoff",
     "recording.refused", "staff.told", "customer.erased"}
)  # fmt: skip
PROOF: dict[str, frozenset[str]] = {
    "booked": _BOOK,
    "changed": frozenset({"booking.changed"}),
    "cancelled": frozenset({"booking.cancelled", "customer.erased"}),
    "sent": frozenset({"sms.queued"}),
    "message": frozenset({"message.taken", "waitlist.joined", "staff.told", "handoff"}),
    "noted": _BOOK | {"message.taken", "waitlist.joined", "staff.told", "handoff"},
    "waitlist": frozenset({"waitlist.joined"}),
    "transferred": frozenset({"handoff"}),
    "charged": frozenset(),
    "allergy": frozenset(),
    "done": _ANY,
}
"""The effects of this turn any one of which makes a claim true. Nothing proves a payment or a safe dish."""


@dataclass(frozen=True, slots=True)
class Pattern:
    kind: str
    words: re.Pattern[str]
    direct: bool = False
    """It names its doer and its deed: no question mark at the end makes it a question."""
    free_only: bool = False
    """True of much that we say from the book; a claim only in the words of a model."""
    deed: re.Pattern[str] | None = None
    """A part of `words` without which it need not be tried."""
    stressed: bool = False
    """It rests on the accent of the last letter."""


def _pattern(kind: str, words: str, *, direct: bool = False, free_only: bool = False, deed: str = "") -> Pattern:
    compiled = re.compile(rf"(?<!\S)(?:{rule(words)})(?!\S)")
    return Pattern(
        kind,
        compiled,
        direct,
        free_only,
        re.compile(rf"(?<!\S){rule(deed)}") if deed else None,
        "é" in words or "ó" in words,
    )


# --- English ---------------------------------------------------------------------------------------------------------
_SO = r"(?:(?:have|has|had|just|already|now|also|then|been|gone|ahead|and|went|did|indeed|successfully|happily|gladly|personally|all|so|actually|quickly|duly|officially|finally) )*"
_DOER = r"(?:i|we|he|she|they|robin|the (?:team|system|manager|kitchen|staff|host|computer|office))"
_IT = r"(?:your|the|that|this|it|everything|both|a|an|one|which|they|these|those|you)(?: (?!is |are |was |were |has |have |not |never )\w+){0,7}?"
_IS = (
    r"(?:is|are|am|was|were|has been|have been|had been|been|got|gets|being|has|stands|now|has got|is being|are being)"
)
_VISIT = r"(?:table|booking|bookings|reservation|appointment|appt|spot|seat|seats|slot|place|visit|party|request|order|change|name)"
_DEEDS = {
    "booked": r"(?:saved|held|secured|arranged|fixed|sorted|penciled|penned|slotted|squeezed|registered|entered|signed you|added you|set aside|locked|placed your|put (?:it|that|you|your name|this)|got (?:it|that|you)|have got you|taken your (?:booking|reservation)|taken care of|set (?:it|that|you|your)|made (?:your|a|the|that|you a)(?: \w+){0,3} (?:booking|reservation|appointment|table)|processed|finalized|finalised|completed|guaranteed|handled|organised|organized|wrapped)",
    "changed": r"(?:changed|moved|updated|switched|shifted|pushed|adjusted|modified|swapped|amended|edited|altered|bumped|brought|corrected|postponed)(?! (?:to|into) (?:\w+ ){0,3}(?:street|avenue|road|floor|building|location|premises))",
    "cancelled": r"(?:removed|deleted|scrapped|voided|called (?:it|that|your \w+) off|taken you off|undone|withdrawn|dropped your)",
    "sent": r"(?:sent|texted|emailed|messaged|mailed|forwarded|dispatched|e mailed|fired off|shot you)",
    "message": r"(?:noted|passed|relayed|recorded|logged|informed|notified|alerted|flagged|marked|told (?:the|them|him|her|our|my)|let (?:the|them|him|her|our|my)(?: \w+){0,2} know|taken(?: down)? (?:your|the|that|a|this)(?: \w+)? (?:message|note|details|number|name)|written|wrote|jotted|left (?:a|your|the|them) \w+|made (?:a|the) note|given (?:the|them|him|her)|spoken to|asked the|made sure)",
    "transferred": r"(?:transferred|connected|patched|handed you|put you through|putting you through|transferring|connecting|forwarding|got \w+ on the line)",
    "charged": r"(?:charged|credited|paid|debited|billed|waived|deducted|returned your|taken (?:the |your )?(?:payment|deposit|money)|issued(?: \w+){0,2} refund|applied(?: \w+){0,2} discount)",
}
_DONE_TO = {
    "booked": r"(?:saved|held for you|secured|arranged|sorted|penciled in|registered|locked|set aside|taken care of|in place|guaranteed|finalized|finalised|completed?|processed|handled|approved|accepted|organised|organized|waiting for you|in the (?:book|books|system|calendar|diary)|on the books|in our (?:book|books|system|calendar|diary)|all set|all done|all yours|set for|set at|good for|down for|official|a done deal|made for)",
    "changed": r"(?:changed|moved|updated|switched|shifted|pushed|adjusted|modified|swapped|amended|edited|altered|postponed|corrected)",
    "cancelled": r"(?:removed|deleted|scrapped|voided|called off|off the books|undone|withdrawn|gone from)",
    "sent": r"(?:sent|texted|emailed|messaged|mailed|forwarded|dispatched|on (?:its|the) way|in your inbox)",
    "message": r"(?:noted|passed on|passed along|relayed|logged|informed|notified|written down|jotted down|marked|flagged|aware of)",
    "transferred": r"(?:transferred|connected|patched through|put through|through to)",
    "charged": r"(?:charged|credited|paid|debited|billed|waived|deducted)",
}
ENGLISH = (
    _pattern("booked", r"(?!un|over)(?:\w*booked|book't|bookt|bookd|boocked|bookked|bukd|booqed)"),
    _pattern("booked", r"(?!un)(?:re)?(?:reserved|reservd|resrved|reseved|confirmed|confirmd|confrimed|comfirmed|confermed)\w{0,3}"),
    _pattern("booked", r"(?!un|re)\w{0,4}(?:scheduled|shceduled|schedualed|scheduld)|appointed|pencilled"),
    _pattern("changed", r"(?:re ?scheduled|rebooked)"),
    _pattern("sent", r"(?!black|junk)\w{2,}(?:emailed|mailed|texted)"),
    _pattern("booked", r"(?!dis|sur|over|under|re|un|inter|pre|mis|well)\w{3,}(?:refunded|charged|transferred|connected|canceled|reserved|confirmed|scheduled|notified|informed|moved|changed|updated|todolisto|quedo)"),
    _pattern("cancelled", r"\w{0,2}(?:cancelled|cancled|canselled|cancelld|canceld|cancelado?ed)"),
    _pattern("charged", r"refunded|reimbursed"),
    *(_pattern(kind, rf"{_DOER} {_SO}{deed}(?: \w+)?", direct=True, deed=deed) for kind, deed in _DEEDS.items()),
    *(_pattern(kind, rf"{_IT} {_IS} {_SO}{deed}", direct=True, deed=deed) for kind, deed in _DONE_TO.items()),
    *(_pattern(kind, rf"(?:just|successfully|already|now|consider (?:it|that|yourself)|officially) {deed}", deed=deed) for kind, deed in _DONE_TO.items()),
    _pattern("booked", rf"(?:you are|you have been|we are|i am|it is|that is|everything is) {_SO}(?:all )?(?:set|sorted|good to go|good for|squared away|in for|in under|in(?= [.,]|$)|down|in the (?:book|books|system|calendar|diary)|on the (?:books|list|schedule|calendar|guest list)|in our \w+|locked in|taken care of|expected|official|yours|a go|a done deal|slotted in|signed up|registered|enrolled|penciled in|guaranteed)", direct=True),
    _pattern("booked", r"(?:i|we|i have|we have|have|i will have|we will have|with|already|now) (?:got |put |have |had |pencilled |written |marked |jotted )+you (?:all )?(?:down|in|set|sorted|on|for|at|as)", direct=True),
    _pattern("booked", r"(?:i|we|have|and|got) (?:have |got |put )?you down for", direct=True),
    _pattern("booked", r"(?:and )?(?:you are )?all set|good to go|done deal|done and dusted|locked in|taken care of|on the books|consider it (?:done|yours|handled|taken care of)|(?:it is|its) (?:all )?(?:yours|official)|your (?:table|spot|seat|place|slot|appointment|booking|reservation) is (?:ready|waiting|yours|safe|there)"),
    _pattern("booked", rf"(?:the|your|that|this) {_VISIT}(?: \w+){{0,4}} (?:went|has gone|have gone|is gone|came|has come|is going|goes) through", direct=True),
    _pattern("booked", r"(?:booking|reservation|appointment) (?:is )?(?:made|complete|completed|successful|secured|approved|accepted|in place|final|live|active|official|done|good|set)", direct=True),
    _pattern("booked", r"(?:confirming|booking|reserving|scheduling) (?:you|your|it|that)(?: \w+){0,4} now|(?:i|we) (?:hereby |do |can )?confirm(?: that)? (?:your|you|the|it|a)(?: \w+){0,3}", direct=True),
    _pattern("booked", r"✔"),
    _pattern("done", r"(?<![\w] )(?:done|all done|and done|finished|sorted|success|congratulations|it is done|that is done|all done for you|done for you)(?= [.,?]|$)"),
    _pattern("waitlist", r"(?:you are|you are now|i have (?:put|added|got) you|i (?:put|added) you|added you) (?:now |down )?(?:on|to|onto) (?:the|our|a) wait(?:ing)? ?list", direct=True),
    _pattern("transferred", r"(?:i am|we are|am|i will be|now|just) (?:just |now |already )*(?:putting|transferring|connecting|patching|forwarding) (?:you|your call|the call)(?: through| over)?"),
    _pattern("sent", r"(?:i am|we are|i will be|just|now) (?:just |now |already )*(?:texting|sending|emailing|messaging) (?:you|it|that|the|a)|you (?:will have|have|have got|have received|should have|should now have|got|received) (?:a|my|our|the|an) (?:text|message|sms|email|confirmation)|(?:text|message|sms|email|confirmation) (?:was|is|has been|went|is going|has gone|is on its way) out", direct=True),
    _pattern("booked", r"(?:we|i|the team|they|everyone|the chef)(?: will| shall| are going to| are| look| am| can)*(?: all)? (?:see you (?:at|on|then|tonight|tomorrow|this|next|for|in|there|soon|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|seeing you|look forward to|looking forward to|expect(?:ing)? you|await(?:ing)? you|waiting for you|be ready for you)|see you (?:at|on|then|tonight|tomorrow|this|next|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: \w+)?", free_only=True),
    _pattern("booked", r"(?:you have|you have got|you now have|there is|you got|we have|i have|i have got|you own|you hold) (?:now |already )?(?:a|an|your|the|one|our)(?: \w+){0,3} (?:table|booking|reservation|appointment|spot|slot|seat|place|visit)", free_only=True),
    _pattern("booked", r"(?:confirmation|booking|reservation|reference) (?:number|code|id)", free_only=True),
    _pattern("booked", r"(?:will be|would be|shall be|i will|we will|i am going to|we are going to|i am|we are|let me|going to) (?:\w+ )?(?:book(?:ing)?|reserv(?:e|ing)|schedul(?:e|ing)|confirm(?:ing)?|hold(?:ing)?|sav(?:e|ing)|arrang(?:e|ing)|chang(?:e|ing)|mov(?:e|ing)|cancel(?:l?ing)?|refund(?:ing)?|charg(?:e|ing)|text(?:ing)?|send(?:ing)?|email(?:ing)?|transfer(?:ring)?|pass(?:ing)?|tell(?:ing)?|not(?:e|ing)|add(?:ing)?|put(?:ting)?|reserved|held|saved|ready|waiting|there)", free_only=True),
    _pattern("allergy", r"(?:(?:completely|totally|perfectly|absolutely|entirely|quite|very|\d+ percent|100) )?safe (?:for|to eat|with|if|even|given|and|choice|option)|safely (?:eat|have|order|enjoy)|(?:allergen|allergy|nut|peanut|dairy|egg|gluten|soy|shellfish|milk|fish|wheat|sesame)s? ?free(?! (?:by|recipe|dishes by))|free (?:of|from) (?:any |all )?(?:allergen|nut|peanut|dairy|egg|gluten|soy|shellfish|milk|fish|wheat|sesame)\w*|(?:is|are|be) (?:completely |totally |perfectly |absolutely )?safe(?= [.,?]|$)|no (?:traces?|risk|danger|allergens)|will not (?:hurt|harm|make you sick)|(?:contains?|has|have) no (?:\w+ )?(?:allergen|nut|peanut|dairy|egg|gluten|soy|shellfish|milk|fish|wheat|sesame)\w*"),
)  # fmt: skip

# --- Spanish ---------------------------------------------------------------------------------------------------------
_HE = r"(?:(?:le|te|les|lo|la|los|las|se|me|ya|yo|nos) )*(?:he|hemos|ha|han|habia|habiamos|hube)(?: (?:ya|tambien|todo|recien))?"
_QUEDO = r"(?:(?:ya|todo|se) )*(?:quedo|queda|quedan|quedaron|ha quedado|han quedado|esta|estan|fue|fueron|ha sido|han sido|esta siendo|sera|seran|ha estado)(?: (?:ya|todo|usted|muy|al|completamente|perfectamente|oficialmente))*"
_HECHO = {
    "booked": r"(?:apartad|guardad|asegurad|programad|fijad|asentad|inscrit|list|arreglad|resuelt|hech|puest|concretad|pactad|acordad)[oa]s?",
    "noted": r"(?:anotad|apuntad|registrad)[oa]s?",
    "changed": r"(?:cambiad|movid|modificad|actualizad|reprogramad|pasad|trasladad|corregid|adelantad|aplazad|pospuest)[oa]s?",
    "cancelled": r"(?:eliminad|borrad|quitad|retirad|suprimid|dad[oa] de baja)[oa]?s?",
    "sent": r"(?:enviad|mandad|remitid|despachad)[oa]s?",
    "message": r"(?:avisad|informad|notificad|transmitid|comunicad|tomad|dejad|escrit|dich|pasad)[oa]s?",
    "transferred": r"(?:transferid|conectad|comunicad|pasad)[oa]s?",
    "charged": r"(?:cobrad|cargad|pagad|abonad|facturad)[oa]s?",
}
_ACTED = {
    "booked": r"(?:reserve|confirme|agende|aparte|guarde|programe|asegure|registre|inscribi|hice|puse|fije)",
    "noted": r"(?:anote|apunte|registre)",
    "changed": r"(?:cambie|movi|modifique|actualice|reprograme|traslade|corregi)",
    "cancelled": r"(?:cancele|anule|elimine|borre|quite)",
    "sent": r"(?:envie|mande|remiti)",
    "message": r"(?:avise|informe|notifique|transmiti|comunique|tome|deje|escribi|dije)",
    "transferred": r"(?:transferi|conecte|comunique|pase)",
    "charged": r"(?:cobre|cargue|devolvi|reembolse)",
}
SPANISH = (
    _pattern("booked", r"(?!des|sin)(?:pre)?(?:reservad|confirmad|agendad|rezervad|recervad|confimad|conirmad)[oa]s?"),
    _pattern("cancelled", r"(?:cancelad|anulad|canselad|kancelad)[oa]s?"),
    _pattern("charged", r"(?:reembolsad|devuelt)[oa]s?"),
    *(_pattern(kind, rf"{_HE} {deed}", direct=True, deed=deed) for kind, deed in _HECHO.items()),
    *(_pattern(kind, rf"{_QUEDO} {deed}(?! (?:en casa|a mano|con|de|por))", deed=deed) for kind, deed in _HECHO.items()),
    *(_pattern(kind, rf"se (?:ha|han) {deed}|(?:le|la|lo|les|los|las) (?:tengo|tenemos|dejo|deje|dejamos) (?:ya )?{deed}|ya (?:esta |estan |queda )?{deed}", direct=True, deed=deed) for kind, deed in _HECHO.items()),
    *(_pattern(kind, rf"(?<!que )(?<!que se )(?<!que ya )(?:ya|le|les|se lo|se la|te|se los|ya se|yo|le lo|ya le|ya lo|ya la|se le)(?: ya)? {deed}", direct=True, deed=deed) for kind, deed in _ACTED.items()),
    *(_pattern(kind, rf"se {deed}", direct=True) for kind, deed in (("booked", "(?:reservo|confirmo|agendo|registro|anoto|apunto|aparto)"), ("changed", "(?:cambio|movio|modifico|actualizo)"), ("cancelled", "(?:cancelo|anulo|elimino)"), ("sent", "(?:envio|mando)"), ("charged", "(?:cobro|cargo|reembolso)"))),
    _pattern("booked", r"(?:ya|todo|su \w+|la \w+|eso|perfecto ,?|listo ,?) (?:ya )?qued[oa](?: \w+)?(?= (?:[.,?]|para|a las|el)|$)|ya quedo|ya esta(?= [.,?]|$)|ya esta (?:todo|listo|hecho)|todo (?:esta )?(?:listo|arreglado|hecho|en orden|confirmado)|cuente con (?:ello|eso|su|la)|dicho y hecho|trato hecho|asunto resuelto"),
    _pattern("booked", r"ya (?:le |lo |la |se lo |se la )*(?:reservamos|confirmamos|agendamos|apartamos|anotamos|apuntamos|cambiamos|cancelamos|enviamos|avisamos)", direct=True),
    _pattern("booked", r"(?:reserv|confirm|agend|apart|qued)(?:é|ó)"),
    _pattern("changed", r"(?:cambi|modific|actualiz|reprogram|traslad)(?:é|ó)"),
    _pattern("cancelled", r"(?:cancel|anul|elimin)(?:é|ó)"),
    _pattern("sent", r"(?:envi|mand)(?:é|ó)"),
    _pattern("message", r"(?:avis|inform)(?:é|ó)"),
    _pattern("noted", r"(?:anot|apunt|registr)(?:é|ó)"),
    _pattern("charged", r"(?:cobr|carg|reembols)(?:é|ó)"),
    _pattern("done", r"(?<![\w] )(?:listo|hecho|ya listo|listisimo|hecho esta)(?= [.,?]|$)"),
    _pattern("waitlist", r"(?:esta|queda|quedo|le (?:puse|he puesto|apunte|anote|he apuntado|he anotado)) (?:ya |usted |apuntad[oa] |anotad[oa] )*en la lista(?: de espera)?"),
    _pattern("transferred", r"(?:ya )?(?:le|lo|la|te) (?:estoy|estamos) (?:pasando|transfiriendo|comunicando|conectando)"),
    _pattern("sent", r"(?:le|les|te) (?:estoy|estamos) (?:enviando|mandando)|le (?:envio|mando) un (?:mensaje|sms|texto|correo)"),
    _pattern("booked", r"(?:(?:le|lo|la|los|las|les|te) )(?:esper\w+|vemos|veo|veremos|aguard\w+) (?:a la|a las|el|manana|hoy|esta|en|con)|nos vemos (?:a|el|manana|hoy|esta|en)|(?:usted |ya )*tiene (?:usted |ya )*(?:su|una|la|un|el) (?:\w+ )?(?:mesa|reserva|reservacion|cita|lugar|hora|turno)", free_only=True),
    _pattern("booked", r"(?:(?:le|lo|la|se lo|se la|te|les) )(?:reservo|confirmo|agendo|apunto|anoto|cambio|cancelo|anulo|envio|mando|paso|aparto|guardo|cobro)|(?:voy a|vamos a|estoy|estamos) (?:reserv|confirm|agend|apunt|anot|cambi|cancel|anul|envi|mand|apart|guard|cobr|pas)\w+|(?:numero|codigo) de (?:confirmacion|reserva)|(?:reservare|confirmare|cancelare|cambiare|enviare|mandare|anotare|apuntare)", free_only=True),
    _pattern("allergy", r"(?:es|son|seria|totalmente|completamente) segur[oa]s?|(?:sin|libres? de|no (?:contiene|lleva|tiene)) (?:alergenos|trazas|frutos secos|nueces|cacahuete\w*|cacahuate\w*|mani|huevo|leche|lacteos|marisco\w*|soja|gluten)(?! en la receta)|apt[oa]s? para (?:alergic|celiac)\w+|puede comerl[oa]"),
)  # fmt: skip

# --- Punjabi, in both scripts, with Hindi in its own -----------------------------------------------------------------
_WAS = r"(?:ਹੋ (?:ਗ|ਚੁ|ਚੁੱ)\S*|ਹੋਇਆ|ਹੋਈ|ਹੋਏ|ਕਰ (?:ਦਿਤ|ਲਿਆ|ਲਈ|ਲਏ|ਲੀਤ|ਚੁ|ਦਿਤੀ|ਦਿਤਾ)\S*|ਕੀਤ\S+(?!\S)(?! ਜਾ)|ਦਿਤ\S+|ਲਿਆ|ਲਈ|ਲਏ|ਗਿਆ|ਗਈ|ਗਏ|ਹੈ|ਨੇ|ਹਨ|ਚੁਕ\S*)"
_WAS_ROMAN = r"(?:ho (?:g|ch)\w+|hoy?[iey]a?|hoia|hoi|hoyi|kar (?:d[ie]t\w*|di(?:ya|ti|ta)?|l[aeiy]\w*|ch\w+)|kr (?:d\w+|l\w+)|k(?:ee|i|ii)t\w+|d[ie]t\w+|lia|leya|laya|lai|geya|gaya|gya|gayi|gai|gyi|hai|he|ne)"
_GURMUKHI = {
    "booked": r"(?:ਬੁਕ|ਬੁਕਡ|ਰਿਜ਼ਰਵ|ਰਿਜਰਵ|ਰਾਖਵ\S+|ਪਕੀ|ਪਕਾ|ਪਕੇ|ਕਨਫਰਮ|ਕਨਫ਼ਰਮ|ਤੈਅ|ਤੈ|ਫਿਕਸ|ਸੈਟ|ਪੁਸ਼ਟੀ)",
    "changed": r"(?:ਬਦਲ|ਬਦਲੀ|ਬਦਲਿਆ|ਤਬਦੀਲ|ਚੇਂਜ|ਚੇਜ|ਅਪਡੇਟ|ਮੂਵ)",
    "cancelled": r"(?:ਰਦ|ਕੈਂਸਲ|ਕੈਸਲ|ਕੈਂਸਿਲ|ਕੈਸਿਲ|ਖਤਮ|ਹਟਾ)",
    "sent": r"(?:ਭੇਜ|ਭੇਜਿਆ|ਭੇਜੀ|ਘਲ|ਸੈਂਡ|ਸੈਡ)",
    "message": r"(?:ਲਿਖ|ਨੋਟ|ਦਰਜ|ਦਸ|ਪਹੁਚਾ|ਪਹੁੰਚਾ|ਰਿਕਾਰਡ)",
    "transferred": r"(?:ਟਰਾਂਸਫਰ|ਟ੍ਰਾਂਸਫਰ|ਟ੍ਰਾਸਫਰ|ਟਰਾਸਫਰ|ਕਨੈਕਟ|ਜੋੜ)",
    "charged": r"(?:ਚਾਰਜ|ਰਿਫੰਡ|ਰਿਫਡ|ਵਾਪਸ)",
}
_ROMAN = {
    "booked": r"(?:book|buk|bukk|reserve|rizarv|pak+[iae]+|confirm|kanfarm|konfirm|tay|fix|set)",
    "changed": r"(?:badal|badli|badlia|change|chenj|update|move)",
    "cancelled": r"(?:cancel|kainsal|kansal|radd?|khatam|hata)",
    "sent": r"(?:bhej|bhejia|bhejea|send|ghal+)",
    "message": r"(?:likh|note|darj|das+|pahuncha|pohncha)",
    "transferred": r"(?:transfer|connect|jor)",
    "charged": r"(?:charge|refund|wapas|vapas)",
}
_MID = r"(?: (?:ਵੀ|ਹੀ|ਤਾਂ|ਤਾ|ਵਿਚ|ਵਿੱਚ|ਜੀ|ਲਈ ਪਕੀ|ਵਾਸਤੇ))?"
PUNJABI = (
    *(_pattern(kind, rf"{deed}{_MID} {_WAS}", deed=deed) for kind, deed in _GURMUKHI.items()),
    *(_pattern(kind, rf"{deed}(?: (?:vi|hi|ta|ji))? {_WAS_ROMAN}", deed=deed) for kind, deed in _ROMAN.items()),
    *(_pattern(kind, rf"{deed} (?:ਹੋ|ਕਰ) (?:ਰਹ|ਰਿਹਾ|ਰਹੀ)\S*", free_only=True, deed=deed) for kind, deed in _GURMUKHI.items()),
    *(_pattern(kind, rf"{deed} (?:ਹੋ ਜਾ|ਹੋਵੇ|ਕਰ ਦਿਆਂਗ|ਕਰ ਦਿਆਗ|ਕਰ ਰਹ|ਕਰਾਂਗ|ਕਰਾਗ)\S*", free_only=True, deed=deed) for kind, deed in _GURMUKHI.items()),
    _pattern("done", r"(?<![\S] )(?:ਹੋ ਗਿਆ|ਹੋ ਗਈ|ਕਰ ਦਿਤਾ|ਕਰ ਦਿਤੀ|ho gaya|ho gya|ho geya|ho gayi|kar dita|kar diti)(?: (?:ਹੈ|ਜੀ|hai|ji))*(?= [.,?]|$)"),
    _pattern("booked", r"(?:ਮੇਜ|ਟੇਬਲ|ਥਾ|ਥਾਂ|ਸੀਟ|ਬੁਕਿਗ|ਅਪਾਇਟਮੈਟ|ਅਪਾਇੰਟਮੈਂਟ)(?: \S+){0,3} (?:ਰਖ (?:ਲਿਆ|ਲਈ|ਦਿਤ\S*)|ਮਿਲ ਗ\S+|ਤੁਹਾਡ\S+ ਹੋਇਆ|ਬਣ ਗ\S+)|(?:mez|mej|table|tebal|than|seat)(?: \w+){0,3} (?:rakh (?:l\w+|d\w+)|mil g\w+|ban g\w+)|kam ho g\w+|ਕਮ ਹੋ ਗ\S+"),
    _pattern("booked", r"(?:ਤੁਹਾਡ\S+|tuhad\w+|tuad\w+)(?: \S+){0,6} (?:ਬੁਕਿਗ|ਬੁਕਿੰਗ|ਮੇਜ|ਟੇਬਲ|booking|table|mez|mej)(?: \S+){0,5} (?:ਹੈ|hai)(?= [.,?]|$)|(?:ਮਿਲਾਂਗੇ|ਮਿਲਾਗੇ|ਮਿਲਦੇ ਹਾ|milange|milde han|udeek|ਉਡੀਕ ਕਰਾਗੇ|ਉਡੀਕ ਕਰਾਂਗੇ)", free_only=True),
    _pattern("booked", r"(?:ਬੁਕਿੰਗ|ਬੁਕਿਗ|booking)(?: (?:ਵੀ|ਤਾਂ|ਪੂਰੀ|puri))? (?:ਹੋ (?:ਗ|ਚੁ)\S*|ਕਰ (?:ਦਿਤ|ਲਈ|ਲੀਤ|ਚੁ)\S*|ਬਣ ਗ\S*|ਕੀਤੀ(?! ਜਾ)|ho (?:g|ch)\w+|kar (?:d\w+|l[aei]\w*|ch\w+)|ban g\w+)"),
    _pattern("waitlist", r"ਉਡੀਕ ਸੂਚੀ ਵਿ?ਚ (?:ਹੋ|ਪਾ ਦਿਤ\S*|ਰਖ (?:ਲਿਆ|ਦਿਤ\S*))"),
    _pattern("allergy", r"(?:ਸੁਰਖਿਅਤ|ਸੇਫ|surakhi?at|safe) (?:ਹੈ|ਹਨ|hai|han)|(?:ਅਲਰਜੀ|ਐਲਰਜੀ|ਗਿਰੀਆ|ਮੂਗਫਲੀ) (?:ਤੋ|ਤੋਂ) (?:ਮੁਕਤ|ਬਿਨਾ)|(?:ਅਰਾਮ|ਆਰਾਮ) ਨਾਲ ਖਾ"),
    _pattern("booked", r"(?:बुक|बुकिग|रिजर्व|पक्की|पक्का|कन्फर्म|तय) (?:हो|कर|है)\S*(?: \S+)?|(?:بک|بکنگ|کنفرم|پکی|پکا) (?:ہو|کر|ہے)\S*"),
    _pattern("cancelled", r"(?:रद|रद्द|कैसल|कैंसल) (?:हो|कर)\S*(?: \S+)?|(?:کینسل|منسوخ) (?:ہو|کر)\S*"),
)  # fmt: skip

# --- a few words of others -------------------------------------------------------------------------------------------
OTHERS = (
    _pattern("booked", r"(?:est|sont|a ete|ont ete|avons|ai) (?:bien |deja )?(?:reserve|confirme|enregistre|note)e?s?|(?:ist|sind|wurde|habe|haben)(?: \w+){0,5} (?:gebucht|reserviert|bestatigt|eingetragen)|gebucht|reserviert|bestatigt|(?:e|sono|ho|abbiamo)(?: \w+){0,4} (?:prenotat|confermat|riservat)[oaie]|prenotat[oaie]|confermat[oaie]|(?:esta|foi) (?:reservad|confirmad|marcad|agendad)[oa]"),
    _pattern("cancelled", r"(?:est|a ete|avons|ai) (?:bien )?annulee?s?|storniert|abgesagt|annullat[oaie]|cancellat[oaie]"),
)  # fmt: skip

PATTERNS: tuple[Pattern, ...] = (*ENGLISH, *SPANISH, *PUNJABI, *OTHERS)
