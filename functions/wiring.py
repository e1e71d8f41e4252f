"""What the functions are made of in the cloud: one table, one bucket, Twilio, and the secrets that each may read.

Nothing is read or connected while this is imported: a restored snapshot (SnapStart) must not share secrets, sockets or
random numbers with its siblings.
"""

import json
import logging
from functools import cache, partial
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from functions import settings
from functions.office import Office
from functions.settings import Settings
from receptionist.adapters.cognito.identity import CognitoIdentity
from receptionist.adapters.dynamodb.accounts import DynamoAccountStore
from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.homes import Homes
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.dynamodb.switchboard import DynamoSwitchboard
from receptionist.adapters.dynamodb.table import Table, connect
from receptionist.adapters.google.calendars import GoogleAccount, GoogleCalendars
from receptionist.adapters.health import sure_all_agreed
from receptionist.adapters.objects import s3
from receptionist.adapters.sessions import Sessions
from receptionist.adapters.twilio.calls import TwilioCalls
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.numbers import TwilioNumbers
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.adapters.twilio.sms import TwilioSms
from receptionist.calls.numbers import pointing_at
from receptionist.clock import system_clock
from receptionist.desk.desk import Desk
from receptionist.desk.door import Door
from receptionist.errors import Misconfigured
from receptionist.ids import random_code, random_id, random_token
from receptionist.ports import RowStore

if TYPE_CHECKING:
    from receptionist.knowledge.library import Library

log = logging.getLogger(__name__)


@cache
def office() -> Office:
    """The office of this process, made at the first request. Raises Misconfigured naming every fault."""
    return build(settings.from_environment())


def build(told: Settings) -> Office:
    """Raises Misconfigured, before anything is read, for a provider nobody has an agreement with."""
    used = {
        "TWILIO_ACCOUNT_SID": "twilio",
        "PINECONE_HOST": "pinecone" if told.pinecone_host else "",
        "GOOGLE_CALENDAR_SECRET_ARN": "google-calendar" if told.google_calendar_secret_arn else "",
    }
    sure_all_agreed(told.health_providers, used)
    tokens = _values(told.aws_region, told.twilio_secret_arn)
    keys = _values(told.aws_region, told.stream_keys_secret_arn)
    table = Table(connect(told.aws_region), told.table_name)
    homes = _homes(told, table)
    newest = tokens[0] if tokens else ""
    twilio = LazyClient(
        told.twilio_account_sid, newest, base_url=told.twilio_api_base_url, timeout_s=told.twilio_timeout_s
    )
    origin = told.public_url[0]
    accounts = DynamoAccountStore(homes.main)
    rows = DynamoRowStore(homes)
    return Office(
        desk=Desk(
            businesses=DynamoBusinessStore(table, homes.main),
            bookings=DynamoBookingStore(homes),
            calls=DynamoCallStore(table),
            messages=DynamoMessageStore(homes),
            clock=system_clock,
            new_id=random_id,
            new_code=random_code,
            rows=rows,
            errands=DynamoErrandStore(homes),
            default_home=told.home_region or told.aws_region,
            here=told.aws_region,
            library=_library(told, rows),
        ),
        door=Door(
            accounts,
            identities=(
                Sessions(accounts, system_clock),
                CognitoIdentity(told.cognito_issuer, told.cognito_client_id, system_clock),
            ),
            clock=system_clock,
            new_id=random_id,
            new_token=random_token,
        ),
        signature=SignatureCheck(told.public_url, tokens),
        account_sid=told.twilio_account_sid,
        origin=origin,
        stream_url=told.stream_url,
        ticket_key=keys[0].encode() if keys else b"",
        carrier=TwilioCalls(twilio),
        sms=TwilioSms(twilio, status_url=f"{origin}/sms/status"),
        numbers=TwilioNumbers(twilio),
        lines=pointing_at(told.webhook_origin or origin, told.voice_fallback_url),
        recordings=s3.S3ObjectStore(s3.connect(told.aws_region), told.bucket),
        calendars=_google(told),
        tally=accounts,
        api_per_minute=told.api_per_minute,
        switchboard=DynamoSwitchboard(table, told.aws_region),
        most_calls=told.most_calls,
        agreed=told.health_providers,
        elsewhere=told.public_url[1:],
    )


def _library(told: Settings, rows: RowStore) -> "Library | None":
    """With Pinecone, where there is one; its secret is read when it is first asked, by the functions that have a right to it."""
    if not (told.pinecone_host and told.pinecone_secret_arn):
        return None
    from receptionist.adapters.pinecone.account import PineconeAccount  # noqa: PLC0415  most functions never open a book
    from receptionist.knowledge.library import Library  # noqa: PLC0415  the same

    key = partial(_secret, told.aws_region, told.pinecone_secret_arn)
    return Library(rows, PineconeAccount(told.pinecone_host, key).meaning())


def _google(told: Settings) -> GoogleCalendars:
    """Its secret is read when a calendar is first asked for, by the functions that have a right to it. One that cannot be
    read is none: whoever wants to connect a calendar is told so, and everything else goes on."""
    known: list[GoogleAccount] = []

    def account() -> GoogleAccount | None:
        if not known and told.google_calendar_secret_arn:
            try:
                kept = json.loads(_secret(told.aws_region, told.google_calendar_secret_arn))
                known.append(GoogleAccount(str(kept["client_id"]), str(kept["client_secret"])))
            except (Misconfigured, ValueError, KeyError, TypeError):
                log.exception("the secret of Google Calendar cannot be read")
        return known[0] if known else None

    return GoogleCalendars(account, calendar_url=told.google_calendar_base_url, oauth_url=told.google_oauth_base_url)


def _homes(told: Settings, here: Table) -> Homes:
    return Homes(
        here,
        told.aws_region,
        told.home_region or told.aws_region,
        elsewhere=lambda region: Table(connect(region), told.table_name),
    )


def _values(region: str, arn: str) -> tuple[str, ...]:
    """Of a secret: comma-separated, at least one. None where none is named."""
    if not arn:
        return ()
    values = tuple(part.strip() for part in _secret(region, arn).split(",") if part.strip())
    if not values:
        raise Misconfigured(f"the secret {arn} is empty")
    return values


def _secret(region: str, arn: str) -> str:
    limits = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3, "mode": "standard"})
    client = boto3.client("secretsmanager", region_name=region, config=limits)
    try:
        return str(client.get_secret_value(SecretId=arn)["SecretString"])
    except (BotoCoreError, ClientError, KeyError) as error:
        raise Misconfigured(f"the secret {arn} cannot be read") from error
