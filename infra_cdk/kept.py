"""Logs, and how long they are kept."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_logs as logs
from constructs import Construct

Days = logs.RetentionDays
RETENTION = {
    1: Days.ONE_DAY, 3: Days.THREE_DAYS, 5: Days.FIVE_DAYS, 7: Days.ONE_WEEK, 14: Days.TWO_WEEKS, 30: Days.ONE_MONTH,
    60: Days.TWO_MONTHS, 90: Days.THREE_MONTHS, 120: Days.FOUR_MONTHS, 150: Days.FIVE_MONTHS, 180: Days.SIX_MONTHS,
    365: Days.ONE_YEAR, 400: Days.THIRTEEN_MONTHS, 545: Days.EIGHTEEN_MONTHS, 731: Days.TWO_YEARS,
}  # fmt: skip


def log_group(scope: Construct, name: str, days: int) -> logs.LogGroup:
    """Goes with its stack. `days`: one of `RETENTION`."""
    return logs.LogGroup(scope, name, retention=RETENTION[days], removal_policy=RemovalPolicy.DESTROY)
