"""One turn of the conversation, thought where it may block, within a deadline."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Generic, TypeVar

from receptionist.conversation.reply import Said
from receptionist.errors import Unavailable

T = TypeVar("T")

ONE_MOMENT = {"en": "One moment, please.", "es": "Un momento, por favor.", "pa": "ਇੱਕ ਮਿੰਟ ਜੀ।"}
TROUBLE = {
    "en": "I'm sorry, our book is not answering just now. Could you say that once more?",
    "es": "Disculpe, nuestro sistema no responde en este momento. ¿Puede repetirlo?",
    "pa": "ਮਾਫ਼ ਕਰਨਾ, ਸਾਡਾ ਸਿਸਟਮ ਇਸ ਵੇਲੇ ਜਵਾਬ ਨਹੀਂ ਦੇ ਰਿਹਾ। ਕੀ ਤੁਸੀਂ ਦੁਬਾਰਾ ਕਹਿ ਸਕਦੇ ਹੋ?",
}


TIME_IS_SHORT = {
    "en": "We have about a minute left on this call.",
    "es": "Nos queda más o menos un minuto en esta llamada.",
    "pa": "ਇਸ ਕਾਲ ਉੱਤੇ ਸਾਡੇ ਕੋਲ ਲਗਭਗ ਇੱਕ ਮਿੰਟ ਬਾਕੀ ਹੈ ਜੀ।",
}
ANYBODY_THERE = {
    "en": "I can't tell whether anybody is there. If you are, say yes or press any key, and tell me in a few words what you need.",
    "es": "No sé si hay alguien en la línea. Si está ahí, diga sí o pulse cualquier tecla, y dígame en pocas palabras qué necesita.",
    "pa": "ਮੈਨੂੰ ਪਤਾ ਨਹੀਂ ਲੱਗ ਰਿਹਾ ਕਿ ਲਾਈਨ ਉੱਤੇ ਕੋਈ ਹੈ ਜਾਂ ਨਹੀਂ। ਜੇ ਤੁਸੀਂ ਹੋ ਤਾਂ ਹਾਂ ਕਹੋ ਜਾਂ ਕੋਈ ਵੀ ਬਟਨ ਦਬਾਓ, ਤੇ ਦੱਸੋ ਕਿ ਤੁਹਾਨੂੰ ਕੀ ਚਾਹੀਦਾ ਹੈ।",
}
GOODBYE_MACHINE = {
    "en": "I can only talk with people, so I'll end the call here. Goodbye.",
    "es": "Solo puedo hablar con personas, así que termino la llamada. Hasta luego.",
    "pa": "ਮੈਂ ਸਿਰਫ਼ ਲੋਕਾਂ ਨਾਲ ਹੀ ਗੱਲ ਕਰ ਸਕਦੀ ਹਾਂ, ਇਸ ਲਈ ਮੈਂ ਕਾਲ ਬੰਦ ਕਰ ਰਹੀ ਹਾਂ। ਰੱਬ ਰਾਖਾ।",
}


def time_is_short(language: str) -> Said:
    return _fixed(TIME_IS_SHORT, language)


def anybody_there(language: str) -> Said:
    return _fixed(ANYBODY_THERE, language)


def goodbye_machine(language: str) -> Said:
    return _fixed(GOODBYE_MACHINE, language)


def one_moment(language: str) -> Said:
    return _fixed(ONE_MOMENT, language)


def trouble(language: str) -> Said:
    return _fixed(TROUBLE, language)


class Thought(Generic[T]):
    """A turn being thought. Given up it goes on to its end in its thread: what it did is told when the caller is heard
    next, and its effect has a key, so that asking again does not do it again."""

    def __init__(
        self, turn: Callable[[], T | None], executor: Executor, on_done: Callable[[], None] | None = None
    ) -> None:
        """`on_done` is called on the loop."""
        self._work = asyncio.get_running_loop().run_in_executor(executor, turn)
        if on_done is not None:
            self._work.add_done_callback(lambda _: on_done())

    @property
    def done(self) -> bool:
        return self._work.done()

    async def within(self, seconds: float) -> T | None:
        """What was thought; None when it was not there in time, or a store failed. Cancelling gives the turn up."""
        await asyncio.wait([self._work], timeout=seconds)
        return self.late()

    def late(self) -> T | None:
        """What was thought, if it is there by now."""
        if not self._work.done():
            return None
        try:
            return self._work.result()
        except Unavailable:
            return None


def _fixed(sentences: dict[str, str], language: str) -> Said:
    spoken = language if language in sentences else "en"
    return Said(sentences[spoken], spoken, fixed=True)  # type: ignore[arg-type]
