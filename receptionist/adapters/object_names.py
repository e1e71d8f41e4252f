"""Which names an object may have."""

import re

from receptionist.ids import BusinessId

_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_BUSINESS = re.compile(_PART)
_NAME = re.compile(rf"{_PART}(/{_PART})*")


def is_object_name(business: BusinessId, name: str) -> bool:
    """Parts of letters, digits, `_`, `-` and `.` (not first), with `/` between: what is the same file on every disk and
    leads out of no folder. At most 200 characters. A business is one part."""
    return len(name) <= 200 and bool(_BUSINESS.fullmatch(business) and _NAME.fullmatch(name))
