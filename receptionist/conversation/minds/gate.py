"""How far an answer may be heard while it is being written.

    letters ──▶ clause over? ──guard: claims nothing──▶ borne out by its facts? ──tells something──▶ cleared
                   │                      │                        │                    └──"Yes,"──▶ held with the next clause
                   └──▶ held              └────────── no ──────────┴──▶ shut: nothing further, ever

Letter by letter, so that what is cleared does not depend on how the text was cut into pieces. Pure.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from receptionist.business.definition import Business, Language
from receptionist.conversation.guard import StreamGuard
from receptionist.conversation.minds.grounds import Ground
from receptionist.knowledge.grounding import Fact
from receptionist.language.tokens import fold

COURTESIES: dict[Language, frozenset[str]] = {
    "en": frozenset(
        ("thank you", "thank you for asking", "thanks", "thanks for asking", "thank you very much", "thank you so much", "good question",
         "that is a good question", "that's a good question", "great question", "that's a great question", "with pleasure")
    ),
    "es": frozenset(
        ("gracias", "muchas gracias", "gracias por preguntar", "muchas gracias por preguntar", "buena pregunta", "es una buena pregunta",
         "con gusto", "con mucho gusto")
    ),
    "pa": frozenset(("ਧੰਨਵਾਦ", "ਤੁਹਾਡਾ ਧੰਨਵਾਦ", "ਪੁੱਛਣ ਲਈ ਧੰਨਵਾਦ", "ਬਹੁਤ ਧੰਨਵਾਦ", "ਚੰਗਾ ਸਵਾਲ ਹੈ")),
}  # fmt: skip
"""How an answer may begin before it says anything: no word of them affirms, promises or claims."""
_FOLDED = {language: frozenset(fold(one) for one in known) for language, known in COURTESIES.items()}
_LONGEST_COURTESY = max(len(one) for known in COURTESIES.values() for one in known) + 2
_ENDS_COURTESY = frozenset(",.!;।")
_OPENERS = frozenset(
    ("Thank", "Thanks", "Yes", "No", "Sure", "Sorry", "We", "Our", "You", "The", "There", "That", "Of", "Sí", "Gracias", "Claro",
     "Tenemos", "Nuestro", "Nuestra", "ਜੀ", "ਹਾਂ", "ਧੰਨਵਾਦ", "ਸਾਡੇ")
)  # fmt: skip
"""First words that models write in one piece: the voice begins with them before the next word shows where they end."""
_WHOLE_WORD = re.compile(r"(?<=[^\W\d_])[,;!?]$")


class Gate:
    def __init__(self, ground: Ground, language: Language) -> None:
        self._ground = ground
        self._language = language
        self._guard = StreamGuard(language)
        self._read = 0
        """Letters the guard has let go."""
        self._courtesy = 0
        """Letters of what stands before the answer."""
        self._gap = False
        self.text = ""
        """All that came, with single spaces, and a capital first."""
        self.cleared = 0
        """Letters of it that may be heard."""
        self.shut = not ground.stands
        """Nothing more will be cleared."""

    def feed(self, piece: str) -> None:
        for letter in piece:
            if self.shut:
                return
            if letter.isspace():
                self._gap = bool(self.text)
            elif unicodedata.category(letter) == "Cf":
                self.shut = True
            else:
                self._take(f" {letter}" if self._gap else letter)
                self._gap = False

    def end(self) -> None:
        """The answer is over. What is left is cleared, or the gate shuts."""
        if self.shut:
            return
        self._guard.end()
        answer = self.text[self._courtesy :]
        if self._guard.replaced or not self._ground.tells(answer):
            self.shut = True
        elif self.cleared < len(self.text):
            self._judge(len(self.text), over=True)

    @property
    def words(self) -> int:
        """Letters of the text that are whole words for sure."""
        if self._gap or _WHOLE_WORD.search(self.text) or self.text in _OPENERS:
            return len(self.text)
        return max(self.text.rfind(" "), 0)

    def _take(self, letters: str) -> None:
        self.text += letters if self.text else letters.upper()
        let_go = self._guard.feed(letters)
        if self._guard.replaced:
            self.shut = True
            return
        self._read += len(let_go)
        if let_go and self._read > self.cleared:
            self._judge(self._read)
        elif not self.cleared and letters in _ENDS_COURTESY and self._is_courtesy():
            self.cleared = self._courtesy = len(self.text)

    def _is_courtesy(self) -> bool:
        return len(self.text) <= _LONGEST_COURTESY and fold(self.text[:-1]) in _FOLDED[self._language]

    def _judge(self, at: int, *, over: bool = False) -> None:
        clause = self.text[self.cleared : at]
        if not over and not self._ground.tells(clause):
            return
        if self._ground.bears(self.text[self._courtesy : at], clause):
            self.cleared = at
        else:
            self.shut = True


def borne_out(
    answer: str, cited: Iterable[str], given: Sequence[Fact], business: Business, language: Language
) -> str | None:
    """The whole answer as it may be spoken; None: not all of it may."""
    gate = Gate(Ground(cited, given, business, language), language)
    gate.feed(answer)
    gate.end()
    return None if gate.shut else gate.text
