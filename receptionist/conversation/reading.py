"""One utterance in its place in the conversation: what was understood, and what was being spoken of."""

from receptionist.business.definition import Business
from receptionist.conversation import phrases
from receptionist.conversation.crowds import crowd_of
from receptionist.conversation.mending import mended
from receptionist.conversation.state import DialogueState, Task
from receptionist.language.understanding import Entity, Understanding

SURE = 0.63
"""An intent scored below is not acted on while a better one is."""
LEAST = 0.33
"""The best intent is not acted on below."""
WORKFLOW_OF = {
    "book": "book", "change_booking": "change_booking", "cancel_booking": "cancel_booking",
    "check_booking": "check_booking", "waitlist": "waitlist", "leave_message": "message", "call_back": "call_back",
}  # fmt: skip
"""The task each intent starts."""
_WISHES = frozenset({"date", "time", "datetime", "datetime_range", "time_range", "party_size"})


class Reading:
    """Read once per turn; asked by commands_from and slots_from."""

    def __init__(self, understood: Understanding, text: str, state: DialogueState, business: Business) -> None:
        self.understood = understood
        self.text = text
        self.state = state
        self.business = business
        self.task: Task | None = state.tasks[-1] if state.tasks else None
        scores = {intent.name: intent.score for intent in understood.intents}
        best = understood.intents[0].name if understood.intents else "out_of_scope"
        self.intents = {name for name, score in scores.items() if score >= SURE} | (
            {best} if scores.get(best, 0) >= LEAST else set()
        )
        if self._is_a_name():
            self.intents -= {"question"}
        self.crowd = crowd_of(state, business)
        """The visit under way for more than can be booked."""
        colleagues = {str(one.id): one.name for one in business.resources if one.kind == "staff"}
        self.all_entities = mended(text, understood.entities, state.expecting, colleagues)
        """Also those that are denied ("not Tuesday")."""
        self.entities = [entity for entity in self.all_entities if not entity.negated and not self._is_pointing(entity)]

    def _is_pointing(self, entity: Entity) -> bool:
        """ "The second one" points at something offered; it is no date and no hour, unless a date was asked for."""
        if self.state.expecting in ("date", "find_day"):
            return False
        if entity.type in ("date", "datetime"):
            return phrases.only_ordinal(entity.text)
        if entity.type == "number" and self.state.expecting == "time" and phrases.only_ordinal(entity.text):
            return True
        return entity.type in ("time", "number") and phrases.after_ordinal(self.text, entity.start)

    def _is_a_name(self) -> bool:
        """ "Ellie Park", asked for a name: no question about the parking."""
        return (
            self.state.expecting in ("name", "find_name") and "?" not in self.text and phrases.is_only_a_name(self.text)
        )

    def best_of(self, *names: str) -> str | None:
        """The likeliest of these intents."""
        return next((intent.name for intent in self.understood.intents if intent.name in names), None)

    def answers_by_name(self) -> bool:
        """Names have no language: "Jose Garcia" in an English call stays an English call."""
        return self.state.expecting in ("name", "find_name", "phone", "postcode")

    def words_beside_names(self) -> int:
        """How many words tell which language is spoken."""
        text = self.text
        for entity in sorted(self.all_entities, key=lambda entity: -entity.start):
            if entity.type in ("person_name", "staff"):
                text = text[: entity.start] + text[entity.end :]
        words = text.split()
        return 0 if phrases.is_only_a_name(text) else len(words)

    def asks_for_own(self) -> bool:
        """ "Do you have my reservation?", "when is my appointment?"."""
        if phrases.asks_when(self.text):
            return True
        return "question" in self.intents and self.understood.topic in (None, "faq") and phrases.own_booking(self.text)

    def wishes(self) -> set[str]:
        return {entity.type for entity in self.entities if entity.type in _WISHES}

    def only_a_question(self) -> bool:
        return (
            "question" in self.intents
            and not self.intents & {*WORKFLOW_OF, "affirm", "greeting"}
            and not self.asks_for_own()
            and not self.tells_whole_visit()
        )

    def tells_whole_visit(self) -> bool:
        """ "Saturday at seven for four, and one of us is vegan": beside it, what they tell of themselves is no more than that."""
        return {"party_size", "time", "date"} <= {entity.type for entity in self.entities}
