"""What goes wrong on the phone network, by Twilio's own error codes.

Codes: https://www.twilio.com/docs/api/errors
"""

INVALID_URL = 11100
RETRIEVAL_FAILURE = 11200
CONNECTION_FAILURE = 11205
DOCUMENT_PARSE_FAILURE = 12100
SCHEMA_VALIDATION = 12200
INVALID_CONTENT_TYPE = 12300
STREAM_TIMEOUT = 31901
STREAM_BROKEN_PIPE = 31903
STREAM_HANDSHAKE = 31920
STREAM_CLOSED_BY_SERVER = 31921
STREAM_PROTOCOL = 31924
STREAM_OVERFLOW = 31930


class CallFault(Exception):
    """Something the application did that the network could not go on with."""

    def __init__(self, code: int, message: str, url: str = "") -> None:
        super().__init__(f"Twilio error {code}: {message}" + (f" ({url})" if url else ""))
        self.code = code
        self.message = message
        self.url = url


class TwimlRefused(CallFault):
    """A document that is no TwiML, or asks for something the simulator does not do.

    `PhoneCall.ended()` raises it: a test must not pass on a document nobody executed.
    """


class StreamRefused(CallFault):
    """A message from the WebSocket server that is not media, mark or clear in Twilio's shape (31924)."""
