"""An app as AWS Lambda wants it: one function of an event, JSON logs, a count of cold starts."""

import logging
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter
from aws_lambda_powertools.logging.utils import copy_config_to_registered_loggers
from aws_lambda_powertools.metrics import MetricUnit

from functions import wiring
from functions.office import DEGRADED, Office
from receptionist.adapters.discreet import outline

if TYPE_CHECKING:
    from fastapi import FastAPI

NAMESPACE = "Firstring"
FAILED = "Failed"
"""Metric: 1 for an answer of 500 and above or one that had to do without a store, else 0."""

Handler = Callable[[dict[str, Any], Any], Any]
"""Of an event and Lambda's context."""
LOGGED = ("functions", "receptionist", "mangum", "asyncio")
"""Whose lines are told, by our formatter."""


class Failed(Exception):
    """An event was not seen to; Lambda writes the message into the log. It tells the kind and the place of the fault."""


class DiscreetFormatter(LambdaPowertoolsFormatter):
    """Of a fault the kind and the place: its words may be a caller's."""

    def _extract_log_exception(
        self, log_record: logging.LogRecord
    ) -> tuple[str, str, list[str]] | tuple[None, None, None]:
        error = log_record.exc_info[1] if log_record.exc_info else None
        return (outline(error), type(error).__qualname__, []) if error is not None else (None, None, None)


def http(service: str, build: Callable[[Office], "FastAPI"]) -> Handler:
    """A handler of HTTP events (API Gateway, function URLs). The app is built at the first of them."""
    from mangum import Mangum  # noqa: PLC0415  what runs on a schedule has no use for it

    @cache
    def app() -> Mangum:
        return Mangum(build(wiring.office()), lifespan="off")

    return logged(service, lambda event, context: app()(event, context))


def logged(service: str, act: Handler) -> Handler:
    """`act`, with every line any module logs as one JSON object with the request's id, and nothing of the event.
    Raises Failed for whatever `act` raises."""
    for package in LOGGED:
        logging.getLogger(package)
    logger = Logger(service=service, logger_formatter=DiscreetFormatter(serialize_stacktrace=False))
    copy_config_to_registered_loggers(logger, include=set(LOGGED))
    # It would tell of each request with its path, and a path of the API may be a caller's number.
    logging.getLogger("mangum").setLevel(logging.WARNING)
    metrics = Metrics(namespace=NAMESPACE, service=service)

    @metrics.log_metrics(capture_cold_start_metric=True)
    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], context: Any) -> Any:
        try:
            answer = act(event, context)
        except Exception as error:  # noqa: BLE001 - whatever it is, Lambda would write its words down
            raise Failed(outline(error)) from None
        failed = isinstance(answer, dict) and (
            answer.get("statusCode", 200) >= HTTPStatus.INTERNAL_SERVER_ERROR or DEGRADED in answer.get("headers", {})
        )
        metrics.add_metric(name=FAILED, unit=MetricUnit.Count, value=int(failed))
        return answer

    return handler  # type: ignore[no-any-return]
