"""`firstring call-to-suite CALL`: a call that has really happened, as a file with one conversation."""

import yaml

from receptionist.desk.desk import Desk
from receptionist.errors import Misconfigured
from receptionist.ids import BusinessId, CallId
from receptionist.language.understander import LocalUnderstander
from receptionist.suites.from_call import conversation_of

HEAD = (
    "# From a real call. Names and numbers are others; read it before you keep it, and say what each reply must hold.\n"
)


def suite_of(desk: Desk, call: CallId, understander: LocalUnderstander) -> str:
    """The YAML of one conversation. Raises Misconfigured for a call nobody wrote down, or in which nobody spoke."""
    record = desk.calls.find(call)
    if record is None:
        raise Misconfigured(f"there is no call {call}")
    business = desk.businesses.get(BusinessId(record.business))
    if business is None:
        raise Misconfigured(f"there is no business {record.business} any more")
    content = conversation_of(desk, record, business, understander)
    return HEAD + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
