"""What Twilio is told to do next with a call or a text, as TwiML.

https://www.twilio.com/docs/voice/twiml. Every URL given here is absolute: after the first webhook a call stays with
the region that has it.
"""

from dataclasses import dataclass

from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Connect, Dial, Gather, Stream, VoiceResponse

DIAL_SECONDS = 20
"""How long a person's phone rings before the receptionist comes back; shorter than most voicemail boxes answer."""

VOICEMAIL_SECONDS = 120

_SPOKEN = {
    "en": {"language": "en-US"},
    "es": {"language": "es-US"},
    "pa": {"language": "pa-IN", "voice": "Google.pa-IN-Standard-A"},
}
"""Twilio's basic voices know no Punjabi; its Google voices do
(https://www.twilio.com/docs/voice/twiml/say/text-speech)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    language: str = "en"


def stream_to(url: str, token: str, *said: Sentence, after: str, status: str, pause_s: int = 0, slot: str = "") -> str:
    """Connects the call to the media stream at `url`, after the sentences and the pause, if any. When the stream is
    over, however it ended, Twilio asks `after`; the redirect behind it says the same for a stream that never came
    about. `slot`: which handler has one for it."""
    response = VoiceResponse()
    say(response, said)
    if pause_s:
        response.pause(length=pause_s)
    connect = Connect(action=after, method="POST")
    stream = Stream(url=url, status_callback=status, status_callback_method="POST")
    stream.parameter(name="token", value=token)
    if slot:
        stream.parameter(name="slot", value=slot)
    connect.append(stream)
    response.append(connect)
    response.redirect(after, method="POST")
    return str(response)


def wait(*said: Sentence, then: str, pause_s: int = 0) -> str:
    """Says the sentences, is silent for the pause, and asks `then`."""
    response = VoiceResponse()
    say(response, said)
    if pause_s:
        response.pause(length=pause_s)
    response.redirect(then, method="POST")
    return str(response)


def hang_up(*said: Sentence) -> str:
    """Says the sentences, if any, and hangs up."""
    response = VoiceResponse()
    say(response, said)
    response.hangup()
    return str(response)


def put_through(number: str, *said: Sentence, after: str, whisper: str = "", ring_seconds: int = DIAL_SECONDS) -> str:
    """Rings a person. Twilio asks `after` when they have spoken, and also when nobody answered (`DialCallStatus`).
    `whisper`: whose TwiML they hear before the line is joined; it is joined only if that ends without a hang-up
    (https://www.twilio.com/docs/voice/twiml/number#url)."""
    response = VoiceResponse()
    say(response, said)
    dial = Dial(action=after, method="POST", timeout=ring_seconds)
    dial.number(number, **({"url": whisper, "method": "POST"} if whisper else {}))
    response.append(dial)
    return str(response)


def accept_by_key(*said: Sentence, action: str, seconds: int = 8) -> str:
    """Says the sentences and waits for a key; without one, it hangs up: a machine has picked up."""
    response = VoiceResponse()
    gather = Gather(num_digits=1, timeout=seconds, action=action, method="POST")
    say(gather, said)
    response.append(gather)
    response.hangup()
    return str(response)


def go_on() -> str:
    """Nothing more to say: of a whisper, the line is joined."""
    return str(VoiceResponse())


def take_voicemail(*said: Sentence, after: str) -> str:
    """Says the sentences and records until silence, a key or two minutes. Twilio asks `after` with the recording;
    a caller who says nothing is thanked by the hang-up behind it."""
    response = VoiceResponse()
    say(response, said)
    response.record(
        action=after, method="POST", max_length=VOICEMAIL_SECONDS, timeout=5, play_beep=True, finish_on_key="#"
    )
    response.hangup()
    return str(response)


def text_reply(body: str = "") -> str:
    """An answer to a text; without a body, silence."""
    response = MessagingResponse()
    if body:
        response.message(body)
    return str(response)


def say(response: VoiceResponse | Gather, said: tuple[Sentence, ...]) -> None:
    """Appends the sentences, each in a voice of its language."""
    for sentence in said:
        response.say(sentence.text, **_SPOKEN.get(sentence.language, _SPOKEN["en"]))
