"""AWS Lambda, each minute: slots of the region's handlers as metrics, and protection for handlers that have calls."""

import json
import logging
from typing import Any

import boto3
from botocore.config import Config

from functions import settings, wiring
from functions.capacity.ecs import EcsService
from functions.capacity.watch import Service, Slots, counted, look_after
from functions.entry import NAMESPACE, logged
from functions.office import Office
from receptionist.errors import VendorUnavailable

log = logging.getLogger(__name__)

UNITS = {"SlotsInUse": "Percent", "SlotsOffered": "Count", "SlotsTaken": "Count", "Handlers": "Count"}
SERVICE = "capacity"


def run(office: Office, service: Service | None) -> Slots:
    """Raises StoreUnavailable. That ECS does not answer is no reason to be silent about the slots."""
    if office.switchboard is None:
        return Slots(0, 0, 0)
    now = office.desk.clock()
    handlers = office.switchboard.handlers(now)
    slots = counted(handlers)
    values = {"SlotsOffered": slots.offered, "SlotsTaken": slots.taken, "Handlers": slots.handlers}
    if slots.in_use is not None:
        values["SlotsInUse"] = round(slots.in_use)
    metrics = [{"Name": name, "Unit": unit} for name, unit in UNITS.items() if name in values]
    told = {"Namespace": NAMESPACE, "Dimensions": [["service"]], "Metrics": metrics}
    line = {
        "_aws": {"Timestamp": int(now.timestamp() * 1000), "CloudWatchMetrics": [told]},
        "service": SERVICE,
        **values,
    }
    print(json.dumps(line), flush=True)  # noqa: T201  CloudWatch takes metrics from lines of their own
    if service is not None:
        try:
            busy, idle = look_after(handlers, service)
            log.info("capacity", extra={"busy": len(busy), "idle": len(idle)})
        except VendorUnavailable as error:
            log.error("handlers are not looked after", extra={"why": str(error)})
    return slots


def _act(event: dict[str, Any], context: Any) -> None:
    told = settings.from_environment()
    service = None
    if told.handlers_cluster and told.handlers_service:
        limits = Config(connect_timeout=2, read_timeout=4, retries={"total_max_attempts": 2, "mode": "standard"})
        client = boto3.client("ecs", region_name=told.aws_region, config=limits)
        service = EcsService(client, told.handlers_cluster, told.handlers_service)
    run(wiring.office(), service)


handler = logged("capacity", _act)
