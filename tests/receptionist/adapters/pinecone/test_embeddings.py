"""Meanings by the model Pinecone runs."""

from time import monotonic

import pytest

from receptionist.adapters.pinecone.embeddings import PineconeEmbedder
from receptionist.errors import VendorUnavailable
from tests.fakes.pinecone_index import KEY, PineconeIndex


def test_each_text_has_its_meaning_of_length_one() -> None:
    with PineconeIndex() as index:
        embedder = PineconeEmbedder(KEY, inference_url=index.host)
        found = embedder.embed([f"text {n}" for n in range(100)])
        assert len(found) == 100
        assert sum(value * value for value in found[0]) == pytest.approx(1)
        assert len(embedder.embed(["where can I park"], asking=True)) == 1
        assert index.inputs == ["passage", "passage", "query"]


@pytest.mark.parametrize("trouble", ["hang", "garbage"])
def test_a_question_does_not_wait_for_it(trouble: str) -> None:
    with PineconeIndex() as index:
        index.trouble = trouble
        began = monotonic()
        with pytest.raises(VendorUnavailable):
            PineconeEmbedder(KEY, inference_url=index.host, quick_s=0.3).embed(["x"], asking=True)
        assert monotonic() - began < 2
