"""The price list (prices.yaml), and what a stage costs while nobody rings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from infra_cdk.places import EDGE_REGION
from infra_cdk.stages import Stage

LIST = Path(__file__).with_name("prices.yaml")
HOURS = 730
"""Of a month, as AWS counts them."""
CACHE_NODES = 2
HANDLER_METRICS = 20
"""Of the stream handler and the functions, docs/operate.md."""
SECRETS = 2
CHORES = 4
"""Functions that run each minute."""
CHORE_S = 0.2
FIREWALL_RULES = 4
LOGS_GB = 2.0
"""Of flow logs, access logs and quiet functions in a month and region. A guess."""
CANARY_S = 8.0
CANARY_WRITES = 120
"""Write units of its call of a few seconds: lease, checkpoint, record."""


@dataclass(frozen=True, slots=True)
class Price:
    usd: float
    per: str
    read: str
    """The day its source was read."""
    source: str


@dataclass(frozen=True, slots=True)
class Line:
    """Of an estimate."""

    what: str
    usd: float
    """In a month."""


@cache
def prices() -> Mapping[str, Price]:
    """By `aws.` or `twilio.` and the name in the list."""
    told: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return {
        f"{who}.{name}": Price(float(one["usd"]), one["per"], str(one["read"]), one["source"])
        for who, listed in told.items()
        for name, one in listed.items()
    }


def usd(name: str, amount: float = 1.0) -> float:
    """`amount` times the price `name`. Raises KeyError for one that is not in the list."""
    return prices()[name].usd * amount


def task_hour(stage: Stage) -> float:
    """Of one stream handler."""
    arch = "arm" if stage.handler_arch == "arm64" else "x86"
    processor = usd(f"aws.fargate_{arch}_vcpu_hour", stage.task_cpu / 1024)
    return processor + usd(f"aws.fargate_{arch}_gb_hour", stage.task_memory_mib / 1024)


def function_calls(stage: Stage, count: float, seconds: float) -> float:
    """`count` invocations of functions of 1 GB that take so long."""
    arch = "arm" if stage.lambda_arch == "arm64" else "x86"
    return usd("aws.lambda_million", count / 1e6) + usd(f"aws.lambda_{arch}_gb_second", count * seconds)


def addresses(stage: Stage) -> int:
    """Public ones in a region: each gateway's, and the load balancer's in two zones where it is public."""
    return stage.gateways + (2 if stage.domain else 0)


def firewalls(stage: Stage, region: str) -> int:
    """Sets of rules: before the page where CloudFront looks for them, and before a load balancer that is public."""
    return stage.shield * (int(bool(stage.domain) or region == EDGE_REGION) + int(bool(stage.domain)))


def task_hours(stage: Stage) -> float:
    """Of all handlers of a region in a month when nobody rings: the floors."""
    if not stage.busy_hours:
        return float(stage.tasks * HOURS)
    first, after = (int(hour) for hour in stage.busy_hours.split("-"))
    busy = (after - first) % 24 / 24 * HOURS
    return stage.tasks * (HOURS - busy) + max(stage.tasks, stage.busy_tasks) * busy


def idle(stage: Stage, alarms: int) -> tuple[Line, ...]:
    """What a month costs while nobody rings, by the list of us-east-1: the whole stage, each region the same. Container
    Insights and what is kept in the table and the buckets are not in it."""
    regions = len(stage.every_region)
    minutes = HOURS * 60
    rings = minutes / stage.canary_minutes if stage.canary_minutes else 0.0
    walls = sum(firewalls(stage, region) for region in stage.every_region)
    checks = regions if stage.domain and regions > 1 and stage.canary_minutes else 0
    each = (
        (f"stream handlers: {stage.tasks} of {stage.task_cpu / 1024:g} vCPU, {stage.task_memory_mib / 1024:g} GB"
         + (f"; {stage.busy_tasks} at {stage.busy_hours}" if stage.busy_hours else ""), task_hours(stage) * task_hour(stage)),
        (f"NAT gateways: {stage.gateways}", usd("aws.nat_gateway_hour", stage.gateways * HOURS)),
        ("load balancer", usd("aws.load_balancer_hour", HOURS)),
        (f"public addresses: {addresses(stage)}", usd("aws.public_address_hour", addresses(stage) * HOURS)),
        (f"Valkey: {CACHE_NODES} nodes", usd("aws.cache_node_hour", CACHE_NODES * HOURS)),
        (f"alarms: {alarms}; metrics; {SECRETS} secrets", usd("aws.alarm_month", alarms) + usd("aws.metric_month", HANDLER_METRICS)
         + usd("aws.secret_month", SECRETS)),
        (f"functions that run each minute: {CHORES}; logs", function_calls(stage, CHORES * minutes, CHORE_S) + usd("aws.logs_gb", LOGS_GB)),
        (f"snapshots of {stage.snapshots}", usd("aws.snapshot_gb_second", len(stage.every_snapshot) * HOURS * 3600)),
        (f"the canary, every {stage.canary_minutes} min", function_calls(stage, rings, CANARY_S)
         + usd("aws.table_write_million", rings * CANARY_WRITES / 1e6)),
    )  # fmt: skip
    lines = [Line(what, each_usd * regions) for what, each_usd in each if each_usd]
    if walls:
        usd_each = usd("aws.firewall_month") + usd("aws.firewall_rule_month", FIREWALL_RULES)
        lines.append(Line(f"firewalls: {walls} of {FIREWALL_RULES} rules", walls * usd_each))
    if checks:
        lines.append(Line(f"health checks: {checks}", usd("aws.health_check_month", checks)))
    return tuple(lines)
