"""One turn of the conversation, thought where it may block, within a deadline."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor

from receptionist.conversation.reply import Reply, Said
from receptionist.errors import Unavailable

ONE_MOMENT = {"en": "One moment, please.", "es": "Un momento, por favor.", "pa": "ਇੱਕ ਮਿੰਟ ਜੀ।"}
TROUBLE = {
    "en": "I'm sorry, our book is not answering just now. Could you say that once more?",
    "es": "Disculpe, nuestro sistema no responde en este momento. ¿Puede repetirlo?",
    "pa": "ਮਾਫ਼ ਕਰਨਾ, ਸਾਡਾ ਸਿਸਟਮ ਇਸ ਵੇਲੇ ਜਵਾਬ ਨਹੀਂ ਦੇ ਰਿਹਾ। ਕੀ ਤੁਸੀਂ ਦੁਬਾਰਾ ਕਹਿ ਸਕਦੇ ਹੋ?",
}


def one_moment(language: str) -> Said:
    return _fixed(ONE_MOMENT, language)


def trouble(language: str) -> Said:
    return _fixed(TROUBLE, language)


async def thought(
    turn: Callable[[], Reply], executor: Executor, *, deadline_s: float, filler_s: float, on_slow: Callable[[], None]
) -> Reply | None:
    """The reply; None when it was not there in time or a store failed. `on_slow` is called once, when thinking takes so long
    that the caller must hear something. A turn given up goes on to its end in its thread; an effect it has is found by
    its key when the caller asks again."""
    work = asyncio.get_running_loop().run_in_executor(executor, turn)
    done, _ = await asyncio.wait([work], timeout=filler_s)
    if not done:
        on_slow()
        done, _ = await asyncio.wait([work], timeout=deadline_s - filler_s)
    if not done:
        return None
    try:
        return work.result()
    except Unavailable:
        return None


def _fixed(sentences: dict[str, str], language: str) -> Said:
    spoken = language if language in sentences else "en"
    return Said(sentences[spoken], spoken, fixed=True)  # type: ignore[arg-type]
