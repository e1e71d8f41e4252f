"""Meaning of short English texts as vectors: all-MiniLM-L6-v2, int8, 3 ms a question."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import BertProcessing

from receptionist.adapters.local_models.parts import Parts
from receptionist.adapters.local_models.sessions import session
from receptionist.errors import Misconfigured, VendorUnavailable

_LONGEST = 256


class MiniLm:
    """384 numbers a text, of length 1, so that a dot product is the likeness. Safe from several threads."""

    def __init__(self, model: Path, vocabulary: Path) -> None:
        self._session = session(model)
        self._tokenizer = _tokenizer(vocabulary)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[texts, 384]."""
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([one.ids for one in encoded], dtype=np.int64)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        words = np.asarray(self._session.run(None, inputs)[0], dtype=np.float32)
        summed = np.sum(words * mask[..., None], axis=1)
        return np.asarray(summed / np.linalg.norm(summed, axis=1, keepdims=True), dtype=np.float32)


def _installed() -> MiniLm:
    parts = Parts(None)
    return MiniLm(parts.path("minilm-int8.onnx"), parts.path("bert-base-uncased-vocab.json"))


class LocalEmbedder:
    """An Embedder over MiniLm, which is loaded with the first text (0.2 s, 60 MB): most conversations ask nothing."""

    AT_ONCE = 32
    """Texts of one run: padded to the longest of them."""

    def __init__(self, load: Callable[[], MiniLm] = _installed) -> None:
        self._load, self._lock = load, Lock()
        self._model: MiniLm | None = None

    def embed(self, texts: Sequence[str], *, asking: bool = False) -> list[list[float]]:
        """Questions and texts alike. Raises VendorUnavailable where the weights are not installed."""
        model = self._ready()
        found: list[list[float]] = []
        for at in range(0, len(texts), self.AT_ONCE):
            found += model.embed(texts[at : at + self.AT_ONCE]).tolist()
        return found

    def _ready(self) -> MiniLm:
        with self._lock:
            if self._model is None:
                try:
                    self._model = self._load()
                except Misconfigured as error:
                    raise VendorUnavailable(str(error)) from error
            return self._model


def _tokenizer(vocabulary: Path) -> Tokenizer:
    """BERT's uncased tokens. The file marks beginnings of words ("▁") where BERT marks the rest ("##")."""
    listed: list[str] = json.loads(vocabulary.read_text(encoding="utf-8"))
    tokens = {_as_bert(token, index): index for index, token in enumerate(listed)}
    tokenizer = Tokenizer(WordPiece(tokens, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = BertProcessing(("[SEP]", tokens["[SEP]"]), ("[CLS]", tokens["[CLS]"]))
    tokenizer.enable_truncation(_LONGEST)
    tokenizer.enable_padding(pad_id=tokens["[PAD]"], pad_token="[PAD]")
    return tokenizer


def _as_bert(token: str, index: int) -> str:
    if index == 1:
        return "[unused0]"
    if token.startswith("["):
        special = token.endswith("]") and len(token) > 1
        return token if special else f"##{token}"
    return token.removeprefix("▁") if token.startswith("▁") else f"##{token}"
