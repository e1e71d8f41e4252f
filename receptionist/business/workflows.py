"""Tasks a business adds to those every receptionist knows: when a caller speaks of it, ask this, then do that, otherwise
do something else. Data only; receptionist/conversation/own_workflows.py makes steps of it.

```yaml
workflows:
  - id: private_dining
    name: {en: a private dinner, es: una cena privada}
    when: {en: [private dining, private room], es: [salón privado, cena privada]}
    ask:
      - {field: guests, type: number, label: {en: guests}, question: {en: "How many guests will there be?"}}
      - {field: day, type: date, label: {en: day}, question: {en: "Which day is it for?"}}
      - {field: occasion, type: choice, required: false, label: {en: occasion}, question: {en: "What is the occasion?"},
         choices: [{id: birthday, name: {en: a birthday}}, {id: work, name: {en: a work event}}]}
    then:
      - {do: person, to: Events, only_if: {field: guests, at_least: 30}}
      - {do: message}
    otherwise: {do: message}
```
"""

from typing import Literal

from receptionist.business.facts import Facts, Text
from receptionist.ids import ServiceId

FieldType = Literal["text", "name", "phone", "email", "date", "time", "number", "money", "yes_no", "choice"]


class Choice(Facts):
    id: str
    name: Text
    """As it is read out, and recognised."""
    synonyms: Text = {}
    """Further words for it, separated by commas."""


class Requirement(Facts):
    """Of the answer to an earlier question. All that is given must hold; an unanswered question fulfils nothing."""

    field: str
    equals: tuple[str, ...] = ()
    """Choice ids, `yes`, `no`, or the answer's text; any of them."""
    at_least: float | None = None
    at_most: float | None = None


class Question(Facts):
    """One thing to be learnt."""

    field: str
    type: FieldType
    label: Text
    """What the answer is called when it is read back and in the message: "guests"."""
    question: Text
    again: Text = {}
    """Worded anew where the first was not understood; empty: the same."""
    required: bool = True
    """Not required: asked once; "I don't know" and "skip" will do."""
    choices: tuple[Choice, ...] = ()
    only_if: Requirement | None = None


class Outcome(Facts):
    """What comes of it."""

    do: Literal["message", "call_back", "person", "book", "answer"]
    only_if: Requirement | None = None
    to: str = ""
    """`person`: the label of a hand-over; empty: whoever answers first."""
    service: ServiceId = ServiceId("")
    """`book`: what is booked; fields called `date`, `time`, `party_size` and `name` go with it, the others as a note."""
    text: Text = {}
    """`answer`: what is said."""


class OwnWorkflow(Facts):
    id: str
    name: Text
    when: dict[Literal["en", "es", "pa"], tuple[str, ...]]
    """What callers say who want it; words in between do no harm."""
    ask: tuple[Question, ...] = ()
    read_back: bool = False
    """Whether the answers are read back for a yes."""
    then: tuple[Outcome, ...]
    """The first whose `only_if` holds."""
    otherwise: Outcome = Outcome(do="message")
    """Where no `then` holds, or a required answer could not be had."""

    def question(self, field: str) -> Question | None:
        return next((one for one in self.ask if one.field == field), None)


KNOWN = frozenset(
    ("book", "change_booking", "cancel_booking", "check_booking", "message", "waitlist", "call_back", "person")
)
"""Tasks every receptionist knows: a business's own may not be called so."""
