"""`firstring publish`: a business's file into the table of a deployment, with the operator's own AWS credentials."""

import getpass
import re
from pathlib import Path

from receptionist.business.load import load_business
from receptionist.business.versions import Imprint
from receptionist.clock import system_clock
from receptionist.errors import Misconfigured
from receptionist.ids import Phone
from receptionist.ports import BusinessStore, Conflict

_E164 = re.compile(r"\+[1-9]\d{6,14}")


def publish(file: Path, businesses: BusinessStore, numbers: tuple[str, ...]) -> str:
    """Says what was done. `numbers` replace those of the file when there are any. Safe to repeat.

    Raises Misconfigured naming file, line and field, or the number that is none or another business's.
    """
    for number in numbers:
        if not _E164.fullmatch(number):
            raise Misconfigured(f"--answer {number}: write an E.164 number such as +14155550100")
    business = load_business(file)
    if numbers:
        business = business.model_copy(update={"numbers": tuple(Phone(number) for number in numbers)})
    try:
        kept = businesses.put(business, imprint=Imprint(system_clock(), getpass.getuser()))
    except Conflict as conflict:
        raise Misconfigured(f"{file.name}: {conflict}") from conflict
    return f"{kept.id} is at version {kept.version} and answers {', '.join(kept.numbers)}"
