"""How long each Lambda function takes to import, in a fresh interpreter with its bytecode on disk: the part of a cold start
that is ours."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HANDLERS = (
    "functions.call_setup.handler", "functions.call_setup.rescue_handler", "functions.sms.handler",
    "functions.sms.outbox_handler", "functions.bookings.handler", "functions.dashboard_api.handler",
)  # fmt: skip
_SCRIPT = "import time; b = time.perf_counter(); import {module}; print((time.perf_counter() - b) * 1000)"


def import_ms(module: str, times: int) -> list[float]:
    """Milliseconds, `times` times over; one more comes before that fills the caches and is not counted. Raises
    subprocess.CalledProcessError if the module does not import."""
    command = [sys.executable, "-c", _SCRIPT.format(module=module)]
    runs = [
        float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        for _ in range(times + 1)
    ]
    return runs[1:]
