"""A business's own words for our sentences: what may be said, who vouches for it, and what nobody may touch."""

from datetime import date

import pytest

from receptionist.business.definition import Business, Language
from receptionist.business.wordings import OwnWording, Signature
from receptionist.conversation.guard import false_claims
from receptionist.conversation.visits import Visit
from receptionist.conversation.wording import TONGUES, word_act
from receptionist.conversation.wording.own import LOCKED, fault_of, own_faults, sentences
from receptionist.conversation.working import Act
from tests.receptionist.conversation.paper_book import demo
from tests.receptionist.conversation.test_wording import LANGUAGES, START, TODAY

CLINIC = demo("clinic")


def saying(*own: OwnWording, signed: tuple[Signature, ...] = ()) -> Business:
    return CLINIC.model_copy(update={"wording": own, "signed": signed})


def own(text: str, sentence: str = "anything_else", language: Language = "en") -> OwnWording:
    return OwnWording(language=language, sentence=sentence, text=text)


def said(business: Business, act: Act, language: Language = "en") -> str:
    return word_act(act, language, business, TODAY).text


def test_a_business_is_heard_in_its_own_words() -> None:
    business = saying(own("Anything else we can do for you at {business}?"))
    assert said(business, Act("anything_else")) == f"Anything else we can do for you at {CLINIC.said_name()}?"
    assert said(CLINIC, Act("anything_else")) == "Is there anything else I can do for you?"


@pytest.mark.parametrize(
    ("sentence", "text", "why"),
    [
        ("anything_else", "That is all.", "question"),
        ("anything_else", "You're booked, all right?", "claims"),
        ("free", "Good.", "{visit} must be said"),
        ("free", "Good, I have {visit} for {price}.", "{price} cannot be filled"),
        ("free", "Good, I have {visit", "braces"),
        ("free", "Good, I have {visit!r}.", "braces"),
        ("free", "Good, I have {visit.start}.", "braces"),
        ("booked", "You're booked: {visit}.", "{code} must be said"),
        ("confirm_book", "Your booking is confirmed: {visit}{under}{with_notes}. Shall I book it?", "claims"),
        ("all_right", "ok " * 150, "characters"),
        ("nonsense", "Hello.", "no sentence"),
        ("emergency", "If this is an emergency, take two aspirin.", "locked"),
        ("greeting.notice", "Hi!", "locked"),
    ],
)
def test_words_that_do_not_fit_are_refused_with_the_reason(sentence: str, text: str, why: str) -> None:
    fault = fault_of(TONGUES["en"], sentence, 0, text)
    assert fault is not None
    assert why in fault


def test_punjabi_is_asked_for_in_its_script() -> None:
    assert fault_of(TONGUES["pa"], "all_right", 0, "theek hai ji") is not None
    assert fault_of(TONGUES["pa"], "all_right", 0, "ਠੀਕ ਹੈ") is None


def test_words_that_do_not_fit_are_not_spoken_even_from_a_file() -> None:
    business = saying(own("You're booked!", "all_right"), own("Call nobody.", "emergency"))
    assert said(business, Act("all_right")) == "All right."
    assert "911" in said(business, Act("emergency"))
    assert [index for index, _ in own_faults(business, TONGUES)] == [0, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_words_fit_their_own_sentences(language: Language) -> None:
    tongue = TONGUES[language]
    for sentence, wordings in tongue.templates.items():
        if sentence not in LOCKED:
            for variant, text in enumerate(wordings):
                assert fault_of(tongue, sentence, variant, text) is None, (sentence, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_listed_with_an_example_and_who_vouches_for_it(language: Language) -> None:
    listed = list(sentences(CLINIC, TONGUES[language]))
    assert {one.sentence for one in listed} == set(TONGUES[language].templates)
    assert not any("{" in one.example for one in listed)
    assert {one.review for one in listed} == {
        "reviewed by the authors" if language == "en" else "not reviewed by a native speaker"
    }


def test_a_signature_is_for_the_words_it_was_given_for() -> None:
    text = TONGUES["es"].templates["all_right"][0]
    mark = Signature(language="es", sentence="all_right", text=text, by="Lucía Romero", on=date(2026, 11, 28))
    signed = saying(signed=(mark,))
    reworded = saying(own("Muy bien.", "all_right", "es"), signed=(mark,))
    reviews = [
        next(one.review for one in sentences(business, TONGUES["es"]) if one.sentence == "all_right")
        for business in (signed, reworded)
    ]
    assert reviews == ["signed by Lucía Romero on 2026-11-28", "not reviewed by a native speaker"]


def test_a_businesss_own_english_is_not_vouched_for_by_the_authors() -> None:
    (one,) = (one for one in sentences(saying(own("Fine.", "all_right")), TONGUES["en"]) if one.sentence == "all_right")
    assert not one.reviewed


@pytest.mark.parametrize("language", ["es", "pa"])
def test_emergency_words_nobody_vouches_for_are_not_spoken_but_the_number_is(language: Language) -> None:
    script = TONGUES[language].templates["emergency"][0]
    mark = Signature(language=language, sentence="emergency", text=script, by="Dr. A. Gill", on=date(2026, 11, 28))
    unsigned = said(CLINIC, Act("emergency"), language)
    assert unsigned == TONGUES[language].templates["emergency_number"][0]
    assert "911" in unsigned
    assert said(saying(signed=(mark,)), Act("emergency"), language) == script


def test_own_words_of_an_effect_may_claim_it_and_are_still_guarded() -> None:
    text = "All set, you're booked: {visit}. Code {code}, again {code}."
    business = saying(own(text, "booked"))
    visit = demo("restaurant").services[0].name
    assert fault_of(TONGUES["en"], "booked", 0, text) is None
    spoken = said(business, Act("booked", {"visit": Visit(visit, START), "code": "ACD47", "texted": False}))
    assert spoken.startswith("All set, you're booked")
    assert false_claims(spoken, "en", ())
