"""What the functions are made of in the cloud: one table, one bucket, two secrets, Twilio.

Nothing is read or connected while this is imported: a restored snapshot (SnapStart) must not share secrets, sockets or
random numbers with its siblings.
"""

from functools import cache

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from functions import settings
from functions.office import Office
from functions.settings import Settings
from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.dynamodb.table import Table, connect
from receptionist.adapters.objects import s3
from receptionist.adapters.twilio.calls import TwilioCalls
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.adapters.twilio.sms import TwilioSms
from receptionist.clock import system_clock
from receptionist.desk.desk import Desk
from receptionist.errors import Misconfigured
from receptionist.ids import random_code, random_id


@cache
def office() -> Office:
    """The office of this process, made at the first request. Raises Misconfigured naming every fault."""
    return build(settings.from_environment())


def build(told: Settings) -> Office:
    tokens, keys = _secrets(told.aws_region, told.twilio_secret_arn, told.stream_keys_secret_arn)
    table = Table(connect(told.aws_region), told.table_name)
    twilio = LazyClient(
        told.twilio_account_sid, tokens[0], base_url=told.twilio_api_base_url, timeout_s=told.twilio_timeout_s
    )
    origin = told.public_url[0]
    return Office(
        desk=Desk(
            businesses=DynamoBusinessStore(table),
            bookings=DynamoBookingStore(table),
            calls=DynamoCallStore(table),
            messages=DynamoMessageStore(table),
            clock=system_clock,
            new_id=random_id,
            new_code=random_code,
            rows=DynamoRowStore(table),
            errands=DynamoErrandStore(table),
            default_home=told.home_region or told.aws_region,
            here=told.aws_region,
        ),
        signature=SignatureCheck(told.public_url, tokens),
        account_sid=told.twilio_account_sid,
        origin=origin,
        stream_url=told.stream_url,
        ticket_key=keys[0].encode(),
        carrier=TwilioCalls(twilio),
        sms=TwilioSms(twilio, status_url=f"{origin}/sms/status"),
        recordings=s3.S3ObjectStore(s3.connect(told.aws_region), told.bucket),
    )


def _secrets(region: str, *arns: str) -> list[tuple[str, ...]]:
    """Each secret's values: comma-separated, at least one."""
    limits = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3, "mode": "standard"})
    client = boto3.client("secretsmanager", region_name=region, config=limits)
    values = []
    for arn in arns:
        try:
            text = client.get_secret_value(SecretId=arn)["SecretString"]
        except (BotoCoreError, ClientError, KeyError) as error:
            raise Misconfigured(f"the secret {arn} cannot be read") from error
        value = tuple(part.strip() for part in text.split(",") if part.strip())
        if not value:
            raise Misconfigured(f"the secret {arn} is empty")
        values.append(value)
    return values
