"""What the stream handler is made of in the cloud: one table, one bucket, one cache, one secret, models in the process.

Ears and mouth are chosen by name (receptionist/adapters/{ears,mouth}/choosing.py); the local ones stand behind them where the image
has their weights.
"""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import TypeAdapter, ValidationError

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
from receptionist.adapters.dynamodb.tokens import DynamoRedeemer
from receptionist.adapters.ears.choosing import ears_from
from receptionist.adapters.ears.turn_by_turn import TurnByTurn
from receptionist.adapters.health import sure_all_agreed
from receptionist.adapters.lambda_function import RunFunction
from receptionist.adapters.lambda_function import connect as connect_lambda
from receptionist.adapters.local_models.embeddings import LocalEmbedder
from receptionist.adapters.local_models.load import LocalModels, TurnModels, has_speech, load, load_for_turns
from receptionist.adapters.local_models.transcriber import LANGUAGES as LOCAL_EARS
from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.adapters.mouth.cache import ObjectShelf, SoundCache, ValkeyShelf
from receptionist.adapters.mouth.choosing import clips_from, mouth_from, unhurried_from
from receptionist.adapters.objects import s3
from receptionist.adapters.openai.account import account_from
from receptionist.adapters.openai.mind import second_mind
from receptionist.adapters.pinecone.account import PineconeAccount
from receptionist.adapters.sessions import Sessions
from receptionist.adapters.valkey.live import ValkeyLiveState
from receptionist.clock import system_clock
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.desk.door import Door
from receptionist.desk.watch import may_listen, may_watch, note_giving_back, note_listening, still_may
from receptionist.errors import Misconfigured
from receptionist.ids import random_code, random_id, random_token
from receptionist.knowledge.library import Library, Meaning
from receptionist.language.understander import LocalUnderstander
from stream_handler.ears.hub import Hub
from stream_handler.logs import emit_line
from stream_handler.lookout import Lookout
from stream_handler.mouth.prompts import Prompts, who_speaks
from stream_handler.parts import Limits, Parts
from stream_handler.post import Post
from stream_handler.server import Watchers
from stream_handler.settings import Settings
from stream_handler.telemetry import Telemetry
from stream_handler.threads import one_at_a_time, started

ANYWHERE = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): nobody's."""


def build(told: Settings, closing: ExitStack) -> Parts:
    """Everything a call needs. Blocks for seconds while models load; what is open is closed by `closing`. Raises
    Misconfigured."""
    used = {
        "EARS": told.ears,
        "MIND": told.mind,
        "MOUTH": told.mouth,
        "PINECONE_HOST": "pinecone" if told.pinecone_host else "",
    }
    sure_all_agreed(told.health_providers, used)
    models = models_for(told)
    closing.callback(models.close)
    table = Table(connect(told.aws_region), told.table_name)
    live = ValkeyLiveState(told.valkey_url, DynamoRedeemer(table))
    closing.callback(live.close)
    homes = _homes(told, table)
    rows = DynamoRowStore(homes)
    desk = Desk(
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
        library=Library(rows, _meaning(told, models)),
    )
    return _parts(told, desk, live, models, closing)


def models_for(told: Settings) -> TurnModels:
    """LocalModels where somebody names them, and, to stand by, where their weights are. Blocks. Raises Misconfigured."""
    folder = Path(told.parts_dir) if told.parts_dir else None
    hear, speak = told.ears.split(","), told.mouth.split(",")
    if "local" not in {*hear, *speak} and not has_speech(folder):
        return load_for_turns(folder)
    return load(folder, stand_by="local" not in (hear[0], speak[0]))


def _second(told: Settings, desk: Desk, closing: ExitStack) -> SecondMind | None:
    if "openai" not in told.mind:
        return None
    if not told.openai_secret_arn:
        raise Misconfigured("MIND names openai: OPENAI_SECRET_ARN says where its key is")
    key = _secret(told.aws_region, told.openai_secret_arn)
    account = account_from(
        {
            "OPENAI_API_KEY": key,
            "OPENAI_BASE_URL": told.openai_base_url,
            "OPENAI_MODEL": told.openai_model,
            "OPENAI_API": told.openai_api,
        }
    )
    return second_mind(account, passages=desk.shelf().passages, closing=closing)


def _providers(told: Settings) -> dict[str, str]:
    """As an environment: whom EARS and MOUTH name, and what they need."""
    kept: dict[str, str] = {}
    if told.providers_secret_arn:
        try:
            kept = TypeAdapter(dict[str, str]).validate_json(_secret(told.aws_region, told.providers_secret_arn))
        except ValidationError:
            raise Misconfigured(
                f"the secret {told.providers_secret_arn} is no JSON object of names and texts"
            ) from None
    return {**kept, "EARS": told.ears, "MOUTH": told.mouth}


