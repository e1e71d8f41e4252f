"""What callers tell for the house to know: something lost, a complaint; and that they will think it over."""

import re

_MATTER = re.compile(
    r"\b(?:left|forgot|forgotten|lost|misplaced|hand(?:ed)? in|turn(?:ed)? in|(?:anyone|anybody|someone|somebody) found|complain\w*|(?:was|were|came|arrived) (?:\w+ ){0,2}(?:wrong|cold|raw|undercooked|burnt|awful|terrible|horrible|disgusting|rude|missing)|overcharged|charged (?:me|us) twice|food poisoning|(?:sick|ill) (?:after|from)|hair in|tell (?!me\b|us\b|you\b)\w+(?: \w+)? (?:that )?(?:i|we|i'?m|i'?ll|we'?re|we'?ll)(?= )|unhappy|not happy|olvid\w+|dej[eé]|perd[ií]|qued[oó]|quej\w+|reclam\w+"
    r"|bhull? ?\w*|guach\w*|gawach\w*|shikai?y?at)\b|ਭੁੱਲ|ਗੁਆਚ|ਗਵਾਚ|ਸ਼ਿਕਾਇਤ",
    re.IGNORECASE,
)
_TOLD = 6
"""Words that tell a matter rather than announce one."""


def tells_matter(text: str) -> bool:
    """ "I think I left my scarf at your place": the message itself, not only the wish to leave one."""
    return len(text.split()) >= _TOLD and _MATTER.search(text) is not None


_THINKS_IT_OVER = re.compile(
    r"\b(?:let me|i(?:'ll| will|'d better)|i(?: have|'ve got| need) to|we(?:'ll| will| have to)|i'm going to) (?:just |first |maybe )?"
    r"(?:(?:check|talk|ask|speak|confirm|discuss|think|see)\b[^.?!]{0,60}\b(?:call|ring|get back|phone)(?: (?:you|to you))?(?: (?:back|again|later))?"
    r"|think (?:about it|it over)|(?:call|ring|phone) (?:you |y'all )?(?:back|again|later)|get back to you)\b"
    r"|\b(?:(?:lo|la) (?:tengo que|voy a|quiero) pensar|lo pienso|lo voy a pensar|lo consulto|(?:los?|les?|la) (?:vuelvo a llamar|llamo (?:luego|despu[eé]s|m[aá]s tarde)))\b"
    r"|\b(?:soch ke (?:dassanga|dassangi|dasda|phone|call)|baad (?:vich|ch) (?:phone|call)|phir (?:phone|call) kar(?:anga|angi|da|di))\b"
    r"|ਸੋਚ ਕੇ|ਬਾਅਦ ਵਿੱਚ (?:ਫ਼ੋਨ|ਫੋਨ|ਕਾਲ)|ਫਿਰ (?:ਫ਼ੋਨ|ਫੋਨ|ਕਾਲ) ਕਰ",
    re.IGNORECASE,
)


def thinks_it_over(text: str) -> bool:
    """ "Let me check with my friends and call you back": not now, and no wish to be called."""
    return _THINKS_IT_OVER.search(text) is not None


_RUNS_LATE = re.compile(
    r"\b(?:(?:running|gonna be|going to be|will be|'ll be|be|are|am|i'm|we're|might be|could be|getting there) (?:\w+ ){0,4}late|stuck in traffic|late for (?:my|our)"
    r"|vo?y a llegar tarde|vamos a llegar (?:\w+ ){0,4}tarde|llegar\w* (?:\w+ ){0,4}tarde|vamos (?:retrasad\w+|tarde)|late ho (?:rahe|gaye|javange|jaavange|jana))\b|ਲੇਟ ਹੋ",
    re.IGNORECASE,
)


def runs_late(text: str) -> bool:
    """ "We'll be fifteen minutes late for our six o'clock": how long the place is kept is what they need to know."""
    return _RUNS_LATE.search(text) is not None


_WAIT = re.compile(
    r"(?:\W*\b(?:oh|um+|uh|ok(?:ay)?|sorry|yes|yeah|well|please|just|can you|could you|would you|give me|i need)\b)*\W*(?:"
    r"(?:hang|hold) on|wait|bear with me|(?:a|one|two|half a) (?:sec|second|moment|minute|min|tick|mo)s?|let me (?:just )?(?:check|look|see|think|grab|find|get)"
    r"|un (?:momento|momentito|segundo|minuto)|esp[eé]r[ea](?:me)?|d[eé]jeme (?:ver|pensar|revisar)|ikk? mint|ruko|zara ruko|ਇੱਕ ਮਿੰਟ|ਰੁਕੋ)(?!\w)"
    r"(?:\W+\w+){0,6}\W*",
    re.IGNORECASE,
)


def asks_to_wait(text: str) -> bool:
    """ "Hang on a second", "let me just check my calendar"."""
    return _WAIT.fullmatch(text.strip()) is not None


_ADDS_NOTE = re.compile(
    r"\b(?:can|could|would|please|also|just) (?:you )?(?:please |also |just )*(?:add|note|put|mention|write|tell (?:them|the \w+))\b(?: (?:down|in|a note|on there|to (?:it|that|the booking)))*(?:,? (?:that|saying|for them))? (?:it'?s|it is|we|we're|we'll|i|i'm|my|our|she|he|there|one of|somebody|someone)\b"
    r"|\b(?:puede|podr[ií]a) (?:anotar|apuntar|agregar|a[nñ]adir|poner) que\b",
    re.IGNORECASE,
)


def adds_note(text: str) -> bool:
    """ "Can you add that it's my mum's birthday?"."""
    return _ADDS_NOTE.search(text) is not None


_SUPPOSES = re.compile(
    r"^\W*(?:is|are) (?:the|dr|doctor|you|they|he|she)\b|\b(?:what (?:happens )?if|if (?:i|we)|qu[eé] pasa si|si (?:llego|llegamos))\b",
    re.IGNORECASE,
)


def supposes(text: str) -> bool:
    """ "What if I'm late?", "is the doctor running late?": asked, not told."""
    return _SUPPOSES.search(text) is not None


_NOTES_ALLERGY = re.compile(
    r"\b(?:note|mention|write|put|add|mark)\b[^.?!]{0,20}\b(?:allerg\w+|alergia)\b|\b(?:anot|apunt|pong|menci)\w+[^.?!]{0,20}\balergia\b",
    re.IGNORECASE,
)


def notes_allergy(text: str) -> bool:
    """ "And note the allergy", of one that was spoken of."""
    return _NOTES_ALLERGY.search(text) is not None
