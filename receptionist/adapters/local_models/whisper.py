"""Whisper base on CTranslate2, for one turn of a caller at a time.

The encoder hears a window of max(8, turn + 2) seconds instead of 30: three times faster at the same word error rate on
telephone sound. What that costs is caught by guards, all measured on 540 turns of six voices: unsure or looping output is
decoded again with the whole 30 s and several hypotheses, output still unsure is not believed.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from receptionist.adapters.local_models import mel, one_word, sound

if TYPE_CHECKING:
    import ctranslate2

_UNSURE: Final = -0.6
"""Mean log-probability of the words below which the turn is decoded again; 4 % of turns."""
_NOT_UNDERSTOOD: Final = -1.0
"""Below this Whisper invents: noise gives -1.9 to -3.0."""
_ALTERNATIVES_BELOW: Final = -0.5
_HYPOTHESES = 3
_SHORTEST_S = 8.0
_LONGEST_S = 30.0
_PAD_S = 2.0
_LEAD_S = 0.3
"""Silence put before the turn: without it the first word is lost now and then (WER 5.9 to 3.2 % over four voices)."""
_ONE_WORD_S = 1.1
"""Longer was more than one word."""
_WORDS_AT_MOST, _WORDS_PER_S = 3, 5
"""In no time, and for each second of somebody who speaks fast: "it's Sarah Miller" takes one."""
_STUCK = re.compile(r"(\w{1,3})\1{5,}")
"""A sound written to the end of the turn."""
_TOKENS_PER_S = 12
_TOKENS_BASE = 16
_FIGURE = re.compile(r"[\d$£]|âĤ¬")
"""The last is the euro sign, byte by byte as tokens are written."""
_INDIC = ("pa", "hi", "ur")
"""Whisper base takes Punjabi for one of these and writes none of them usefully."""
_DIGITS = "zero oh one two three four five six seven eight nine cero uno dos tres cuatro cinco seis siete ocho nueve"
_DOUBLED = "no yes yeah sí bye ok okay hello please very double triple muy adiós hola"
_SAID_TWICE = frozenset(f"{_DIGITS} {_DOUBLED}".split())
"""What people do say twice in a row, and digits, which they say any number of times."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one turn was taken for."""

    text: str
    """Empty: not understood."""
    language: str
    log_probability: float
    """Mean over the words; 0 is certain."""
    alternatives: tuple[str, ...] = ()


