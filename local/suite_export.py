"""`firstring suite --export OUT.jsonl`: turns that somebody has reviewed, as data to fine-tune a language model with.

One line per turn, in the chat format (https://developers.openai.com/api/docs/guides/supervised-fine-tuning): what the model
would have been told, and the commands it should have given. Only conversations with `reviewed: NAME` in them, and only
if they pass: what is taught must be right.
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from local.suite import play
from local.suite_files import Conversation
from local.text_office import text_office
from receptionist.business.opening import local
from receptionist.conversation.minds.answering_as import model_answer
from receptionist.conversation.minds.prompt import briefing, prompt_for
from receptionist.knowledge.grounding import relevant_facts
from receptionist.suites.script import Script
from receptionist.suites.text_call import TextCall


def export(conversations: Sequence[Conversation], out: Path) -> tuple[int, int]:
    """Writes the file; gives the number of turns, and of reviewed conversations that were left out because they fail."""
    reviewed = [one for one in conversations if isinstance(one.content, Script) and one.content.reviewed]
    sound = [one for one in reviewed if not play(one).faults]
    lines = [line for one in sound for line in _lines(one)]
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines), len(reviewed) - len(sound)


def _lines(conversation: Conversation) -> Iterator[str]:
    script = conversation.content
    assert isinstance(script, Script), "only scripts are reviewed"
    with text_office() as office:
        call = TextCall.begun(
            office, partial(office.business, script.business), script.caller, script.now, script.book, script.language
        )
        for turn in script.turns:
            before, now, business = call.reply.state, call.clock(), call.business
            call.take(turn)
            nbest = turn.nbest or ((turn.say,) if turn.say else ())
            if not nbest:
                continue
            brief = briefing(business)
            today = local(business, now).date()
            known = {fact.id for fact in brief.facts}
            near = [fact for fact in relevant_facts(nbest[0], business, today) if fact.id not in known]
            prompt = prompt_for(brief, business, before, nbest, near, now)
            yield json.dumps(
                {
                    "messages": [
                        {"role": "system", "content": prompt.fixed},
                        {"role": "user", "content": prompt.varying},
                        {"role": "assistant", "content": model_answer(call.reply.commands)},
                    ]
                },
                ensure_ascii=False,
            )
