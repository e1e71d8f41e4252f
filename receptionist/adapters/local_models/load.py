"""All local models of a process, loaded once, side by side; those that only stand by, while others are at work already."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from receptionist.adapters.local_models.embeddings import MiniLm
from receptionist.adapters.local_models.kokoro import KokoroVoice
from receptionist.adapters.local_models.language_id import LanguageId
from receptionist.adapters.local_models.parts import FOR_TURNS, Parts, manifest
from receptionist.adapters.local_models.phonemes import Phonemes
from receptionist.adapters.local_models.piper import PiperVoice
from receptionist.adapters.local_models.silero import SileroDetector
from receptionist.adapters.local_models.smart_turn import SmartTurn
from receptionist.adapters.local_models.transcriber import LocalTranscriber
from receptionist.adapters.local_models.voice import KOKORO_VOICES, LocalVoice
from receptionist.adapters.local_models.whisper import Whisper


@dataclass(frozen=True, slots=True)
class TurnModels:
    """What a process needs whoever hears and speaks: where speech is, whether a turn is over, what a text is about."""

    detector: SileroDetector
    end_of_turn: SmartTurn
    language_id: LanguageId
    _embeddings: Future[MiniLm]
    _loading: ThreadPoolExecutor

    @property
    def embeddings(self) -> MiniLm:
        """Blocks while it is not loaded yet."""
        return self._embeddings.result()

    def close(self) -> None:
        """Ends threads. Safe to repeat."""
        self._loading.shutdown(wait=False, cancel_futures=True)
        self.end_of_turn.close()


@dataclass(frozen=True, slots=True)
class LocalModels(TurnModels):
    """What a process hears, speaks and understands with when no provider is chosen."""

    transcriber: LocalTranscriber
    voice: LocalVoice
    phonemes: Phonemes
    _another_voice: Callable[[], LocalVoice]

    @contextmanager
    def unhurried_voice(self) -> Iterator[LocalVoice]:
        """The same voice on models of its own, one clause at a time, on a thread that takes only what others leave of the processor.
        Loaded when it first speaks (150 MB) and given up at the end."""
        voice = self._another_voice()
        try:
            yield voice
        finally:
            voice.close()

    def close(self) -> None:
        """Ends threads and the phoneme worker. Safe to repeat."""
        TurnModels.close(self)
        self.transcriber.close()
        self.voice.close()
        self.phonemes.close()


def load(parts_dir: Path | None = None, *, at_once: int = 2, stand_by: bool = False) -> LocalModels:
    """Blocks for about 2 s. `parts_dir`: the operator's folder of weights; `at_once`: turns heard and clauses spoken in
    parallel. Raises Misconfigured naming the first part that is missing or wrong. `stand_by`: others hear and speak, so these are
    loaded one by one meanwhile, and whoever needs one before waits for it: blocks for about 0.3 s."""
    parts = Parts(parts_dir)
    phonemes = Phonemes()
    loading = ThreadPoolExecutor(1 if stand_by else None, thread_name_prefix="load")
    detector, end_of_turn, language_id = _for_turns(loading, parts)
    whisper = _whisper(loading, parts, at_once)
    make_piper, make_kokoro = _piper(parts, phonemes), _kokoro(parts, phonemes)
    piper, kokoro = loading.submit(make_piper), loading.submit(make_kokoro)
    minilm = _minilm(loading, parts)
    loading.submit(phonemes.of, "hello", "en-us")
    if not stand_by:
        loading.shutdown()
    return LocalModels(
        transcriber=LocalTranscriber(whisper.result, at_once=at_once),
        voice=LocalVoice(piper.result, kokoro.result, at_once=at_once),
        detector=detector.result(),
        end_of_turn=end_of_turn.result(),
        language_id=language_id.result(),
        phonemes=phonemes,
        _another_voice=lambda: LocalVoice(
            cache(partial(make_piper, threads=1)), cache(partial(make_kokoro, threads=1)), at_once=1, unhurried=True
        ),
        _embeddings=minilm,
        _loading=loading,
    )


def load_for_turns(parts_dir: Path | None = None) -> TurnModels:
    """Without ears and a voice of our own: others hear and speak, and nobody stands by. Blocks for about 0.3 s; raises as `load`."""
    parts = Parts(parts_dir)
    loading = ThreadPoolExecutor(1, thread_name_prefix="load")
    detector, end_of_turn, language_id = _for_turns(loading, parts)
    minilm = _minilm(loading, parts)
    return TurnModels(detector.result(), end_of_turn.result(), language_id.result(), minilm, loading)


def has_speech(parts_dir: Path | None = None) -> bool:
    """Whether anything of our own ears and voices is there; an image for providers carries none of it."""
    parts = Parts(parts_dir)
    return any(parts.has(name) for name in manifest() if name not in FOR_TURNS)


def _for_turns(loading: Executor, parts: Parts) -> tuple[Future[SileroDetector], Future[SmartTurn], Future[LanguageId]]:
    return (
        loading.submit(lambda: SileroDetector(parts.path("silero_vad.onnx"))),
        loading.submit(lambda: SmartTurn(parts.path("smart-turn-v3.2-cpu.onnx"))),
        loading.submit(lambda: LanguageId(parts.path("lid.176.ftz"))),
    )


def _whisper(loading: Executor, parts: Parts, at_once: int) -> Future[Whisper]:
    """The parts are looked for at once, here and below: what is missing is told at start, not in a call."""
    files = [
        parts.path(f"whisper-base/{name}") for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")
    ]
    return loading.submit(Whisper, files[0].parent, at_once=at_once)


def _kokoro(parts: Parts, phonemes: Phonemes) -> Callable[..., KokoroVoice]:
    voices = {name: parts.path(f"kokoro-voices/{name}.bin") for name in KOKORO_VOICES}
    return partial(KokoroVoice, parts.path("kokoro-v1.0.int8.onnx"), voices, phonemes)


def _piper(parts: Parts, phonemes: Phonemes) -> Callable[..., PiperVoice]:
    model, settings = parts.path("en_US-joe-medium.onnx"), parts.path("en_US-joe-medium.onnx.json")
    return partial(PiperVoice, model, settings, phonemes)


def _minilm(loading: Executor, parts: Parts) -> Future[MiniLm]:
    return loading.submit(MiniLm, parts.path("minilm-int8.onnx"), parts.path("bert-base-uncased-vocab.json"))
