"""Which FAQ entry a question means. The questions are worded otherwise than the entries' variants."""

from pathlib import Path

import pytest

from receptionist.business.load import load_business
from receptionist.knowledge.retrieve import best_faq

_ROOT = Path(__file__).parents[3] / "local" / "businesses"

ANSWERED = [
    ("restaurant", "Is there somewhere to leave the car?", "Is there parking?"),
    ("restaurant", "is there any parking close to you", "Is there parking?"),
    ("restaurant", "where do we park the car", "Is there parking?"),
    ("restaurant", "my mother uses a wheelchair, can she get in?", "Is the restaurant wheelchair accessible?"),
    ("restaurant", "do you have a high chair for our baby", "Do you have high chairs?"),
    ("restaurant", "can we bring our dog", "Are dogs allowed?"),
    ("restaurant", "could we sit outside on the patio", "Can we sit outside?"),
    ("restaurant", "what's the dress code", "Do you have a dress code?"),
    ("restaurant", "do you deliver", "Do you do takeout or delivery?"),
    ("restaurant", "can I get food to go", "Do you do takeout or delivery?"),
    ("restaurant", "is there a corkage fee if I bring a bottle of wine", "Can I bring my own wine?"),
    ("restaurant", "may we bring a birthday cake", "Can I bring a birthday cake?"),
    ("restaurant", "do you accept credit cards", "How can I pay?"),
    ("restaurant", "is your chicken halal", "Is the meat halal?"),
    ("restaurant", "do you sell gift cards", "Do you have gift cards?"),
    ("restaurant", "what if we are running twenty minutes late", "What happens if we are late?"),
    ("restaurant", "¿tienen estacionamiento?", "Is there parking?"),
    ("restaurant", "¿puedo llevar mi perro?", "Are dogs allowed?"),
    ("restaurant", "¿se puede pagar con tarjeta?", "How can I pay?"),
    ("clinic", "do you take Blue Shield insurance", "Which insurance do you take?"),
    ("clinic", "are my blood test results back", "Can you tell me my test results?"),
    ("clinic", "I need a refill of my prescription", "Can I get a prescription refill?"),
    ("clinic", "what should I bring to the appointment", "What should I bring?"),
    ("salon", "can I walk in without an appointment", "Do you take walk-ins?"),
    ("salon", "are your products cruelty free", "Which products do you use?"),
    ("salon", "do you do hair for weddings", "Do you do bridal hair?"),
]

NOT_ANSWERED = [
    ("restaurant", "what was the code again"),
    ("restaurant", "who won the game last night"),
    ("restaurant", "what is the weather like"),
    ("restaurant", "do you have live music"),
    ("restaurant", "who is the president of France"),
    ("restaurant", "can you tell me a joke"),
    ("restaurant", "do you have wifi"),
    ("salon", "do you pierce ears"),
    ("clinic", "do you treat dogs"),
]


@pytest.mark.parametrize(("business", "question", "entry"), ANSWERED)
def test_a_question_in_other_words_finds_its_entry(business: str, question: str, entry: str | None) -> None:
    match = best_faq(question, load_business(_ROOT / f"{business}.yaml").faqs)
    assert (match.faq.question if match else None) == entry


@pytest.mark.parametrize(("business", "question"), NOT_ANSWERED)
def test_a_question_no_entry_answers_gets_none(business: str, question: str) -> None:
    assert best_faq(question, load_business(_ROOT / f"{business}.yaml").faqs) is None
