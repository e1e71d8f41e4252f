"""A target with a fault that no seed, no word and hardly any luck leads to: byte by byte, as libFuzzer can find it."""

from tests.fuzz.target import Target


def _read(content: bytes) -> None:
    if content[:1] == b"k" and content[1:2] == b"e" and content[2:3] == b"y" and content[3:4] == b"!":
        raise RuntimeError("the planted fault")


TARGETS = {"planted": Target(_read, (b"----",))}
