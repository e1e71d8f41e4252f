"""A whole phone network for one test, one demonstration or one load run."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from local.carrier import life
from local.carrier.call import HangUp, PhoneCall
from local.carrier.exchange import Exchange, Options, Speak
from local.carrier.faults import CallFault
from local.carrier.model import (
    AfterAbruptEnd,
    CallRecording,
    CallState,
    FaultPlan,
    IncomingNumber,
    Party,
    TextMessage,
)
from local.carrier.names import Names
from local.carrier.pacer import Pacer
from local.carrier.rest.app import rest_app
from local.carrier.sids import new_sid
from local.carrier.texts import Texts
from local.carrier.wall_clock import utc_now
from local.carrier.webhooks import TOTAL_S, Webhooks

CLOSING_S = 5.0
"""Seconds the last webhooks get when the network closes."""


class Carrier:
    """The network, open inside `async with`. Leaving it hangs up every call and tells the application.

    Everything runs on the loop that opened it. An error inside the simulator itself ends
    the `async with` block with that error.
    """

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        port: int = 0,
        after_abrupt_end: AfterAbruptEnd = AfterAbruptEnd.CONTINUE,
        webhook_timeout_s: float = TOTAL_S,
        stream_timeout_s: float = 5.0,
        speak: Speak | None = None,
        now: Callable[[], datetime] = utc_now,
        names: Names | None = None,
    ) -> None:
        self._account_sid = account_sid
        self._accounts = {account_sid: auth_token}
        self._port = port
        self._now = now
        self.options = Options(
            after_abrupt_end, webhook_timeout_s, stream_timeout_s, speak, {} if names is None else names
        )
        self.pacer = Pacer()
        self.faults = FaultPlan()
        """What shall go wrong with the next REST requests."""
        self._spawned: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        self._exchange = Exchange(
            accounts=self._accounts,
            options=self.options,
            webhooks=Webhooks(self._session, self.options.webhook_timeout_s, self.options.names),
            pacer=self.pacer,
            now=self._now,
            spawn=self._spawn,
            place_leg=lambda stage, number, shown: life.place_leg(self._exchange, stage, number, shown),
        )
        self.texts = Texts(self._exchange)
        self._server = web.AppRunner(
            rest_app(self._exchange, self.texts, self.faults), access_log=None, shutdown_timeout=0.1
        )
        try:
            await self._server.setup()
            await web.TCPSite(self._server, "127.0.0.1", self._port).start()
        except OSError:
            await self._session.close()
            await self._server.cleanup()
            raise
        self._exchange.api_base_url = f"http://127.0.0.1:{self._server.addresses[0][1]}"
        self._tasks = asyncio.TaskGroup()
        await self._tasks.__aenter__()
        self._pacing = self._tasks.create_task(self.pacer.run(), name="pacer")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                await self._close()
        finally:
            self._pacing.cancel()
            for task in tuple(self._spawned):
                task.cancel()
            try:
                # The group gets only a cancellation, which may be its own: what the block raised leaves it bare.
                cancelled = kind is not None and issubclass(kind, asyncio.CancelledError)
                await self._tasks.__aexit__(*((kind, error, where) if cancelled else (None, None, None)))
            finally:
                await self._session.close()
                await self._server.cleanup()

    @property
    def api_base_url(self) -> str:
        """Where the REST API is served: http://127.0.0.1:PORT."""
        return self._exchange.api_base_url

    @property
    def calls(self) -> dict[str, PhoneCall]:
        """Every call there was, by CallSid, in order."""
        return self._exchange.calls

    @property
    def messages(self) -> list[TextMessage]:
        """Every text, in and out, in order. Those refused are not in it."""
        return self._exchange.messages

    @property
    def recordings(self) -> dict[str, CallRecording]:
        """Recordings kept by the network, by RecordingSid."""
        return self._exchange.recordings

    def provision(
        self,
        number: str,
        *,
        voice_url: str,
        status_callback: str | None = None,
        voice_fallback_url: str | None = None,
        sms_url: str | None = None,
        account_sid: str | None = None,
    ) -> IncomingNumber:
        """Own `number` (E.164), or point the number already owned elsewhere."""
        found = self._exchange.number(number)
        if found is None:
            now = self._now()
            found = IncomingNumber(new_sid("PN"), number, account_sid or self._account_sid, number, now, now)
            self._exchange.numbers[found.sid] = found
        found.voice_url = voice_url
        found.status_callback = status_callback or ""
        found.voice_fallback_url = voice_fallback_url or ""
        found.sms_url = sms_url or ""
        return found

    def register(self, number: str, status: str) -> None:
        """Somebody has registered the texts of an own `number` with the networks: `PENDING`, `VERIFIED`, `FAILED` for a campaign,
        `PENDING_REVIEW`, `TWILIO_APPROVED`, `TWILIO_REJECTED` for a toll-free number."""
        found = self._exchange.number(number)
        if found is None:
            raise ValueError(f"{number} is nobody's")
        self._exchange.registrations[found.sid] = status

    def add_subaccount(self, account_sid: str, auth_token: str) -> None:
        """Another account whose numbers this network serves and whose requests it signs with its own token."""
        self._accounts[account_sid] = auth_token

    def add_party(self, number: str, party: Party) -> None:
        """Somebody outside the account has `number` and behaves like this when dialled."""
        self._exchange.parties[number] = party

    def repeat_webhooks(self, times: int) -> None:
        """Deliver every webhook `times` more, under the same idempotency token. The first answer counts."""
        self._exchange.webhooks.repeats = times

    async def dial(self, *, from_: str, to: str) -> PhoneCall:
        """A person calls `to`. Returns at once with the call ringing; a number nobody has fails."""
        number = self._exchange.number(to)
        if number is not None:
            return life.ring_number(self._exchange, number, from_)
        silent = life.Progress(self._exchange, "")
        call = life.new_call(
            self._exchange, account_sid=self._account_sid, from_=from_, to=to, direction="inbound", progress=silent
        )
        call.finish(CallState.FAILED, "carrier", None)
        call.settled.set()
        return call

    async def text(self, *, from_: str, to: str, body: str) -> str | None:
        """A person texts `to`. Returns the application's answer, None if it has none or may not be sent.

        Raises CallFault when the application cannot be asked or answers with anything but TwiML.
        """
        number = self._exchange.number(to)
        if number is None:
            raise CallFault(21606, f"nobody has {to}")
        return await self.texts.receive(number, from_, body)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._tasks.create_task(work)
        self._spawned.add(task)
        task.add_done_callback(self._spawned.discard)

    async def _close(self) -> None:
        for call in self._exchange.calls.values():
            call.order(HangUp("carrier"))
        loop = asyncio.get_running_loop()
        patience = loop.time() + CLOSING_S
        while self._spawned and loop.time() < patience:
            await asyncio.wait(tuple(self._spawned), timeout=patience - loop.time())
