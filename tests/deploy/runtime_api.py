"""AWS Lambda's runtime API, served to the real runtime client (awslambdaric), which runs the function that was bundled.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import json
import os
import queue
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from receptionist.clock import system_clock

PYTHON = Path(__file__).parents[2] / ".venv-aws" / "bin" / "python"
"""Has the runtime client, and little else that could stand in for what a bundle lacks."""
ARN = "arn:aws:lambda:us-east-1:000000000000:function:one"
TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Start:
    """From the process to its first question for an event: what Lambda calls the init phase."""

    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Runtime:
    """One process of one function."""

    events: "queue.Queue[Any]" = field(default_factory=queue.Queue)
    answers: "queue.Queue[tuple[str, Any]]" = field(default_factory=queue.Queue)
    """Kind of message (`response`, `error`) and what it says."""
    asked: "queue.Queue[float]" = field(default_factory=queue.Queue)
    """Moments at which the client asked for its next event, by `time.monotonic`."""

    def invoked(self, event: object) -> Any:
        """What the function answers. Raises AssertionError for one that fails."""
        self.events.put(event)
        kind, told = self.answers.get(timeout=TIMEOUT_S)
        assert kind == "response", told
        return told


@contextmanager
def running(handler: str, bundle: Path, environment: Mapping[str, str]) -> Iterator[tuple[Runtime, Start]]:
    """The function's process, once it is ready. Raises AssertionError if it does not start."""
    runtime = Runtime()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _serving(runtime))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    told = {
        **environment,
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}",
        "AWS_LAMBDA_FUNCTION_NAME": "one",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
        "LAMBDA_TASK_ROOT": str(bundle),
        "PYTHONPATH": str(bundle),
    }
    started = time.monotonic()
    process = subprocess.Popen(
        [PYTHON, "-m", "awslambdaric", handler],
        cwd=bundle,
        env=told,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        try:
            ready = runtime.asked.get(timeout=TIMEOUT_S)
        except queue.Empty:
            raise AssertionError(f"{handler} does not start") from None
        yield runtime, Start((ready - started) * 1000, _cpu_ms(process.pid))
    finally:
        process.kill()
        process.wait()
        server.shutdown()
        server.server_close()


def _cpu_ms(pid: int) -> float:
    """https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: fields 14 and 15, the name in brackets left out."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _serving(runtime: Runtime) -> type[BaseHTTPRequestHandler]:
    class Serving(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            runtime.asked.put(time.monotonic())
            event = json.dumps(runtime.events.get()).encode()
            deadline = str(int((system_clock().timestamp() + TIMEOUT_S) * 1000))
            self._send(
                200,
                event,
                {
                    "Lambda-Runtime-Aws-Request-Id": "00000000-0000-4000-8000-000000000000",
                    "Lambda-Runtime-Deadline-Ms": deadline,
                    "Lambda-Runtime-Invoked-Function-Arn": ARN,
                },
            )

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length")
            body = self.rfile.read(int(length)) if length else self._in_pieces()
            runtime.answers.put((self.path.rpartition("/")[2], json.loads(body or b"null")))
            self._send(202, b"{}", {})

        def _in_pieces(self) -> bytes:
            whole = b""
            while size := int(self.rfile.readline().strip() or b"0", 16):
                whole += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return whole

        def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Serving
