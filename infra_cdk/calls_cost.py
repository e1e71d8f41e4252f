"""What calls cost on top of a stage that waits for them: AWS's part and Twilio's. Worked out, not measured in a real account."""

import math
from dataclasses import dataclass

from infra_cdk.prices import HOURS, Line, function_calls, prices, task_hour, task_hours, usd
from infra_cdk.stages import Stage

DAYS = HOURS / 24
DAY = (0, 0, 0, 0, 0, 0, 1, 2, 5, 8, 9, 11, 12, 9, 7, 7, 8, 10, 9, 5, 3, 1, 1, 0)
"""How a day's calls spread over its hours: a business by day that is rung most before lunch. An assumption."""
IN_USE = 0.7
"""Of a task's slots in the fullest hour."""
CLOUD_CALLS_A_VCPU = 40
"""docs/capacity.md, for handlers whose ears and voice are elsewhere."""
INVOCATIONS, INVOCATION_S = 6, 0.15
"""Webhooks and errands of a call: incoming, after, two times status, outbox, errand."""
REQUESTS = 4
"""Of those, through the HTTP API."""
LEASE_WRITES = 5.0
"""Write units a second, docs/capacity.md."""
CHECKPOINT_WRITES = 0.5
BOOKING_WRITES, BOOKING_READS = 45, 24
"""From hold to the text that was sent, docs/dynamodb.md."""
TURN_READS = 6.0
"""Read units a second: pages that are looked at and definitions that are read. A guess on the high side."""
STREAM_GB = 11_000 * 2 * 60 / 1e9
"""Of a minute through the load balancer: mu-law as base64 in JSON, both ways."""
OUT_GB = 11_000 * 60 / 1e9
LOG_GB = 12_000 / 1e9
"""Of a call."""
RECORDED_GB = 16_000 * 60 / 1e9
"""A minute of two channels, mu-law at 8 kHz."""


@dataclass(frozen=True, slots=True)
class Use:
    """What is asked of it."""

    calls_per_day: float
    minutes: float
    """Of a call, on average; Twilio counts each minute begun."""
    booked: float
    """Share of calls that end with a booking."""
    texts: float
    """Per call, one segment each."""
    numbers: int
    own_speech: bool
    """Ears or voice are the handler's own models."""

    @property
    def calls(self) -> float:
        """In a month."""
        return self.calls_per_day * DAYS

    @property
    def billed_minutes(self) -> float:
        """Of a call: lengths are spread, so that half a minute is added on average."""
        return self.minutes + 0.5


def slots(stage: Stage, use: Use) -> int:
    """Calls one handler is planned to carry at once."""
    return stage.calls_per_task if use.own_speech else CLOUD_CALLS_A_VCPU * stage.task_cpu // 1024


def at_once(use: Use, share: float) -> float:
    """Calls at the same time in an hour with `share` of the day's calls; not a peak within it."""
    return use.calls_per_day * share * use.minutes / 60


def busiest(use: Use) -> int:
    """At once, in the worst minute of the fullest hour: the mean and three deviations, as calls come by chance."""
    mean = at_once(use, max(DAY) / sum(DAY))
    return math.ceil(mean + 3 * math.sqrt(mean))


def more_task_hours(stage: Stage, use: Use) -> float:
    """In a month, beyond those that run anyway; calls spread evenly over the regions."""
    regions = len(stage.every_region)
    needed = sum(
        max(stage.tasks, math.ceil(at_once(use, share / sum(DAY)) / regions / (slots(stage, use) * IN_USE)))
        for share in DAY
    )
    return max(0.0, needed * DAYS - task_hours(stage)) * regions


def aws(stage: Stage, use: Use) -> tuple[Line, ...]:
    calls, seconds, replicas = use.calls, use.calls * use.minutes * 60, len(stage.every_region)
    writes = (seconds * (LEASE_WRITES + CHECKPOINT_WRITES) + calls * use.booked * BOOKING_WRITES) * replicas
    reads = seconds * TURN_READS + calls * use.booked * BOOKING_READS
    minutes = calls * use.minutes
    elsewhere = 0 if use.own_speech else minutes * OUT_GB
    sound = usd("aws.load_balancer_gb", minutes * STREAM_GB) + usd("aws.transfer_out_gb", minutes * OUT_GB + elsewhere)
    kept = minutes * RECORDED_GB * stage.recording_days / DAYS
    webhooks = function_calls(stage, calls * INVOCATIONS, INVOCATION_S) + usd("aws.api_million", calls * REQUESTS / 1e6)
    return (
        Line("more stream handlers in the fullest hours", more_task_hours(stage, use) * task_hour(stage)),
        Line("webhooks: functions and API", webhooks),
        Line(
            "table: leases, checkpoints, bookings",
            usd("aws.table_write_million", writes / 1e6) + usd("aws.table_read_million", reads / 1e6),
        ),
        Line("sound on its way: load balancer, internet, NAT", sound + usd("aws.nat_gb", elsewhere * 2)),
        Line("logs and recordings", usd("aws.logs_gb", calls * LOG_GB) + usd("aws.objects_gb_month", kept)),
    )


def twilio(use: Use) -> tuple[Line, ...]:
    minute = prices()["twilio.call_in_minute"].usd + prices()["twilio.stream_minute"].usd
    texts = use.calls * use.texts
    fees = usd("twilio.number_month", use.numbers) + (usd("twilio.campaign_month") if use.texts else 0.0)
    return (
        Line("calls and their streams", use.calls * use.billed_minutes * minute),
        Line("texts, with the carriers' fees", usd("twilio.text_segment", texts) + usd("twilio.text_carrier", texts)),
        Line("numbers, and the campaign for texts" if use.texts else "numbers", fees),
    )
