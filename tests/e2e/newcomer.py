"""Somebody who has never seen the dashboard, and how long they take for what they do on it.

Counted is what a person's time goes into: words to be read, characters to be typed, and acts (finding a field or a button and
touching it). Seconds for each are of the keystroke-level model of Card, Moran and Newell (1980, https://doi.org/10.1145/358886.358895):
1.35 to make up one's mind, 1.1 to point, 0.2 to press, 0.4 to move the hand; 0.28 a character is their average typist, who is no
secretary. Reading is silent reading of English, 238 words a minute (Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047).
"""

from dataclasses import dataclass, field

from playwright.sync_api import Page

ACT_S = 1.35 + 1.1 + 0.2 + 0.4
CHARACTER_S = 0.28
WORD_S = 60 / 238


@dataclass(slots=True)
class Newcomer:
    page: Page
    steps: int = 0
    """Pages and dialogs that came up."""
    words: int = 0
    acts: int = 0
    characters: int = 0
    _read: set[str] = field(default_factory=set)

    def reads(self) -> None:
        """Every line that is shown, once: what they have read already they pass over, as they do lists that are folded."""
        self.steps += 1
        folded = set(self.page.evaluate("[...document.querySelectorAll('option')].map((one) => one.text.trim())"))
        lines = {line.strip() for line in self.page.locator("body").inner_text().splitlines()} - self._read - folded
        self._read |= lines
        self.words += sum(len(line.split()) for line in lines)

    def types(self, label: str, text: str, *, exact: bool = False) -> None:
        self.acts += 1
        self.characters += len(text)
        self.page.get_by_label(label, exact=exact).fill(text)

    def ticks(self, label: str) -> None:
        self.acts += 1
        self.page.get_by_label(label).check()

    def presses(self, name: str) -> None:
        self.acts += 1
        shown = self.page.get_by_role("dialog")
        (shown if shown.count() else self.page).get_by_role("button", name=name, exact=True).click()

    def follows(self, name: str) -> None:
        self.acts += 1
        self.page.get_by_role("link", name=name, exact=True).click()

    @property
    def human_s(self) -> float:
        return self.words * WORD_S + self.acts * ACT_S + self.characters * CHARACTER_S
