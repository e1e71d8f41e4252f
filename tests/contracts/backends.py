"""What a suite of this folder runs on."""

import socket
from dataclasses import dataclass

from receptionist.adapters.dynamodb.table import Table
from receptionist.adapters.sqlite.database import Database

REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Backend:
    """One empty place to keep things. Neither a database nor a table: the memory of this process."""

    name: str
    database: Database | None = None
    table: Table | None = None


def free_port() -> int:
    """A port nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
