"""The one table, in Python values. Items are dicts of str, int, bool, bytes, None, list and dict; no floats.

A low-level client, because it is safe to share between threads, unlike boto3's resources
(https://boto3.amazonaws.com/v1/documentation/api/latest/guide/clients.html#multithreading-or-multiprocessing-with-clients).
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, cast

import boto3
from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from receptionist.adapters.dynamodb.patience import Patience
from receptionist.adapters.dynamodb.schema import INDEXES, PARTITION_KEY, SORT_KEY, TABLE_SCHEMA, TTL_ATTRIBUTE
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId
from receptionist.ports import Conflict

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]
"""Python values, keys included."""

Operation = dict[str, Any]
"""One member of a transaction, made by `put_operation`, `update_operation` and their like."""

TRIES = 5
"""Of a transaction that met another one on the same item. Waits 10, 20, 40, 80 ms, times 0.5 to 1.5."""

_BATCH = 100
"""Keys BatchGetItem takes at once."""

_serialise = TypeSerializer().serialize
_deserialise = TypeDeserializer().deserialize


class ConditionFailed(Conflict):
    """A condition did not hold; nothing was written."""

    def __init__(self, failed: Sequence[int], items: Sequence[Item | None] = ()) -> None:
        super().__init__(f"condition failed for {list(failed)}")
        self.failed = tuple(failed)
        """Positions in the transaction; (0,) for a single write."""
        self.items = tuple(items)
        """What stood there instead, one per failed position; None where nothing did."""


def connect(
    region: str, *, endpoint_url: str | None = None, access_key: str | None = None, secret_key: str | None = None
) -> "DynamoDBClient":
    """A client that gives up while the caller still waits: 1 s to connect, 1 s to answer, 2 tries with up to a second
    between them. What DynamoDB answers takes milliseconds, and a transaction that is tried again keeps its token.

    Keys default to the usual chain of AWS credentials.
    """
    config = Config(
        connect_timeout=1,
        read_timeout=1,
        retries={"total_max_attempts": 2, "mode": "standard"},
        max_pool_connections=50,
    )
    return boto3.client(
        "dynamodb",
        region_name=region,
        endpoint_url=endpoint_url,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=config,
    )


def create_table(client: "DynamoDBClient", name: str) -> None:
    """For emulators and tests; the real one is declared by infra_cdk from the same schema. Safe to repeat, which the client does when
    an emulator that has just begun takes longer than it waits."""
    with suppress(client.exceptions.ResourceInUseException):
        client.create_table(TableName=name, **cast(Any, TABLE_SCHEMA))
    client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    client.update_time_to_live(
        TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": TTL_ATTRIBUTE}
    )


def key(*parts: str) -> str:
    """Parts of a key, joined by `#`. What comes from outside cannot forge one: a `#` within a part is written %23."""
    return "#".join(part.replace("%", "%25").replace("#", "%23") for part in parts)


def serialise(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item, or a set of expression values, as DynamoDB writes it."""
    return {name: _serialise(value) for name, value in item.items()}


def deserialise(attributes: Mapping[str, Any]) -> Item:
    """The inverse of `serialise`; also for images of the table's stream."""
    return {name: _plain(_deserialise(value)) for name, value in attributes.items()}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value)
        case Binary():
            return bytes(cast(Any, value).value)
        case list():
            return [_plain(one) for one in value]
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case _:
            return value


@contextmanager
def _answering(patience: Patience) -> Iterator[None]:
    """Turns what botocore raises into what a store raises; a failed condition of a single write included."""
    try:
        with patience.asking():
            yield
    except ClientError as error:
        response = cast(dict[str, Any], error.response)
        if response["Error"]["Code"] == "ConditionalCheckFailedException":
            found = response.get("Item")
            raise ConditionFailed((0,), (deserialise(found) if found else None,)) from error
        raise StoreUnavailable(f"DynamoDB: {response['Error']['Code']}") from error
    except BotoCoreError as error:
        raise StoreUnavailable(f"DynamoDB: {type(error).__name__}") from error


class Tables(Protocol):
    """The table of each business."""

    @property
    def here(self) -> "Table":
        """The one of this region."""
        ...

    def of(self, business: BusinessId) -> "Table":
        """The one the business is at home in. May raise StoreUnavailable."""
        ...


