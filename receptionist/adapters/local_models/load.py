"""All local models of a process, loaded once, side by side."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from receptionist.adapters.local_models.embeddings import MiniLm
from receptionist.adapters.local_models.kokoro import KokoroVoice
from receptionist.adapters.local_models.language_id import LanguageId
from receptionist.adapters.local_models.parts import Parts
from receptionist.adapters.local_models.phonemes import Phonemes
from receptionist.adapters.local_models.piper import PiperVoice
from receptionist.adapters.local_models.silero import SileroDetector
from receptionist.adapters.local_models.smart_turn import SmartTurn
from receptionist.adapters.local_models.transcriber import LocalTranscriber
from receptionist.adapters.local_models.voice import KOKORO_VOICES, LocalVoice
from receptionist.adapters.local_models.whisper import Whisper


@dataclass(frozen=True, slots=True)
class LocalModels:
    """What a process hears, speaks and understands with when no provider is chosen."""

    transcriber: LocalTranscriber
    voice: LocalVoice
    detector: SileroDetector
    end_of_turn: SmartTurn
    embeddings: MiniLm
    language_id: LanguageId
    phonemes: Phonemes

    def close(self) -> None:
        """Ends threads and the phoneme worker. Safe to repeat."""
        self.transcriber.close()
        self.voice.close()
        self.end_of_turn.close()
        self.phonemes.close()


def load(parts_dir: Path | None = None, *, at_once: int = 2) -> LocalModels:
    """Blocks for about 2 s. `parts_dir`: the operator's folder of weights; `at_once`: turns heard and clauses spoken in
    parallel. Raises Misconfigured naming the first part that is missing or wrong."""
    parts = Parts(parts_dir)
    phonemes = Phonemes()
    with ThreadPoolExecutor(thread_name_prefix="load") as pool:
        whisper = pool.submit(_whisper, parts, at_once)
        kokoro = pool.submit(_kokoro, parts, phonemes)
        piper = pool.submit(_piper, parts, phonemes)
        minilm = pool.submit(_minilm, parts)
        detector = pool.submit(lambda: SileroDetector(parts.path("silero_vad.onnx")))
        end_of_turn = pool.submit(lambda: SmartTurn(parts.path("smart-turn-v3.2-cpu.onnx")))
        language_id = pool.submit(lambda: LanguageId(parts.path("lid.176.ftz")))
        pool.submit(phonemes.of, "hello", "en-us")
    return LocalModels(
        transcriber=LocalTranscriber(whisper.result(), at_once=at_once),
        voice=LocalVoice(piper.result(), kokoro.result(), at_once=at_once),
        detector=detector.result(),
        end_of_turn=end_of_turn.result(),
        embeddings=minilm.result(),
        language_id=language_id.result(),
        phonemes=phonemes,
    )


def _whisper(parts: Parts, at_once: int) -> Whisper:
    files = [
        parts.path(f"whisper-base/{name}") for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")
    ]
    return Whisper(files[0].parent, at_once=at_once)


def _kokoro(parts: Parts, phonemes: Phonemes) -> KokoroVoice:
    voices = {name: parts.path(f"kokoro-voices/{name}.bin") for name in KOKORO_VOICES}
    return KokoroVoice(parts.path("kokoro-v1.0.int8.onnx"), voices, phonemes)


def _piper(parts: Parts, phonemes: Phonemes) -> PiperVoice:
    return PiperVoice(parts.path("en_US-joe-medium.onnx"), parts.path("en_US-joe-medium.onnx.json"), phonemes)


def _minilm(parts: Parts) -> MiniLm:
    return MiniLm(parts.path("minilm-int8.onnx"), parts.path("bert-base-uncased-vocab.json"))
