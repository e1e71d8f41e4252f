"""Every kind of errand and how it is done: the same on one machine and in the cloud."""

from collections.abc import Mapping
from types import MappingProxyType

from functions.errands import lab
from functions.office import Office
from functions.webhooks_api.shapes import shown
from receptionist.desk import (
    calendar_links,
    calendar_push,
    calendar_sync,
    erase_customer,
    erasures,
    news,
    remember_call,
    reminders,
    tell_staff,
    waitlist,
    waitlist_offers,
    webhooks,
)
from receptionist.desk.run_errands import Duty, Listener, tell_news
from receptionist.webhooks.schedule import WAITS


def listeners(office: Office) -> tuple[Listener, ...]:
    """Who hears of every change of a booking."""
    return (webhooks.webhook_news(shown), waitlist_offers.waitlist_hears, calendar_push.calendar_news)


def kinds(office: Office) -> Mapping[str, Duty]:
    return MappingProxyType({
        news.KIND: Duty(tell_news(listeners(office))),
        reminders.KIND: Duty(reminders.remind),
        remember_call.KIND: Duty(remember_call.remember_call),
        erasures.KIND: Duty(erase_customer.erasing(office.recordings)),
        tell_staff.KIND: Duty(tell_staff.look_after),
        waitlist.LOOK: Duty(waitlist_offers.look),
        waitlist_offers.END: Duty(waitlist_offers.end_offer),
        webhooks.KIND: Duty(webhooks.deliver(office.webhooks), WAITS),
        calendar_push.KIND: Duty(calendar_push.pushing(office.calendars)),
        lab.TRIAL: Duty(lab.try_on),
        lab.PUBLICATION: Duty(lab.publish_when_due),
        calendar_links.SYNC: Duty(calendar_sync.syncing(office.calendars), calendar_sync.WAITS),
    })  # fmt: skip
