"""Somebody of the house writes to a customer by hand, or is told that they want no more texts."""

from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.may_text import WhyNot, may_text
from receptionist.errors import Refused
from receptionist.ids import MessageId, Phone
from receptionist.messages.model import TextMessage


class MayNotText(Refused):
    """This number is not texted; `why` says for what reason."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(f"this number is not texted: {why}")
        self.why = why

    @property
    def reason(self) -> str:
        return self.why


def text_customer(desk: Desk, business: Business, phone: Phone, body: str, *, id: str) -> TextMessage:
    """Queues it. Safe to repeat: the same `id` is one text. Raises MayNotText; StoreUnavailable."""
    if why := may_text(desk, business, phone, agreed=True):
        raise MayNotText(why)
    text = TextMessage(
        id=MessageId(f"written:{id}"),
        business=business.id,
        to=phone,
        sender=business.default_number(),
        body=body,
        created=desk.clock(),
        home=desk.home(business),
    )
    desk.messages.queue(text)
    return text


def stop_texts(desk: Desk, business: Business, phone: Phone) -> None:
    """As if they had texted STOP. Only they themselves can take it back, by START: consent is not ours to give. Safe to repeat."""
    desk.messages.opt_out(business.default_number(), phone, out=True, at=desk.clock())
