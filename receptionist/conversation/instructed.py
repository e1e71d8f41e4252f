"""What the people of the house have asked of the assistant, put into its next words. Pure.

Their words are theirs: they are said as typed and not read for claims.
"""

from dataclasses import replace

from receptionist.calls.instruction import Instruction
from receptionist.conversation.reply import Effect, Expectation, Reply, Said
from receptionist.conversation.state import Heard
from receptionist.conversation.ways_out import put_through
from receptionist.conversation.wording import word
from receptionist.conversation.working import Act, Facts, Working

LAST = "instructed"
"""Key of the state's `extra`: the last instruction that was followed."""


def with_instructions(reply: Reply, given: list[Instruction], facts: Facts, *, heard: int = 0) -> Reply:
    """The reply as the house wants it. The caller's own turn has been done: nothing of it is undone, and what the caller has
    `heard` of it already, the first so many, stays where it is."""
    said = reply.say[:heard]
    reply = _without(said, reply) if said else reply
    for one in given:
        reply = _followed(reply, one, facts)
    reply = _after(said, reply) if said else reply
    if given:
        extra = {**reply.state.extra, LAST: given[-1].id}
        reply = replace(reply, state=replace(reply.state, extra=extra))
    return reply


def _without(said: tuple[Said, ...], reply: Reply) -> Reply:
    """The rest, as if nothing had been said yet: the last line of the conversation is this reply's."""
    return replace(reply, say=reply.say[len(said) :], state=replace(reply.state, heard=reply.state.heard[:-1]))


def _after(said: tuple[Said, ...], reply: Reply) -> Reply:
    say = (*said, *reply.say)
    text = " ".join(one.text for one in say)
    heard = reply.state.heard
    if heard and heard[-1].who == "assistant":
        heard = heard[:-1]
    state = replace(reply.state, heard=(*heard, Heard("assistant", text)), last_said=text)
    return replace(reply, say=say, state=state)


def _followed(reply: Reply, one: Instruction, facts: Facts) -> Reply:
    done = Effect("staff.instructed", detail={"kind": one.kind, "by": one.by, "id": one.id})
    reply = replace(reply, effects=(*reply.effects, done))
    match one.kind:
        case "say":
            return _saying(reply, (Said(one.text, reply.state.language),))
        case "whisper":
            return _saying(reply, _words(reply, facts, Act("news_from_team", {"text": one.text})))
        case "transfer":
            return _transferred(reply, one, facts)
        case "end":
            state = replace(reply.state, ended=True, tasks=(), expecting="")
            ended = _saying(replace(reply, state=state), _words(reply, facts, Act("goodbye")), instead=True)
            return replace(
                ended, ended=True, expect=Expectation(None, "nothing"), handoff=None, transfer=None, transfer_to=None
            )


def _transferred(reply: Reply, one: Instruction, facts: Facts) -> Reply:
    turn = Working(reply.state, facts)
    if not put_through(turn, "asked", wanted=one.to):
        return reply
    said = word(tuple(turn.acts), reply.state.language, facts.business, facts.today)
    changed = replace(
        reply,
        state=turn.state,
        handoff=turn.handoff,
        transfer=turn.transfer,
        transfer_to=turn.transfer.number if turn.transfer else None,
        expect=Expectation(None, "nothing"),
    )
    return _saying(changed, said, instead=not reply.effects[:-1])


def _words(reply: Reply, facts: Facts, act: Act) -> tuple[Said, ...]:
    return word((act,), reply.state.language, facts.business, facts.today)


def _saying(reply: Reply, said: tuple[Said, ...], *, instead: bool = False) -> Reply:
    """Before what the assistant would have said, or in its place."""
    say = said if instead else (*said, *reply.say)
    text = " ".join(one.text for one in say)
    heard = reply.state.heard
    if heard and heard[-1].who == "assistant" and reply.say:
        heard = heard[:-1]
    state = replace(reply.state, heard=(*heard, Heard("assistant", text)), last_said=text)
    return replace(reply, say=say, state=state)
