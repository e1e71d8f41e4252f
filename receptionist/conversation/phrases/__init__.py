"""The few words that mean something only inside a conversation: picking from what was offered, backing out.

What a sentence means in itself is the understander's business; these depend on what was just said.
"""

from receptionist.conversation.phrases.asking import (
    asks_on,
    asks_when,
    asks_why,
    refuses_recording,
    seeks_place,
    wants_forgetting,
    wants_usual,
)
from receptionist.conversation.phrases.going_ahead import drops_it, says_confirm, says_do_it
from receptionist.conversation.phrases.matters import runs_late, tells_matter, thinks_it_over
from receptionist.conversation.phrases.naming import (
    asks_for_code,
    bare_name,
    is_only_a_name,
    speaks_of_code,
    spelled_code,
)
from receptionist.conversation.phrases.offered import (
    after_ordinal,
    any_time,
    earlier_or_later,
    first_of_all,
    nearest,
    only_ordinal,
    ordinal,
    wants_beyond,
    wants_others,
)
from receptionist.conversation.phrases.shifts import Shift, more_people, shift
from receptionist.conversation.phrases.visits import (
    another,
    aspect,
    has_booking,
    in_place_of,
    is_theirs,
    keeps_it,
    makes_anew,
    own_booking,
    puts_right,
    same_for,
    speaks_of_visit,
    wants_it_back,
)

__all__ = [
    "Shift",
    "after_ordinal",
    "another",
    "any_time",
    "asks_for_code",
    "asks_on",
    "asks_when",
    "asks_why",
    "aspect",
    "bare_name",
    "drops_it",
    "earlier_or_later",
    "first_of_all",
    "has_booking",
    "in_place_of",
    "is_only_a_name",
    "is_theirs",
    "keeps_it",
    "makes_anew",
    "more_people",
    "nearest",
    "only_ordinal",
    "ordinal",
    "own_booking",
    "puts_right",
    "refuses_recording",
    "runs_late",
    "same_for",
    "says_confirm",
    "says_do_it",
    "seeks_place",
    "shift",
    "speaks_of_code",
    "speaks_of_visit",
    "spelled_code",
    "tells_matter",
    "thinks_it_over",
    "wants_beyond",
    "wants_forgetting",
    "wants_it_back",
    "wants_others",
    "wants_usual",
]
