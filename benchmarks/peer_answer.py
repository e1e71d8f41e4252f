"""What the restaurant of the comparison with other frameworks must know, so that the one answer of the stand-in language model
is true there: it stands word for word among its approved facts, as `faq:0`, which llm_wrap.json cites.

The question is worded so that no caller of the comparison asks it: our own facts answer none of them, and every scored turn
goes to the language model, as it does at the others.
"""

from pathlib import Path

from receptionist.business.definition import Business, Faq

WRAP = Path(__file__).with_name("llm_wrap.json")
"""The stand-in's answer in our schema, with `{text}` where its words go."""
ANSWER = (
    "Thank you for asking, we would love that. The front door has a ramp, the window tables are quiet, "
    "we keep blankets by the bar."
)
"""The stand-in's words."""


def knowing_the_answer(business: Business) -> Business:
    known = Faq(question="Anything else worth telling guests?", answer={"en": ANSWER})
    return business.model_copy(update={"faqs": (known, *business.faqs)})
