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


OTHER_LANGUAGES = [
    ("restaurant", "¿Hay dónde dejar el coche?", "Is there parking?"),
    ("restaurant", "¿se puede aparcar cerca?", "Is there parking?"),
    ("restaurant", "¿Mi abuela va en silla de ruedas, puede entrar?", "Is the restaurant wheelchair accessible?"),
    ("restaurant", "¿tienen tronas para bebés?", "Do you have high chairs?"),
    ("restaurant", "¿aceptan perros?", "Are dogs allowed?"),
    ("restaurant", "¿hay mesas al aire libre?", "Can we sit outside?"),
    ("restaurant", "¿cómo debo vestirme?", "Do you have a dress code?"),
    ("restaurant", "¿hacen comida para llevar?", "Do you do takeout or delivery?"),
    ("restaurant", "¿puedo llevar una botella de vino?", "Can I bring my own wine?"),
    ("restaurant", "¿podemos llevar una tarta de cumpleaños?", "Can I bring a birthday cake?"),
    ("restaurant", "¿se puede pagar en efectivo?", "How can I pay?"),
    ("restaurant", "¿venden tarjetas de regalo?", "Do you have gift cards?"),
    ("restaurant", "¿qué pasa si llegamos con retraso?", "What happens if we are late?"),
    ("clinic", "¿aceptan mi aseguranza?", "Which insurance do you take?"),
    ("clinic", "¿ya están mis análisis de sangre?", "Can you tell me my test results?"),
    ("clinic", "se me acabaron las pastillas, ¿me renuevan la receta?", "Can I get a prescription refill?"),
    ("clinic", "¿qué papeles tengo que traer?", "What should I bring?"),
    ("clinic", "¿tienen intérprete?", "Do you have interpreters?"),
    ("salon", "¿puedo pasar sin cita?", "Do you take walk-ins?"),
    ("salon", "¿peinan a novias?", "Do you do bridal hair?"),
    ("salon", "¿qué champú usan?", "Which products do you use?"),
    ("restaurant", "ਕੀ ਤੁਹਾਡੇ ਕੋਲ ਪਾਰਕਿੰਗ ਹੈ?", "Is there parking?"),
    ("restaurant", "ਗੱਡੀ ਕਿੱਥੇ ਖੜ੍ਹੀ ਕਰੀਏ?", "Is there parking?"),
    ("restaurant", "ਕੀ ਕੁੱਤਾ ਲਿਆ ਸਕਦੇ ਹਾਂ?", "Are dogs allowed?"),
    ("restaurant", "ਕੀ ਬਾਹਰ ਬੈਠ ਸਕਦੇ ਹਾਂ?", "Can we sit outside?"),
    ("restaurant", "ਕੀ ਮੀਟ ਹਲਾਲ ਹੈ?", "Is the meat halal?"),
    ("restaurant", "ਕੀ ਤੁਸੀਂ ਕਾਰਡ ਲੈਂਦੇ ਹੋ?", "How can I pay?"),
    ("restaurant", "ਕੀ ਬੱਚਿਆਂ ਲਈ ਕੁਰਸੀ ਹੈ?", "Do you have high chairs?"),
    ("restaurant", "kutta liya sakde haan?", "Are dogs allowed?"),
    ("restaurant", "gaddi kithe khari kariye", "Is there parking?"),
    ("clinic", "ਕੀ ਤੁਸੀਂ ਮੇਰਾ ਬੀਮਾ ਲੈਂਦੇ ਹੋ?", "Which insurance do you take?"),
    ("clinic", "ਕੀ ਮੇਰੇ ਨਤੀਜੇ ਆ ਗਏ?", "Can you tell me my test results?"),
    ("clinic", "ਮੈਨੂੰ ਦਵਾਈ ਦੁਬਾਰਾ ਚਾਹੀਦੀ ਹੈ", "Can I get a prescription refill?"),
    ("salon", "ਕੀ ਵਿਆਹ ਲਈ ਵਾਲ ਬਣਾਉਂਦੇ ਹੋ?", "Do you do bridal hair?"),
    ("salon", "viah layi waal banaunde ho?", "Do you do bridal hair?"),
]
"""Our own paraphrases, worded otherwise than the Spanish variants; the Punjabi ones find what is written in English."""

UNANSWERED_ELSEWHERE = [
    ("restaurant", "¿tienen música en vivo?"),
    ("restaurant", "¿hay wifi?"),
    ("restaurant", "ਕੀ ਵਾਈਫਾਈ ਹੈ?"),
    ("salon", "¿hacen las uñas?"),
    ("clinic", "¿hacen cirugías?"),
    ("clinic", "ਕੀ ਤੁਸੀਂ ਦੰਦ ਕੱਢਦੇ ਹੋ?"),
    ("restaurant", "¿quién es el chef?"),
    ("restaurant", "¿cuándo juega el Madrid?"),
    ("salon", "ਮੌਸਮ ਕਿਹੋ ਜਿਹਾ ਹੈ?"),
]


@pytest.mark.parametrize(("business", "question", "entry"), OTHER_LANGUAGES)
def test_a_question_in_spanish_or_punjabi_finds_its_entry(business: str, question: str, entry: str) -> None:
    match = best_faq(question, load_business(_ROOT / f"{business}.yaml").faqs)
    assert match is not None
    assert match.faq.question == entry


@pytest.mark.parametrize(("business", "question"), UNANSWERED_ELSEWHERE)
def test_no_entry_is_no_answer_in_any_language(business: str, question: str) -> None:
    assert best_faq(question, load_business(_ROOT / f"{business}.yaml").faqs) is None
