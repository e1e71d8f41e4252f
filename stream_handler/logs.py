"""One JSON object a line: the message is a constant, what varies are fields. Of a fault stand its kind and place, not its words."""

import json
import logging
import sys
from typing import Any

from receptionist.adapters.discreet import outline

_RECORD_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = {name: value for name, value in vars(record).items() if name not in _RECORD_FIELDS}
        line = {"level": record.levelname, "logger": record.name, "message": record.getMessage(), **fields}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = outline(record.exc_info[1])
        return json.dumps(line, default=str, ensure_ascii=False)


def emit_line(line: dict[str, Any]) -> None:
    """A line of metrics, to standard output: CloudWatch takes them from the log."""
    sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def begin() -> None:
    """To standard error from now on. HTTP clients tell only of trouble: their requests hold account numbers."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for client in ("httpx", "twilio.http_client"):
        logging.getLogger(client).setLevel(logging.WARNING)
