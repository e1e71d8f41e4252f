"""An app as AWS Lambda wants it: one function of an event, JSON logs, a count of cold starts."""

import logging
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.logging.utils import copy_config_to_registered_loggers
from aws_lambda_powertools.metrics import MetricUnit
from fastapi import FastAPI
from mangum import Mangum

from functions import wiring
from functions.office import Office

NAMESPACE = "Firstring"
FAILED = "Failed"
"""Metric: 1 for an answer of 500 and above, else 0."""

Handler = Callable[[dict[str, Any], Any], Any]
"""Of an event and Lambda's context."""


def http(service: str, build: Callable[[Office], FastAPI]) -> Handler:
    """A handler of HTTP events (API Gateway, function URLs). The app is built at the first of them."""

    @cache
    def app() -> Mangum:
        return Mangum(build(wiring.office()), lifespan="off")

    return logged(service, lambda event, context: app()(event, context))


def logged(service: str, act: Handler) -> Handler:
    """`act`, with every line any module logs as one JSON object with the request's id, and nothing of the event."""
    for package in ("functions", "receptionist"):
        logging.getLogger(package)
    logger = Logger(service=service)
    copy_config_to_registered_loggers(logger, include={"functions", "receptionist"})
    metrics = Metrics(namespace=NAMESPACE, service=service)

    @metrics.log_metrics(capture_cold_start_metric=True)
    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], context: Any) -> Any:
        answer = act(event, context)
        failed = isinstance(answer, dict) and answer.get("statusCode", 200) >= HTTPStatus.INTERNAL_SERVER_ERROR
        metrics.add_metric(name=FAILED, unit=MetricUnit.Count, value=int(failed))
        return answer

    return handler  # type: ignore[no-any-return]
