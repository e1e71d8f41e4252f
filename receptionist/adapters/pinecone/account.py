"""Which Pinecone index is ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from receptionist.adapters.pinecone.embeddings import PineconeEmbedder
from receptionist.adapters.pinecone.vectors import PineconeVectorStore
from receptionist.errors import Misconfigured
from receptionist.knowledge.library import Meaning


@dataclass(frozen=True, slots=True)
class PineconeAccount:
    host: str
    """Of one index with 1,024 dimensions and cosine."""
    api_key: str | Callable[[], str]
    """Or how to get it, when it is first needed."""
    inference_url: str = ""
    """Where meanings are made; empty: Pinecone itself."""

    def key(self) -> str:
        return self.api_key if isinstance(self.api_key, str) else self.api_key()

    def meaning(self) -> Meaning:
        """Whoever changes the knowledge brings this index up to date."""
        return Meaning(
            PineconeVectorStore(self.host, self.key),
            PineconeEmbedder(self.key, inference_url=self.inference_url),
        )


def account_from(env: Mapping[str, str]) -> PineconeAccount | None:
    """From PINECONE_HOST, PINECONE_API_KEY and, for a stand-in, PINECONE_INFERENCE_URL. None: none is set. Raises
    Misconfigured if only one is."""
    host, key = env.get("PINECONE_HOST", "").strip(), env.get("PINECONE_API_KEY", "").strip()
    if bool(host) != bool(key):
        raise Misconfigured("PINECONE_HOST and PINECONE_API_KEY go together: set both, or none for the local index")
    return PineconeAccount(host, key, env.get("PINECONE_INFERENCE_URL", "").strip()) if host else None