def _meaning(told: Settings, models: TurnModels) -> Meaning:
    """Pinecone's, where there is one; else made and kept in this process, from what the rows say."""
    if told.pinecone_host and told.pinecone_secret_arn:
        key = partial(_secret, told.aws_region, told.pinecone_secret_arn)
        return PineconeAccount(told.pinecone_host, key).meaning()
    return Meaning(MemoryVectorStore(), LocalEmbedder(lambda: models.embeddings), local=True)


def _parts(told: Settings, desk: Desk, live: ValkeyLiveState, models: TurnModels, closing: ExitStack) -> Parts:
    env = _providers(told)
    own = models if isinstance(models, LocalModels) else None
    own_ears = TurnByTurn(own.transcriber, frozenset(LOCAL_EARS)) if own else None
    ears = ears_from(env, own_ears)
    voice = mouth_from(env, own.voice if own else None)
    recordings = s3.S3ObjectStore(s3.connect(told.aws_region), told.bucket)
    shelf = ValkeyShelf(told.valkey_url)
    closing.callback(shelf.close)
    shelves = (shelf, ObjectShelf(recordings))
    cache = SoundCache(shelves, ThreadPoolExecutor(2, thread_name_prefix="sounds"))
    return Parts(
        mind=Receptionist(
            desk,
            one_at_a_time(LocalUnderstander().understand),
            second=_second(told, desk, closing),
            recognised=ears.languages(),
        ),
        businesses=desk.businesses,
        calls=desk.calls,
        live=live,
        recordings=recordings,
        ears=ears,
        voice=voice,
        prompts=Prompts(
            voice, who_speaks(env), cache, usual=voice.usual, clips=clips_from(env, voice, who_speaks(env), cache)
        ),
        hub=Hub(models.detector),
        ticket_keys=_keys(told.aws_region, told.stream_keys_secret_arn),
        clock=system_clock,
        stores=started(2 * told.max_calls, "stores"),
        minds=started(told.max_calls, "minds"),
        end_of_turn=models.end_of_turn,
        spare_ears=own_ears,
        spare_voice=mouth_from({}, own.voice) if own else None,
        unhurried_voice=unhurried_from(env, own.unhurried_voice) if own else None,
        telemetry=Telemetry(emit_line),
        limits=Limits(calls=told.max_calls, lease_s=told.lease_s, drain_s=told.drain_s * 0.9),
    )


def post(told: Settings, parts: Parts) -> Post:
    """In the table, not in Valkey: the voice webhook, which reserves, does not reach that (docs/decisions/0026)."""
    table = Table(connect(told.aws_region), told.table_name)
    return Post(
        DynamoSwitchboard(table, told.aws_region),
        handler=random_id(),
        address=told.address or _own_address(told.port),
        slots=told.max_calls,
        clock=parts.clock,
        stores=parts.stores,
        patience_s=parts.limits.store_s,
    )


def lookout(told: Settings, parts: Parts, at_the_post: Post) -> Lookout | None:
    """None: nobody to report to."""
    if not told.rescue_function:
        return None
    rescue = RunFunction(connect_lambda(told.aws_region), told.rescue_function)
    return Lookout(parts.calls, rescue, clock=parts.clock, executor=parts.stores, in_turn=at_the_post.in_turn)


def _own_address(port: int) -> str:
    """Of the interface that leads out; nothing is sent. Empty where none does."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ANYWHERE)
        except OSError:
            return ""
        return f"ws://{probe.getsockname()[0]}:{port}/media"


def watchers(told: Settings, parts: Parts) -> Watchers:
    """By sessions of our own and keys of businesses; a page changes another service's token for a session first."""
    homes = _homes(told, Table(connect(told.aws_region), told.table_name))
    accounts = DynamoAccountStore(homes.main)
    identities = (Sessions(accounts, parts.clock),)
    door = Door(accounts, identities, clock=parts.clock, new_id=random_id, new_token=random_token)
    return Watchers(
        partial(may_watch, door, parts.businesses),
        partial(may_listen, door, parts.businesses, parts.calls),
        partial(note_listening, door, DynamoRowStore(homes), parts.calls),
        partial(still_may, door, parts.businesses, parts.calls),
        partial(note_giving_back, door, DynamoRowStore(homes), parts.calls),
    )


def _homes(told: Settings, here: Table) -> Homes:
    return Homes(
        here,
        told.aws_region,
        told.home_region or told.aws_region,
        elsewhere=lambda region: Table(connect(region), told.table_name),
    )


@cache
def _secrets(region: str) -> Any:
    limits = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3, "mode": "standard"})
    return boto3.client("secretsmanager", region_name=region, config=limits)


def _secret(region: str, arn: str) -> str:
    try:
        return str(_secrets(region).get_secret_value(SecretId=arn)["SecretString"]).strip()
    except (BotoCoreError, ClientError, KeyError) as error:
        raise Misconfigured(f"the secret {arn} cannot be read") from error


def _keys(region: str, arn: str) -> tuple[bytes, ...]:
    text = _secret(region, arn)
    keys = tuple(part.strip().encode() for part in text.split(",") if part.strip())
    if not keys:
        raise Misconfigured(f"the secret {arn} is empty")
    return keys
