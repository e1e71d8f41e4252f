"""Businesses, in DynamoDB. Keys and indexes: docs/dynamodb.md."""

from receptionist.adapters.dynamodb.table import TRIES, ConditionFailed, Item, Operation, Table, key
from receptionist.adapters.records import EDITION, document
from receptionist.business.definition import Business
from receptionist.business.versions import Edition, Imprint, digest_of
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId, Phone
from receptionist.ports import Conflict
from receptionist.stored import read, readable, reading

_ALL = "BUSINESSES"
_LAST_VERSION = 10**8 - 1


class DynamoBusinessStore:
    """Keeps the promises of BusinessStore in one table."""

    def __init__(self, table: Table, main: Table | None = None) -> None:
        """`main`: the table in which all regions write definitions, so that a number is claimed once in the world.
        Reads are of `table`, about a second late where they are two."""
        self._table = table
        self._main = main or table

    def get(self, business: BusinessId) -> Business | None:
        item = self._item(self._table, business)
        return _read(item) if item else None

    def by_number(self, number: Phone) -> Business | None:
        claim = self._table.get(key("NUMBER", number), "NUMBER")
        return self.get(BusinessId(claim["business"])) if claim else None

    def all(self) -> list[Business]:
        found = self._table.query(_ALL, index="gsi1")
        keys = [(item["pk"], item["sk"]) for item in found]
        items = self._table.get_many(keys)
        return readable(_read, (items[one] for one in keys if one in items))

    def put(self, business: Business, *, expected_version: int | None = None, imprint: Imprint = Imprint()) -> Business:
        for _ in range(TRIES):
            known = self._item(self._main, business.id)
            version: int = known["version"] if known else 0
            if expected_version is not None and expected_version != version:
                raise Conflict(f"{business.id} is at version {version}, not {expected_version}")
            kept = business.model_copy(update={"version": version + 1})
            try:
                self._main.transact(self._operations(kept, known, imprint))
            except ConditionFailed as failure:
                if failure.failed[0] != 0:
                    raise Conflict("another business has one of the numbers") from failure
                if expected_version is not None:
                    raise
                continue
            return kept
        raise StoreUnavailable(f"{business.id} was changed by others all the time")

    def edition(self, business: BusinessId, version: int) -> Edition | None:
        item = self._table.get(key("BUSINESS", business), _edition_key(version))
        return read(EDITION, item["doc"]) if item else None

    def editions(self, business: BusinessId, *, before: int | None = None, limit: int = 20) -> list[Edition]:
        last = _LAST_VERSION if before is None else before - 1
        if last < 1 or limit < 1:
            return []
        found = self._table.query(
            key("BUSINESS", business),
            between=(_edition_key(1), _edition_key(last)),
            descending=True,
            limit=limit,
        )
        return readable(lambda item: read(EDITION, item["doc"]), found)

    def _item(self, table: Table, business: BusinessId) -> Item | None:
        return table.get(key("BUSINESS", business), "BUSINESS")

    def _operations(self, kept: Business, known: Item | None, imprint: Imprint) -> list[Operation]:
        """The definition first, then a claim on each number it has and the release of each it gave up, then the edition."""
        put = self._main.put_operation(
            {
                "pk": key("BUSINESS", kept.id),
                "sk": "BUSINESS",
                "kind": "business",
                "business": kept.id,
                "version": kept.version,
                "doc": kept.model_dump_json(),
                "gsi1pk": _ALL,
                "gsi1sk": kept.id,
            },
            condition="version = :before" if known else "attribute_not_exists(pk)",
            values={":before": kept.version - 1} if known else None,
        )
        given_up = _read(known).every_number() - kept.every_number() if known else frozenset()
        claims = [
            self._main.put_operation(
                {"pk": key("NUMBER", number), "sk": "NUMBER", "business": kept.id},
                condition="attribute_not_exists(pk) OR business = :business",
                values={":business": kept.id},
            )
            for number in sorted(kept.every_number())
        ]
        releases = [self._main.delete_operation(key("NUMBER", number), "NUMBER") for number in sorted(given_up)]
        edition = self._main.put_operation(
            {
                "pk": key("BUSINESS", kept.id),
                "sk": _edition_key(kept.version),
                "kind": "edition",
                "business": kept.id,
                "version": kept.version,
                "doc": document(EDITION, Edition(kept, digest_of(kept), imprint)),
            }
        )
        return [put, *claims, *releases, edition]


def _read(item: Item) -> Business:
    with reading("business"):
        return Business.model_validate_json(item["doc"], extra="ignore")


def _edition_key(version: int) -> str:
    return key("EDITION", f"{version:08}")
