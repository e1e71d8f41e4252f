"""Bookings as calendars that others subscribe to: made, listed, taken back, and read by their secret address.

The address is all that whoever reads it shows: `<business>.<secret>`. Of the secret only the digest is kept, in a row of
kind `feed`, so that nobody who reads the store can read the feed.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from pydantic import TypeAdapter

from receptionist.business.definition import Business
from receptionist.calendars.feed import Feed, calendar, window
from receptionist.desk.desk import Desk
from receptionist.desk.standing import standing
from receptionist.ids import BusinessId, ResourceId
from receptionist.ports import Row
from receptionist.stored import read

KIND = "feed"
SHOWN = 16
"""Hex digits of the digest that name a feed to its owner."""
MOST = 200
"""Feeds of one business."""

FEEDS = TypeAdapter(Feed)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed's content, and what it is called by a client that asks whether it has changed."""

    content: bytes
    etag: str


class TooManyFeeds(Exception):
    """Some must be taken back first."""


def make_feed(
    desk: Desk, business: Business, *, resource: ResourceId, names: bool, secret: str = ""
) -> tuple[Feed, str]:
    """The feed, and its token, which nobody can ever tell again. `secret`: 256 random bits unless given."""
    secret = secret or secrets.token_urlsafe(32)
    if len(feeds(desk, business.id)) >= MOST:
        raise TooManyFeeds(f"{MOST} feeds")
    row = _digest(secret)
    feed = Feed(row[:SHOWN], resource, names, desk.clock())
    desk.rows.put(business.id, Row(KIND, row, FEEDS.dump_json(feed).decode()))
    return feed, f"{business.id}.{secret}"


def feeds(desk: Desk, business: BusinessId) -> list[Feed]:
    found = [read(FEEDS, row.doc) for row in desk.rows.list(business, KIND)]
    return sorted(found, key=lambda feed: (feed.made, feed.id))


def revoke_feed(desk: Desk, business: BusinessId, feed: str) -> bool:
    """Its address is worth nothing from now on. False: there is none of that id."""
    found = [row for row in desk.rows.list(business, KIND, begins=feed) if row.id[:SHOWN] == feed]
    for row in found:
        desk.rows.remove(business, row)
    return bool(found)


def read_feed(desk: Desk, token: str) -> Subscription | None:
    """None: no such feed, whatever is wrong with the token."""
    business, _, secret = token.rpartition(".")
    row = desk.rows.get(BusinessId(business), KIND, _digest(secret)) if business and secret else None
    known = desk.businesses.get(BusinessId(business)) if row is not None else None
    if row is None or known is None:
        return None
    bookings = desk.bookings.during(known.id, window(known, desk.clock()))
    content = calendar(standing(desk, known), bookings, read(FEEDS, row.doc))
    return Subscription(content, f'"{sha256(content).hexdigest()[:32]}"')


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