class Whisper:
    """One model for all calls; `hear` may run in several threads at once."""

    def __init__(self, folder: Path, *, at_once: int = 2) -> None:
        """`folder`: model.bin, config.json, tokenizer.json, vocabulary.txt. `at_once`: turns decoded in parallel."""
        import ctranslate2  # noqa: PLC0415  slow to load, and a process whose ears are others' loads it beside its work

        self._view = ctranslate2.StorageView.from_array
        self._model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", inter_threads=at_once, intra_threads=1
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._vocabulary = self._tokenizer.get_vocab(with_added_tokens=True)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        # Numbers are written as they were said: "seven, not eight" was "7-0-8" with digits allowed, half past seven "730". A sign of
        # money comes before digits: alone it was repeated to the end of the turn.
        self._suppressed: list[int] = [*config["suppress_ids"], *_of_figures(self._vocabulary)]
        (self._end,) = self._ids("<|endoftext|>")

    def hear(
        self, samples: NDArray[np.float32], *, language: str | None, among: Sequence[str], phrases: tuple[str, ...] = ()
    ) -> Heard:
        """The words of one turn (16 kHz). `language` None: the likeliest of `among`, or "pa" without text where an
        Indic language is heard. `phrases`: names the caller may say."""
        seconds = len(samples) / mel.RATE
        features = mel.log_mel(np.pad(samples, (int(_LEAD_S * mel.RATE), mel.HOP)))
        window_s = min(_LONGEST_S, max(_SHORTEST_S, math.ceil((seconds + _PAD_S) * 2) / 2))
        encoded = self._encode(features, window_s)
        if language is None:
            language = self._language(encoded, among)
            if language not in among:
                return Heard("", language, 0.0)
        heard = self._decode(encoded, language, seconds, phrases, hypotheses=1)
        spoken_s = sound.spoken_s(samples, mel.RATE)
        short = spoken_s <= _ONE_WORD_S
        babble = is_babble(heard.text, spoken_s)
        if heard.log_probability < _UNSURE or looping(heard.text) or babble:
            if short and (word := self._one_word(encoded, language)):
                return word
            again = self._decode(self._encode(features, _LONGEST_S), language, seconds, phrases, hypotheses=_HYPOTHESES)
            if looping(heard.text) or babble or again.log_probability > heard.log_probability:
                heard = again
        elif heard.log_probability < _ALTERNATIVES_BELOW:
            heard = self._decode(encoded, language, seconds, phrases, hypotheses=_HYPOTHESES)
        if heard.log_probability < _NOT_UNDERSTOOD or is_babble(heard.text, spoken_s):
            return Heard("", language, heard.log_probability)
        # Still repeated with the whole window: said once, or said twice by a caller, which is the same to us.
        return replace(heard, text=without_loops(heard.text))

    def _encode(self, features: NDArray[np.float32], window_s: float) -> "ctranslate2.StorageView":
        frames = int(window_s * mel.RATE / mel.HOP)
        fitted = np.pad(features[:, :frames], ((0, 0), (0, max(0, frames - features.shape[1]))))
        return self._model.encode(self._view(np.ascontiguousarray(fitted[None])), to_cpu=False)

    def _language(self, encoded: "ctranslate2.StorageView", among: Sequence[str]) -> str:
        likely = {token.strip("<|>"): probability for token, probability in self._model.detect_language(encoded)[0]}
        ours = max(among, key=lambda code: likely.get(code, 0.0))
        indic = sum(likely.get(code, 0.0) for code in _INDIC)
        return "pa" if indic > 0.5 and indic > 3 * likely.get(ours, 0.0) else ours

    def _decode(
        self,
        encoded: "ctranslate2.StorageView",
        language: str,
        seconds: float,
        phrases: tuple[str, ...],
        *,
        hypotheses: int,
    ) -> Heard:
        prompt = [
            *self._bias(phrases),
            *self._ids("<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>", "<|notimestamps|>"),
        ]
        (result,) = self._model.generate(
            encoded,
            [prompt],
            beam_size=max(1, hypotheses),
            num_hypotheses=hypotheses,
            max_length=len(prompt) + int(_TOKENS_PER_S * seconds) + _TOKENS_BASE,
            return_scores=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
        )
        texts = [self._text(ids) for ids in result.sequences_ids]
        others = {_words(text): text for text in reversed(texts[1:]) if _words(text) not in ("", _words(texts[0]))}
        return Heard(texts[0], language, float(result.scores[0]), tuple(reversed(others.values())))

    def _one_word(self, encoded: "ctranslate2.StorageView", language: str) -> Heard | None:
        """What is said where one word is asked for, if it was that."""
        start = self._ids("<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>", "<|notimestamps|>")
        turn = np.array(encoded)

        def following(beginnings: Sequence[tuple[int, ...]]) -> list[NDArray[np.float64]]:
            results = self._model.generate(
                self._view(np.ascontiguousarray(np.repeat(turn, len(beginnings), axis=0))),
                [[*start, *tokens] for tokens in beginnings],
                beam_size=1,
                max_length=len(start) + len(beginnings[0]) + 1,
                suppress_blank=False,
                suppress_tokens=[],
                return_logits_vocab=True,
            )
            return [_log_softmax(np.array(result.logits[0][0], dtype=np.float64)) for result in results]

        chosen = one_word.chosen(one_word.likeliest(self._spelled(language), following))
        if chosen is None:
            return None
        word, log_probability, others = chosen
        return Heard(word, language, log_probability, others)

    def _spelled(self, language: str) -> dict[tuple[int, ...], str]:
        return {
            tuple(self._tokenizer.encode(f" {written}", add_special_tokens=False).ids): word
            for word in one_word.WORDS[language]
            for written in (word, word.capitalize())
        }

    def _bias(self, phrases: tuple[str, ...]) -> list[int]:
        if not phrases:
            return []
        said: list[int] = self._tokenizer.encode(" " + ", ".join(phrases), add_special_tokens=False).ids
        return [*self._ids("<|startofprev|>"), *said[-64:]]

    def _ids(self, *tokens: str) -> list[int]:
        return [self._vocabulary[token] for token in tokens]

    def _text(self, ids: Sequence[int]) -> str:
        decoded: Any = self._tokenizer.decode([i for i in ids if i < self._end])
        return str(decoded).strip()


def _of_figures(vocabulary: dict[str, int]) -> list[int]:
    """The tokens that hold a digit or a sign of money, without the special ones (times, which are never asked for)."""
    return [index for token, index in vocabulary.items() if _FIGURE.search(token) and not token.startswith("<|")]


def _log_softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    above = logits.reshape(-1) - logits.max()
    return np.asarray(above - np.log(np.exp(above).sum()))


def is_babble(text: str, spoken_s: float) -> bool:
    """Whether it is more than can be said in that time."""
    return len(text.split()) > _WORDS_AT_MOST + _WORDS_PER_S * spoken_s or bool(_STUCK.search(text))


def _words(text: str) -> str:
    """What is the same however it is punctuated."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def looping(text: str) -> bool:
    """Whether a group of words stands twice in a row, as Whisper does when it is lost."""
    return without_loops(text) != " ".join(text.split())


def without_loops(text: str) -> str:
    """`text` with each group of words that is repeated at once left standing once, and without the beginning of a
    further repetition at the end. Digits and the like are left alone."""
    words = text.split()
    plain = [re.sub(r"\W+", "", word.lower()) for word in words]
    start = 0
    while start < len(words):
        size = _repeated(plain, start)
        if not size:
            start += 1
            continue
        end = start + size
        while end < len(words) and plain[end] == plain[start + (end - start) % size]:
            end += 1
        whole = (end - start) // size * size
        upto = end if end == len(words) else start + whole
        del words[start + size : upto], plain[start + size : upto]
        start += size
    return " ".join(words)


def _repeated(plain: list[str], start: int) -> int:
    """The size of the shortest group at `start` that follows itself, 0 for none."""
    for size in range(1, (len(plain) - start) // 2 + 1):
        group = plain[start : start + size]
        may = all(word.isdigit() or word in _SAID_TWICE for word in group)
        if not may and group == plain[start + size : start + 2 * size]:
            return size
    return 0
