"""Text messages: accepted from the application, delivered, refused; and those a person sends us.

Status by status as Twilio documents: queued, sent, delivered or undelivered. A person who
texts STOP is not texted again (21610) until they text START.
https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from local.carrier import twiml
from local.carrier.exchange import Exchange
from local.carrier.faults import (
    INVALID_CONTENT_TYPE,
    RETRIEVAL_FAILURE,
    SCHEMA_VALIDATION,
    CallFault,
    TwimlRefused,
)
from local.carrier.model import IncomingNumber, TextMessage
from local.carrier.sids import new_sid
from local.carrier.twiml import Verb
from local.carrier.webhooks import Reply

STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
E164 = re.compile(r"\+[1-9]\d{6,14}")
LONGEST_BODY = 1600
MOST_REDIRECTS = 20

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€"
)


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """A request Twilio refuses, with its own code."""

    code: int
    message: str
    status: int = 400


def segments(body: str) -> int:
    """How many SMS the text takes: 160 characters (153 each when several), 70 (67) outside GSM-7."""
    if set(body) <= GSM7:
        length, single, several = len(body) + sum(body.count(c) for c in "^{}\\[~]|€"), 160, 153
    else:
        length, single, several = len(body.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= single else -(-length // several)


@dataclass(slots=True)
class Texts:
    """The network's message centre."""

    exchange: Exchange
    undeliverable: set[str] = field(default_factory=set)
    """Numbers whose handsets are never reached (status undelivered, error 30003)."""

    def accept(self, account_sid: str, form: Mapping[str, str]) -> TextMessage:
        """Take a text of the application for delivery. Raises Refusal."""
        to, sender, body = form.get("To", ""), form.get("From", ""), form.get("Body", "")
        service = form.get("MessagingServiceSid", "")
        if not to:
            raise Refusal(21604, "A 'To' phone number is required.")
        if not E164.fullmatch(to):
            raise Refusal(21211, f"The 'To' number {to} is not a valid phone number.")
        if service and not sender:
            sender = next((n.phone_number for n in self.exchange.numbers.values()), "")
        if not sender:
            raise Refusal(21603, "A 'From' phone number is required.")
        ours = self.exchange.number(sender)
        if ours is None or ours.account_sid != account_sid:
            raise Refusal(21606, f"The 'From' phone number {sender} is not a message-capable number of your account.")
        if not body:
            raise Refusal(21602, "Message body is required.")
        if len(body) > LONGEST_BODY:
            raise Refusal(21617, "The concatenated message body exceeds the 1600 character limit.")
        if (sender, to) in self.exchange.opted_out:
            raise Refusal(21610, "Attempt to send to unsubscribed recipient")
        return self._keep(account_sid, sender, to, body, "outbound-api", form.get("StatusCallback", ""), service)

    async def receive(self, number: IncomingNumber, from_: str, body: str) -> str | None:
        """A person texts one of our numbers. Returns what the application answers in TwiML, as far as it is sent.

        Several Messages are several texts; they come back as lines. Raises CallFault if neither the number's URL
        nor its fallback answers with TwiML.
        """
        now = self.exchange.now()
        came = TextMessage(
            new_sid("SM"), number.account_sid, from_, number.phone_number, body, "received", "inbound", now, now, now
        )
        self.exchange.messages.append(came)
        self._heed(number.phone_number, from_, body)
        sent = []
        for verb, url in await self._answers(number, came):
            answer = next((noun.text for noun in verb.children if noun.name == "Body"), verb.text)
            to = verb.get("to", from_)
            if not answer or (number.phone_number, to) in self.exchange.opted_out:
                continue
            callback = urljoin(url, verb.get("statusCallback")) if verb.get("statusCallback") else ""
            self._keep(number.account_sid, number.phone_number, to, answer, "outbound-reply", callback, "")
            sent.append(answer)
        return "\n".join(sent) or None

    async def _answers(self, number: IncomingNumber, came: TextMessage) -> list[tuple[Verb, str]]:
        """Every Message of the application's answer, with the URL it came from."""
        if not number.sms_url:
            return []
        form = _incoming_form(came)
        try:
            return await self._asked(number, number.sms_url, number.sms_method, form)
        except CallFault as fault:
            if not number.sms_fallback_url or isinstance(fault, TwimlRefused):
                raise
            form |= {"ErrorCode": str(fault.code), "ErrorUrl": number.sms_url}
            return await self._asked(number, number.sms_fallback_url, number.sms_fallback_method, form)

    async def _asked(
        self, number: IncomingNumber, url: str, method: str, form: Mapping[str, str]
    ) -> list[tuple[Verb, str]]:
        """The Messages answered by `url`, and by where it redirects to. Raises CallFault."""
        found: list[tuple[Verb, str]] = []
        for _ in range(MOST_REDIRECTS):
            token = self.exchange.token(number.account_sid)
            reply = await self.exchange.webhooks.request(url, form, auth_token=token, method=method)
            if reply.status >= 400:
                raise CallFault(RETRIEVAL_FAILURE, f"HTTP {reply.status}", url)
            verbs = _verbs(reply)
            onward = next((verb for verb in verbs if verb.name == "Redirect"), None)
            found += [(verb, reply.url) for verb in verbs[: verbs.index(onward) if onward else None]]
            if onward is None:
                return found
            url, method = urljoin(reply.url, onward.text), onward.get("method", "POST")
        raise TwimlRefused(SCHEMA_VALIDATION, f"more than {MOST_REDIRECTS} redirects for one text", url)

    def _heed(self, ours: str, person: str, body: str) -> None:
        word = body.strip().upper()
        if word in STOP_WORDS:
            self.exchange.opted_out.add((ours, person))
        elif word in START_WORDS:
            self.exchange.opted_out.discard((ours, person))

    def _keep(
        self, account_sid: str, sender: str, to: str, body: str, direction: str, callback: str, service: str
    ) -> TextMessage:
        now = self.exchange.now()
        text = TextMessage(
            new_sid("SM"), account_sid, sender, to, body, "queued", direction, now, now,
            status_callback=callback, messaging_service_sid=service,
        )  # fmt: skip
        self.exchange.messages.append(text)
        self.exchange.spawn(self._deliver(text))
        return text

    async def _deliver(self, text: TextMessage) -> None:
        await self._tell(text)
        text.status, text.sent = "sent", self.exchange.now()
        await self._tell(text)
        if text.to in self.undeliverable:
            text.status, text.error_code = "undelivered", 30003
        else:
            text.status = "delivered"
        text.updated = self.exchange.now()
        await self._tell(text)

    async def _tell(self, text: TextMessage) -> None:
        """Post the text's status. What the application answers, or that it does not, changes nothing."""
        if not text.status_callback:
            return
        form = {
            "AccountSid": text.account_sid,
            "ApiVersion": "2010-04-01",
            "From": text.from_,
            "To": text.to,
            "MessageSid": text.sid,
            "MessageStatus": text.status,
            "SmsSid": text.sid,
            "SmsStatus": text.status,
        }
        if text.error_code is not None:
            form["ErrorCode"] = str(text.error_code)
        try:
            await self.exchange.webhooks.request(
                text.status_callback, form, auth_token=self.exchange.token(text.account_sid)
            )
        except CallFault as fault:
            text.lost_callbacks.append(fault)


def _incoming_form(text: TextMessage) -> dict[str, str]:
    blank = {f"{who}{what}": "" for who in ("From", "To") for what in ("City", "State", "Zip")}
    return {
        "AccountSid": text.account_sid,
        "ApiVersion": "2010-04-01",
        "Body": text.body,
        "From": text.from_,
        "FromCountry": "US",
        "MessageSid": text.sid,
        "NumMedia": "0",
        "NumSegments": str(segments(text.body)),
        "SmsMessageSid": text.sid,
        "SmsSid": text.sid,
        "SmsStatus": "received",
        "To": text.to,
        "ToCountry": "US",
        **blank,
    }


def _verbs(reply: Reply) -> tuple[Verb, ...]:
    """What the answer says to do, by its content type. Raises CallFault for any but XML and plain text."""
    document = reply.body.decode("utf-8", "replace").strip()
    if not document:
        return ()
    if reply.content_type in twiml.CONTENT_TYPES:
        return twiml.parse(document, twiml.MESSAGING_VERBS)
    if reply.content_type == "text/plain":
        return (Verb("Message", {}, document, ()),)
    raise CallFault(INVALID_CONTENT_TYPE, f"Invalid Content-Type {reply.content_type}", reply.url)
