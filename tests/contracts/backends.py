"""What a suite of this folder runs on."""

from dataclasses import dataclass

from receptionist.adapters.dynamodb.table import Table
from receptionist.adapters.sqlite.database import Database


@dataclass(frozen=True, slots=True)
class Backend:
    """One empty place to keep things. Neither a database nor a table: the memory of this process."""

    name: str
    database: Database | None = None
    table: Table | None = None
