"""How callers are met who are frustrated, in a hurry or unsure: a business's own settings, with defaults that suit most.

What a caller is taken for is never told to them; it changes wording, patience and route (docs/affect.md).
"""

from typing import Annotated

from pydantic import Field

from receptionist.business.facts import Facts

Share = Annotated[float, Field(gt=0, le=1)]
"""A probability."""


class Mood(Facts):
    """When it counts that a caller is in one. Between the two marks nothing changes."""

    after: Share = 0.6
    """From this probability on they are met so."""
    until: Share = 0.3
    """Two turns in a row below this, and they are met as ever."""


class Frustrated(Mood):
    brief: bool = True
    """Apologies in few words, and no sentence that does not move things on."""
    offer_person: bool = True
    """A person, or a message, is offered at once."""
    misses: Annotated[int, Field(ge=1, le=4)] = 2
    """Turns in a row not understood after which it is offered again; 4 for everybody else."""


class Urgent(Mood):
    earliest: bool = True
    """Asked first when they need it, and offered the earliest there is."""


class Hesitant(Mood):
    after: Share = 0.5
    patience_s: Annotated[float, Field(ge=0, le=3)] = 0.6
    """Added to the quiet that ends their turn."""
    choices: Annotated[int, Field(ge=2, le=3)] = 2
    """Times offered at once; 3 to everybody else."""


class Affect(Facts):
    frustrated: Frustrated = Frustrated()
    urgent: Urgent = Urgent()
    hesitant: Hesitant = Hesitant()
    heeded: bool = True
    """False: everybody is met alike."""
    brief: bool = False
    """Everybody is met in as few words as whoever is in a hurry."""
