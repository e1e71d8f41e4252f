"""Meanings of texts in many languages by a model Pinecone runs: multilingual-e5-large, 1,024 numbers.
https://docs.pinecone.io/guides/index-data/indexing-overview, https://docs.pinecone.io/reference/api/2026-04/inference/generate-embeddings
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import sqrt
from typing import Any

from receptionist.adapters.pinecone.vectors import PATIENT_S, QUICK_S
from receptionist.errors import VendorUnavailable

MODEL = "multilingual-e5-large"
AT_ONCE = 96
"""Texts in one request, the most the model takes."""


class PineconeEmbedder:
    """An Embedder. A question waits QUICK_S at most, a text to be kept PATIENT_S. Safe from several threads."""

    def __init__(self, api_key: str | Callable[[], str], *, inference_url: str = "", quick_s: float = QUICK_S) -> None:
        """`inference_url`: of a stand-in; empty: Pinecone itself."""
        self._api_key, self._url, self._quick_s = api_key, inference_url, quick_s
        self._inference: Any = None
        self._askers: ThreadPoolExecutor | None = None

    def embed(self, texts: Sequence[str], *, asking: bool = False) -> list[list[float]]:
        """Raises VendorUnavailable."""
        found: list[list[float]] = []
        for at in range(0, len(texts), AT_ONCE):
            found += self._part(list(texts[at : at + AT_ONCE]), asking)
        return found

    def _part(self, texts: list[str], asking: bool) -> list[list[float]]:
        wanted = {"input_type": "query" if asking else "passage", "truncate": "END"}
        try:
            if self._askers is None:
                self._askers = ThreadPoolExecutor(4, thread_name_prefix="pinecone")
            answer = self._askers.submit(lambda: self._ready().embed(MODEL, texts, wanted)).result(
                self._quick_s if asking else PATIENT_S
            )
            vectors = [_unit(one.values) for one in answer.data]
        except Exception as error:
            raise VendorUnavailable(f"Pinecone: {type(error).__name__}") from error
        if len(vectors) != len(texts):
            raise VendorUnavailable("Pinecone gave another number of meanings than of texts")
        return vectors

    def _ready(self) -> Any:
        if self._inference is None:
            from pinecone import Pinecone  # noqa: PLC0415  nobody who imports this should wait for it

            key = self._api_key if isinstance(self._api_key, str) else self._api_key()
            client = Pinecone(api_key=key, host=self._url) if self._url else Pinecone(api_key=key)
            self._inference = client.inference
        return self._inference


def _unit(values: Sequence[float]) -> list[float]:
    length = sqrt(sum(value * value for value in values))
    return [value / length for value in values]
