"""What colleagues are texted, and how they say that they see to it. Short: see `texts.py` on what a text holds."""

from receptionist.business.definition import Business, Language
from receptionist.business.people import Matter
from receptionist.ids import Phone
from receptionist.messages.consent import plain

_HEADINGS: dict[Language, dict[Matter, str]] = {
    "en": {
        "message": "message", "call_back": "please call back", "failed_handover": "nobody picked up for",
        "severe_allergy": "severe allergy", "large_party": "large party", "emergency": "EMERGENCY reported by",
    },
    "es": {
        "message": "mensaje", "call_back": "hay que devolver la llamada", "failed_handover": "nadie contestó a",
        "severe_allergy": "alergia grave", "large_party": "grupo grande", "emergency": "EMERGENCIA avisada por",
    },
    "pa": {
        "message": "ਸੁਨੇਹਾ", "call_back": "ਵਾਪਸ ਕਾਲ ਕਰੋ", "failed_handover": "ਕਿਸੇ ਨੇ ਨਹੀਂ ਚੁੱਕਿਆ",
        "severe_allergy": "ਗੰਭੀਰ ਐਲਰਜੀ", "large_party": "ਵੱਡਾ ਗਰੁੱਪ", "emergency": "ਐਮਰਜੈਂਸੀ",
    },
}  # fmt: skip
_BODY: dict[Language, str] = {
    "en": "{name}: {heading} {caller}. {text} Reply OK if you see to it.",
    "es": "{name}: {heading} {caller}. {text} Responda OK si se encarga.",
    "pa": "{name}: {heading} {caller}. {text} ਸੰਭਾਲ ਲਿਆ ਤਾਂ OK ਭੇਜੋ.",
}
_WITHHELD: dict[Language, str] = {"en": "(number withheld)", "es": "(número oculto)", "pa": "(ਨੰਬਰ ਨਹੀਂ)"}
_ACCEPTS = frozenset(
    (
        "ok", "okay", "k", "1", "yes", "y", "got it", "on it", "will do", "done", "si", "vale", "listo", "hecho", "claro",
        "ਠੀਕ ਹੈ", "ਠੀਕ", "ਹਾਂ", "ਹਾਂ ਜੀ", "ਹੋ ਗਿਆ", "theek hai", "thik hai", "haan", "haan ji",
    )
)  # fmt: skip


def staff_text(business: Business, matter: Matter, text: str, caller: Phone, language: Language) -> str:
    said = text.strip()
    if said and said[-1] not in ".!?।":
        said += "."
    body = _BODY[language].format(
        name=business.said_name(),
        heading=_HEADINGS[language][matter],
        caller=caller or _WITHHELD[language],
        text=said,
    )
    return " ".join(body.split())


def summary_text(business: Business, text: str, caller: Phone) -> str:
    """Of a caller who is about to be put through."""
    language = business.languages[0]
    return f"{business.said_name()}: {text} {caller or _WITHHELD[language]}"


def accepts(body: str) -> bool:
    """ "OK", "on it", "listo"."""
    return plain(body) in _ACCEPTS
