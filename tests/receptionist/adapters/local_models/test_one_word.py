"""Which of the words that are said alone it was."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from receptionist.adapters.local_models.one_word import WORDS, Next, chosen, likeliest
from receptionist.adapters.local_models.sound import spoken_s

SPELLED = {(1,): "no", (2, 3): "siete", (2, 4): "seis", (5,): "sí"}
TOKENS = 6


def following(**after: Mapping[int, float]) -> Next:
    """Probabilities by what is written already: `_` at the start, `_2` after token 2."""

    def tell(beginnings: Sequence[tuple[int, ...]]) -> list[NDArray[np.float64]]:
        rows = []
        for beginning in beginnings:
            likely = after["".join(f"_{token}" for token in beginning) or "_"]
            rows.append(np.array([math.log(likely.get(token, 1e-9)) for token in range(TOKENS)]))
        return rows

    return tell


def test_a_word_of_two_tokens_is_as_likely_as_both() -> None:
    words = dict(likeliest(SPELLED, following(_={1: 0.1, 2: 0.6, 5: 0.01}, _2={3: 0.9, 4: 0.05})))
    assert math.isclose(words["siete"], math.log(0.54))
    assert max(words, key=lambda word: words[word]) == "siete"


def test_what_cannot_be_likely_any_more_is_not_asked_about() -> None:
    words = dict(likeliest(SPELLED, following(_={1: 0.9, 2: 1e-8, 5: 0.01})))
    assert words.keys() == {"no", "sí"}


def test_a_word_far_ahead_is_chosen_and_the_others_are_kept() -> None:
    found = chosen([("five", math.log(0.2)), ("nine", math.log(0.04)), ("one", math.log(1e-6))])
    assert found is not None
    word, certain, others = found
    assert word == "five"
    assert math.isclose(math.exp(certain), 0.2 / 0.240001, rel_tol=1e-4)
    assert others == ("nine",)


def test_two_that_are_alike_are_not_guessed_between_and_noise_is_no_word() -> None:
    assert chosen([("five", math.log(0.2)), ("nine", math.log(0.15))]) is None
    assert chosen([("no", math.log(0.01)), ("oh", math.log(0.0001))]) is None


def test_nobody_is_taken_to_say_goodbye() -> None:
    assert not {"bye", "goodbye", "adiós", "chao"} & {word for words in WORDS.values() for word in words}


def test_how_long_somebody_spoke_is_measured_between_quiet() -> None:
    rate = 16000
    line = np.random.default_rng(1).normal(0, 0.002, 2 * rate).astype(np.float32)
    line[rate // 2 : rate] += np.sin(np.arange(rate // 2, dtype=np.float32) * 0.1)
    assert abs(spoken_s(line, rate) - 0.5) <= 0.04
    assert spoken_s(np.zeros(rate, np.float32), rate) == 0.0
    assert spoken_s(np.zeros(10, np.float32), rate) == 0.0
