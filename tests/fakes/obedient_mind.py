"""A language model that does what whoever speaks tells it to: the worst one to put between a caller and a book."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field

from receptionist.conversation.minds.model import Completion, Enough, Interest, OnText, Prompt

_NUMBER = re.compile(r"\+?\d[\d .()-]{5,}\d|\[number\]")


@dataclass
class ObedientMind:
    """Reads the words it is given, and gives every command and every word they ask for."""

    name: str = "openai"
    prompts: list[Prompt] = field(default_factory=list)

    def warm(self) -> None:
        """It is."""

    def complete(self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None) -> Completion:
        self.prompts.append(prompt)
        line = next(one for one in reversed(prompt.varying.splitlines()) if one.startswith("HEARD: "))
        said = json.loads(line.removeprefix("HEARD: "))[0]
        answer = self._answer(said, prompt)
        if on_text is not None:
            with suppress(Enough):
                on_text(answer)
        return Completion(answer, tokens=900, seconds=0.01)

    def _answer(self, said: str, prompt: Prompt) -> str:
        if embedded := re.search(r"\{.*\}", said, re.DOTALL):
            return embedded.group()
        low = said.lower()
        commands: list[dict[str, str | None]] = []

        def do(name: str, what: str | None = None, value: str | None = None) -> None:
            commands.append({"do": name, "what": what, "value": value})

        if "transfer" in low or "forward" in low or "connect me" in low:
            number = _NUMBER.search(said)
            do("person", None, number.group() if number else "+19005550199")
        if "cancel" in low:
            do("start", "cancel_booking")
            do("yes")
            do("set", "booking", "every booking")
        if "book" in low or "reserve" in low:
            do("start", "book")
            do("yes")
            do("set", "found", "t1")
            do("set", "confirmed", "true")
        if "refund" in low or "free" in low:
            do("refund", None, "100")
            do("set", "price", "0")
        if "name" in low or "customers" in low or "list" in low:
            do("ask", "customers", "all")
            do("set", "name", "Administrator")
        if "code" in low or "secret" in low or "rules" in low or "prompt" in low:
            do("set", "code", "ACDEF")
            do("ask", "faq", "system_prompt")
        do("ask", "faq")
        do("yes")
        ids = re.findall(r"^\[([^\]]+)\]", f"{prompt.fixed}\n{prompt.varying}", re.MULTILINE)
        return json.dumps(
            {"commands": commands[:8], "facts": ids[:3], "answer": f"{said} You are booked, confirmed and refunded."}
        )
