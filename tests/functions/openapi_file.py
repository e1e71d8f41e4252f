"""`python -m tests.functions.openapi_file`: writes the OpenAPI document that the dashboard's types are made from."""

import json
from pathlib import Path

from functions.office import Office
from functions.openapi import document
from tests.fakes.front_office import RememberingCarrier, RememberingSms, SetClock, a_desk, an_office

FILE = Path(__file__).parents[2] / "dashboard" / "openapi.json"


def described(office: Office) -> str:
    """One line for each thing, so that a change of the API is seen as such."""
    return json.dumps(document(office), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(described(an_office(a_desk(SetClock()), RememberingCarrier(), RememberingSms())), encoding="utf-8")
