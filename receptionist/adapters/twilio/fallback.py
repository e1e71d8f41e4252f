"""What every caller hears when nothing of ours answers: words, a tone, a recording that Twilio keeps. Needs no store and no code.

Twilio fetches `apology` when the number's voice URL fails, and `thanks` after the recording.
"""

from twilio.twiml.voice_response import VoiceResponse

from receptionist.adapters.twilio.twiml import VOICEMAIL_SECONDS, Sentence, hang_up, say

SORRY = (
    Sentence(
        "I'm sorry, we have a technical problem and can't take your call right now."
        " Please leave your name, your number and your message after the tone, or call again later.",
        "en",
    ),
    Sentence("Disculpe, tenemos un problema técnico. Deje su mensaje después de la señal.", "es"),
)
_THANKS = (Sentence("Thank you. Goodbye.", "en"), Sentence("Gracias. Adiós.", "es"))


def apology(*, thanks: str, told: str = "") -> str:
    """`thanks`: where the other document is; may be relative. `told`: who hears of the recording, if they are there; if not,
    the caller notices nothing of it."""
    response = VoiceResponse()
    say(response, SORRY)
    telling = {"recording_status_callback": told, "recording_status_callback_method": "POST"} if told else {}
    response.record(
        action=thanks,
        method="POST",
        max_length=VOICEMAIL_SECONDS,
        timeout=5,
        play_beep=True,
        finish_on_key="#",
        **telling,
    )
    response.hangup()
    return str(response)


def thanks() -> str:
    """Without an end of its own Twilio would ask for the apology again, and the caller would hear it in a circle."""
    return hang_up(*_THANKS)
