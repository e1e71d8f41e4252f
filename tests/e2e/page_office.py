"""The built page on an office in memory: the same API as everywhere, without models, calls and a phone network."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, WebSocket
from starlette.staticfiles import StaticFiles

from functions import openapi, problems
from functions.office import Office
from local.service import free_port

PAGE = Path(__file__).parents[2] / "dashboard" / "dist"
AXE = Path(__file__).parents[2] / "dashboard" / "node_modules" / "axe-core" / "axe.min.js"
STARTED_S = 10.0


def page_app(office: Office, feed: Sequence[Mapping[str, Any]] = ()) -> FastAPI:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    for part in openapi.PARTS:
        app.include_router(part(office))

    @app.websocket("/live")
    async def live(socket: WebSocket) -> None:
        """What has happened; nothing more does."""
        await socket.accept()
        for event in feed:
            await socket.send_json(event)
        await socket.receive()

    @app.websocket("/listen/{call}")
    @app.websocket("/listen/{call}/talk")
    async def line(socket: WebSocket) -> None:
        """Takes what is said, and is silent."""
        await socket.accept()
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass

    app.mount("/", StaticFiles(directory=PAGE, html=True), name="page")
    return app


@contextmanager
def served(office: Office, feed: Sequence[Mapping[str, Any]] = ()) -> Iterator[str]:
    """Its address. `feed`: the events of running calls. Ends with the block."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(page_app(office, feed), port=port, log_level="warning", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + STARTED_S
    while not server.started:
        if time.monotonic() > until:
            raise TimeoutError("the page's office did not start")
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
