"""Meaning and language of short texts."""

import numpy as np
import pytest

from receptionist.adapters.local_models.load import LocalModels

pytestmark = [pytest.mark.models, pytest.mark.together]


def test_a_question_is_nearest_to_its_own_answer(models: LocalModels) -> None:
    answers = ["We have a vegan menu.", "Parking is behind the house.", "We are closed on Mondays."]
    questions = ["Is there anything without meat or dairy?", "Where can I leave my car?", "Which days are you shut?"]
    likeness = models.embeddings.embed(questions) @ models.embeddings.embed(answers).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2]


def test_vectors_have_length_one_whatever_stands_beside_them(models: LocalModels) -> None:
    alone = models.embeddings.embed(["vegan food"])
    padded = models.embeddings.embed(["vegan food", "a much longer sentence about something else entirely"])
    assert np.allclose(np.linalg.norm(padded, axis=1), 1, atol=1e-5)
    assert float((alone @ padded[:1].T)[0, 0]) > 0.99


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I would like to book a table", "en"),
        ("what time do you open", "en"),
        ("quisiera reservar una mesa", "es"),
        ("hola buenos días", "es"),
        ("ਮੈਨੂੰ ਇੱਕ ਮੇਜ਼ ਚਾਹੀਦਾ ਹੈ", "pa"),
    ],
)
def test_the_language_of_a_text_is_known(models: LocalModels, text: str, language: str) -> None:
    probabilities = models.language_id.probabilities(text)
    assert max(probabilities, key=lambda code: probabilities[code]) == language
    assert abs(sum(probabilities.values()) - 1) < 1e-6