class Table:
    """One table, which is everybody's where there is one region. Safe to share between threads. Every method may raise StoreUnavailable."""

    def __init__(
        self,
        client: "DynamoDBClient",
        name: str,
        *,
        jitter: Callable[[], float] = random.random,
        sleep: Callable[[float], None] = time.sleep,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """`elapsed` counts seconds."""
        self.client = client
        self._patience = Patience(elapsed=elapsed)
        self.name = name
        self._jitter = jitter
        self._sleep = sleep

    @property
    def here(self) -> "Table":
        return self

    def of(self, business: BusinessId) -> "Table":
        return self

    def get(self, pk: str, sk: str) -> Item | None:
        """Strongly consistent."""
        with _answering(self._patience):
            answer = self.client.get_item(TableName=self.name, Key=_key(pk, sk), ConsistentRead=True)
        found = answer.get("Item")
        return deserialise(found) if found else None

    def get_many(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Item]:
        """Strongly consistent, by key; absent items are absent. Repeated keys are asked for once."""
        found: dict[tuple[str, str], Item] = {}
        waiting = [_key(pk, sk) for pk, sk in dict.fromkeys(keys)]
        for attempt in range(TRIES):
            rest: list[Any] = []
            for first in range(0, len(waiting), _BATCH):
                request: Any = {self.name: {"Keys": waiting[first : first + _BATCH], "ConsistentRead": True}}
                with _answering(self._patience):
                    answer = self.client.batch_get_item(RequestItems=request)
                for attributes in answer["Responses"].get(self.name, []):
                    item = deserialise(attributes)
                    found[item[PARTITION_KEY], item[SORT_KEY]] = item
                unread: Any = answer["UnprocessedKeys"].get(self.name, {"Keys": []})
                rest += unread["Keys"]
            if not rest:
                return found
            waiting = rest
            self._wait(attempt)
        raise StoreUnavailable("DynamoDB: throttled")

    def query(
        self,
        pk: str,
        *,
        index: str | None = None,
        between: tuple[str, str] | None = None,
        begins: str | None = None,
        descending: bool = False,
        limit: int | None = None,
    ) -> list[Item]:
        """Items of one partition in order of the sort key, with `between` (both ends inclusive) or `begins`.

        Strongly consistent on the table, up to about a second late on an index. Reads on until `limit` or the end.
        """
        partition, sort = INDEXES[index] if index else (PARTITION_KEY, SORT_KEY)
        condition = "#p = :p"
        names = {"#p": partition}
        values: dict[str, Any] = {":p": pk}
        if between is not None:
            condition += " AND #s BETWEEN :from AND :to"
            values |= {":from": between[0], ":to": between[1]}
        elif begins is not None:
            condition += " AND begins_with(#s, :begins)"
            values[":begins"] = begins
        if len(values) > 1:
            names["#s"] = sort
        request: dict[str, Any] = {
            "TableName": self.name,
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": serialise(values),
            "ScanIndexForward": not descending,
        }
        if limit is not None:
            request["Limit"] = limit
        request |= {"IndexName": index} if index else {"ConsistentRead": True}
        return list(islice(self._pages(request), limit))

    def _pages(self, request: dict[str, Any]) -> Iterator[Item]:
        start: Any = None
        while True:
            with _answering(self._patience):
                answer = self.client.query(**request, **({"ExclusiveStartKey": start} if start else {}))
            yield from (deserialise(attributes) for attributes in answer["Items"])
            start = answer.get("LastEvaluatedKey")
            if not start:
                return

    def put(self, item: Item, *, condition: str | None = None, names: Mapping[str, str] | None = None,
            values: Mapping[str, Any] | None = None) -> None:  # fmt: skip
        """Raises ConditionFailed, which carries what stood there."""
        request = self.put_operation(item, condition=condition, names=names, values=values)["Put"]
        with _answering(self._patience):
            self.client.put_item(**request)

    def update(self, pk: str, sk: str, expression: str, *, condition: str | None = None,
               names: Mapping[str, str] | None = None, values: Mapping[str, Any] | None = None) -> Item:  # fmt: skip
        """Gives the whole item as it stands afterwards. Raises ConditionFailed, which carries what stood there."""
        request = self.update_operation(pk, sk, expression, condition=condition, names=names, values=values)["Update"]
        with _answering(self._patience):
            answer = self.client.update_item(**request, ReturnValues="ALL_NEW")
        return deserialise(answer["Attributes"])

    def put_operation(self, item: Item, *, condition: str | None = None, names: Mapping[str, str] | None = None,
                      values: Mapping[str, Any] | None = None) -> Operation:  # fmt: skip
        """Writes `item` over whatever is there."""
        return {"Put": {"TableName": self.name, "Item": serialise(item), **_clauses(condition, names, values)}}

    def update_operation(self, pk: str, sk: str, expression: str, *, condition: str | None = None,
                         names: Mapping[str, str] | None = None,
                         values: Mapping[str, Any] | None = None) -> Operation:  # fmt: skip
        """Changes some attributes, making the item if there is none."""
        clauses = _clauses(condition, names, values)
        return {"Update": {"TableName": self.name, "Key": _key(pk, sk), "UpdateExpression": expression, **clauses}}

    def insert_operation(self, item: Item) -> Operation:
        """Writes `item` if its key is new, and leaves what is there as it is otherwise. Never fails a transaction.

        Attribute by attribute, because a condition would cancel everything else: an item written this way must keep
        every attribute it was born with.
        """
        given = {name: value for name, value in item.items() if name not in (PARTITION_KEY, SORT_KEY)}
        names = {f"#a{n}": name for n, name in enumerate(given)}
        values = {f":a{n}": value for n, value in enumerate(given.values())}
        sets = ", ".join(f"#a{n} = if_not_exists(#a{n}, :a{n})" for n in range(len(given)))
        return self.update_operation(item[PARTITION_KEY], item[SORT_KEY], f"SET {sets}", names=names, values=values)

    def delete_operation(self, pk: str, sk: str, *, condition: str | None = None,
                         values: Mapping[str, Any] | None = None) -> Operation:  # fmt: skip
        """Removes the item, if it is there."""
        clauses = _clauses(condition, None, values)
        return {"Delete": {"TableName": self.name, "Key": _key(pk, sk), **clauses}}

    def transact(self, operations: Sequence[Operation]) -> None:
        """All or nothing, at most 100, each on another item. Raises ConditionFailed with the positions that failed.

        Tried again when DynamoDB refuses because another transaction has one of the items in hand.
        """
        for attempt in range(TRIES):
            try:
                with self._patience.asking():
                    self.client.transact_write_items(TransactItems=cast(Any, list(operations)))
                return
            except ClientError as error:
                response = cast(dict[str, Any], error.response)
                code = response["Error"]["Code"]
                reasons: list[dict[str, Any]] = response.get("CancellationReasons", [])
                failed = [n for n, why in enumerate(reasons) if why.get("Code") == "ConditionalCheckFailed"]
                if failed:
                    found = [reasons[n].get("Item") for n in failed]
                    raise ConditionFailed(failed, [deserialise(one) if one else None for one in found]) from error
                busy = any(why.get("Code") in _PASSING for why in reasons)
                if code not in _PASSING and not busy:
                    raise StoreUnavailable(f"DynamoDB: {code}") from error
                self._wait(attempt)
            except BotoCoreError as error:
                raise StoreUnavailable(f"DynamoDB: {type(error).__name__}") from error
        raise StoreUnavailable("DynamoDB: lost the race for an item too often")

    def _wait(self, attempt: int) -> None:
        self._sleep(0.01 * 2**attempt * (0.5 + self._jitter()))


_PASSING = frozenset(
    {"TransactionConflict", "TransactionConflictException", "TransactionInProgressException", "ThrottlingError",
     "ProvisionedThroughputExceeded"}
)  # fmt: skip
"""Codes that pass by themselves (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html)."""


def _key(pk: str, sk: str) -> dict[str, Any]:
    return serialise({PARTITION_KEY: pk, SORT_KEY: sk})


def _clauses(
    condition: str | None, names: Mapping[str, str] | None, values: Mapping[str, Any] | None
) -> dict[str, Any]:
    clauses: dict[str, Any] = {}
    if condition:
        clauses |= {"ConditionExpression": condition, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    if names:
        clauses["ExpressionAttributeNames"] = dict(names)
    if values:
        clauses["ExpressionAttributeValues"] = serialise(values)
    return clauses
