"""Everything that can go wrong and that a caller, a business or an operator must be told apart.

    ReceptionistError
    ├── Refused                 the answer is no; say why, offer something else
    │   ├── SlotTaken           somebody else has that table, chair or doctor
    │   ├── Full                so many people may not arrive, or be in the house, then
    │   ├── DayFull             that service is booked as often as it may be that day
    │   ├── Closed              outside opening hours, holiday
    │   ├── SoldOut             the book is closed for that day
    │   ├── TooLate             inside the lead time or the change window
    │   ├── TooFar              beyond the horizon
    │   ├── TooMany             a larger party than may be booked by phone
    │   ├── TooFew              a smaller party than the service is for
    │   ├── NotForNewClients    only for those who were here before
    │   ├── UnknownService      nobody here does that
    │   ├── UnknownBooking      no such booking for this caller
    │   ├── UnknownEntry        nothing of that name is in the plan of the house
    │   ├── NotServable         the business would not make sense afterwards
    │   ├── NotPossible         that cannot follow what the booking is now
    │   ├── StaleRevision       somebody changed the booking meanwhile; read it again
    │   ├── OptedOut            this number wants no texts from us
    │   ├── LastOwner           somebody must own a business
    │   ├── NotLetIn            not who they say they are; which part was wrong is not told
    │   ├── TooManyTries        wrong passwords too often
    │   └── NotAllowed          their role does not reach that far
    ├── Unavailable             a thing we lean on failed; trying again may help
    │   ├── StoreUnavailable
    │   └── VendorUnavailable
    ├── Fenced                  another process serves this call now; stop, write nothing
    ├── BadTicket               a stream showed a forged, expired or malformed ticket; close it before any audio
    └── Misconfigured           a person must change something; trying again won't help

`Refused` is business and is logged at INFO. `Unavailable` is retried by whoever can
afford to wait (a Lambda can, a caller can't). `Misconfigured` fails at start.
"""


class ReceptionistError(Exception):
    """The root; catch a kind, not this."""


class Refused(ReceptionistError):
    """The answer is no. The message is for the log; wording for the caller is chosen by `reason`."""

    @property
    def reason(self) -> str:
        """The snake_case name of the leaf: `slot_taken`, `closed`, ..."""
        name = type(self).__name__
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class SlotTaken(Refused):
    """Somebody else has it."""


class Full(Refused):
    """Too many people at once."""


class DayFull(Refused):
    """No more of that on that day."""


class Closed(Refused):
    """Not open then."""


class SoldOut(Refused):
    """No more is taken for that day."""


class TooLate(Refused):
    """Too short notice."""


class TooFar(Refused):
    """Further ahead than the book goes."""


class TooMany(Refused):
    """More people than may be booked this way."""


class TooFew(Refused):
    """Fewer people than it is for."""


class NotForNewClients(Refused):
    """Only for those who were here before."""


class UnknownService(Refused):
    """Nobody here does that."""


class UnknownBooking(Refused):
    """No such booking."""


class UnknownEntry(Refused):
    """Nothing of that name is in the plan."""


class NotServable(Refused):
    """The business would not make sense afterwards; the message says where and why."""


class NotPossible(Refused):
    """The booking's status does not allow it."""


class StaleRevision(Refused):
    """The booking changed since it was read."""


class OptedOut(Refused):
    """The number has said STOP."""


class LastOwner(Refused):
    """Nobody would own it any more."""


class NotLetIn(Refused):
    """Wrong password, wrong token, or nobody of that name: which of them is not told."""


class TooManyTries(Refused):
    """Wrong passwords too often; later perhaps."""


class NotAllowed(Refused):
    """Their role does not reach that far."""


class Unavailable(ReceptionistError):
    """A thing we lean on failed; trying again may help."""


class StoreUnavailable(Unavailable):
    """A store did not answer, or lost its race too often."""


class VendorUnavailable(Unavailable):
    """A provider did not answer in time or answered nonsense."""


class Fenced(ReceptionistError):
    """A later epoch owns the call."""


class BadTicket(ReceptionistError):
    """A media stream's ticket is forged, expired or malformed. The message is for the log only."""


class Misconfigured(ReceptionistError):
    """A person must change something. The message names file, line and field where there are any."""
