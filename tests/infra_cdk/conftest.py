import json
from typing import Any

import pytest

from tests.infra_cdk.assembly import WITHOUT_PACKAGES, read, synthesised

Templates = dict[str, dict[str, Any]]
REGIONS = ("us-east-1", "eu-west-1")
SECRETS = {
    name: f"arn:aws:secretsmanager:us-east-1:000000000000:secret:{name}-AbCdEf"
    for name in ("google_calendar_secret_arn", "openai_secret_arn", "providers_secret_arn", "pinecone_secret_arn")
}


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Every stack of the development stage."""
    return read(synthesised(tmp_path_factory.mktemp("cdk"), WITHOUT_PACKAGES))


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Templates]:
    """Two regions of production under one domain, by region, with every choice that brings a secret, and hours in which
    callers ring."""
    certificates = ",".join(f"arn:aws:acm:{region}:000000000000:certificate/1" for region in REGIONS)
    own = {"domain": "example.com", "hosted_zone_id": "Z1", "certificate_arn": certificates}
    chosen = {
        "mind": "local,openai", "openai_model": "some-model", "openai_api": "chat", "ears": "deepgram,local",
        "mouth": "elevenlabs,google", "pinecone_host": "https://index.example.com", "busy_hours": "07-24",
        "busy_tasks": "4", "busy_timezone": "America/New_York",
    }  # fmt: skip
    stage = {"stage": "prod", "regions": ",".join(REGIONS), **own}
    folder = synthesised(tmp_path_factory.mktemp("cdk"), {**WITHOUT_PACKAGES, **SECRETS, **chosen, **stage})
    return {
        region: {
            path.name.removesuffix(".template.json").rpartition("-")[2]: json.loads(path.read_text(encoding="utf-8"))
            for path in folder.glob(f"Firstring-prod-{region}-*.template.json")
        }
        for region in REGIONS
    }


@pytest.fixture(scope="session")
def equipped(production: dict[str, Templates]) -> Templates:
    """One region of it."""
    return production[REGIONS[0]]
