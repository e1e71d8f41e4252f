"""No key, token or password of a real account is in the tree."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KINDS = {
    "AWS access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    "OpenAI key": r"\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,}",
    "ElevenLabs key": r"\bsk_[0-9a-f]{40,}\b",
    "Twilio API key": r"\bSK[0-9a-f]{32}\b",
    "GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})",
    "Google API key": r"\bAIza[0-9A-Za-z_-]{35}\b",
    "Google client secret": r"\bGOCSPX-[A-Za-z0-9_-]{28}\b",
    "Slack token": r"\bxox[abpr]-[A-Za-z0-9-]{20,}",
    "Pinecone key": r"\bpcsk_[A-Za-z0-9_]{40,}",
}
SAMPLES = {
    "AWS access key": "AKIA" + "Z7QX2MNB4KLP9RTS",
    "private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "OpenAI key": "sk-" + "proj-" + "aB3" * 14,
    "ElevenLabs key": "sk_" + "0a1b2c3d" * 6,
    "Twilio API key": "SK" + "0123456789abcdef" * 2,
    "GitHub token": "ghp_" + "aB3x" * 9,
    "Google API key": "AIza" + "aB3_x" * 7,
    "Google client secret": "GOCSPX-" + "aB3x" * 7,
    "Slack token": "xoxb-" + "123456789012-abcdef" * 2,
    "Pinecone key": "pcsk_" + "aB3x" * 12,
}


def found_in(text: str) -> list[str]:
    return [kind for kind, pattern in KINDS.items() if re.search(pattern, text)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_known_when_seen(kind: str) -> None:
    assert kind in found_in(f"key = {SAMPLES[kind]}\n")


def test_no_key_is_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    found = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and (kinds := found_in(path.read_bytes().decode("latin-1"))):
            found[name] = kinds
    assert found == {}
