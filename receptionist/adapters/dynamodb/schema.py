"""The table as data: what `create_table` asks for and what infra_cdk declares. Imports nothing, so that it can be read anywhere."""

PARTITION_KEY = "pk"
SORT_KEY = "sk"
TTL_ATTRIBUTE = "ttl"
"""Seconds since 1970. DynamoDB deletes up to days later, so readers drop expired items themselves."""

INDEXES: dict[str, tuple[str, str]] = {"gsi1": ("gsi1pk", "gsi1sk"), "gsi2": ("gsi2pk", "gsi2sk")}
"""Name of each index with its partition and sort key, all strings. Both are sparse and project `INDEXED`."""

INDEXED: tuple[str, ...] = ("doc", "version", "business", "kind", "ttl")
"""Attributes the indexes carry besides keys. A call's checkpoint is none, so a turn is not written three times."""

STREAM_VIEW = "NEW_AND_OLD_IMAGES"

KEYS: dict[str, dict[str, tuple[str, ...]]] = {
    "definitions": {"pk": ("BUSINESS", "NUMBER"), "gsi1": ("BUSINESSES",), "gsi2": ()},
    "people": {"pk": ("PERSON", "EMAIL", "ROSTER", "MEMBER"), "gsi1": ("PEOPLE",), "gsi2": ()},
    "passes": {"pk": ("SESSION", "INVITATION", "APIKEY"), "gsi1": ("INVITATIONS", "APIKEYS"), "gsi2": ()},
    "tries": {"pk": ("ATTEMPTS",), "gsi1": (), "gsi2": ()},
    "book": {"pk": ("BOOKING", "CODE", "PAGES"), "gsi1": ("BOOKED",), "gsi2": ("PHONE",)},
    "rows": {"pk": ("ROWS",), "gsi1": (), "gsi2": ()},
    "errands": {"pk": ("ERRAND",), "gsi1": ("KIND",), "gsi2": ("ERRANDS",)},
    "calls": {"pk": ("CALL",), "gsi1": ("CALLS",), "gsi2": ("LEASES",)},
    "messages": {
        "pk": ("TEXT", "VENDOR", "OPTOUT", "TAKEN"),
        "gsi1": ("TEXTS", "TAKENS"),
        "gsi2": ("OUTBOX",),
    },
    "slots": {"pk": ("HANDLERS", "SLOTS"), "gsi1": (), "gsi2": ()},
    "tokens": {"pk": ("TOKEN",), "gsi1": (), "gsi2": ()},
}
"""How partition keys begin, up to the first `#`, by what is kept: of the items, and of the indexes that are asked for them."""

_KEYS = (PARTITION_KEY, SORT_KEY, *(key for keys in INDEXES.values() for key in keys))

TABLE_SCHEMA: dict[str, object] = {
    "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key in _KEYS],
    "KeySchema": [
        {"AttributeName": PARTITION_KEY, "KeyType": "HASH"},
        {"AttributeName": SORT_KEY, "KeyType": "RANGE"},
    ],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": name,
            "KeySchema": [
                {"AttributeName": partition, "KeyType": "HASH"},
                {"AttributeName": sort, "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(INDEXED)},
        }
        for name, (partition, sort) in INDEXES.items()
    ],
    "BillingMode": "PAY_PER_REQUEST",
    "StreamSpecification": {"StreamEnabled": True, "StreamViewType": STREAM_VIEW},
}
"""Keyword arguments of DynamoDB's CreateTable, but for the name."""
