"""Which limits of an account are met by so many calls at once, and how they are raised."""

from dataclasses import dataclass

from infra_cdk.calls_cost import LEASE_WRITES, Use, busiest, slots
from infra_cdk.stages import Stage


@dataclass(frozen=True, slots=True)
class Quota:
    what: str
    needed: int
    given: str
    """What an account begins with, as far as it is published."""
    how: str


def to_raise(stage: Stage, use: Use) -> tuple[Quota, ...]:
    """Those that the fullest minute would meet, per region where it matters; limits as published in November 2026."""
    calls = busiest(use)
    here = -(-calls // len(stage.every_region))
    tasks = max(stage.tasks, -(-here // slots(stage, use)))
    processors = 2 * tasks * stage.task_cpu // 1024
    executions = -(-here // 10)
    rules = (
        (tasks, stage.most_tasks,
         Quota("handlers of the stage", tasks, f"most_tasks is {stage.most_tasks}", "-c most_tasks=...")),
        (calls, 2, Quota("Twilio, calls at once", calls, "2 without an approved profile, 3 for a person, no limit for a business",
                         "Trust Hub: a business profile")),
        (processors, 5, Quota("Fargate on-demand vCPUs: twice what runs, for a release", processors, "6 in some new accounts",
                              "Service Quotas, fargate, L-3032A538")),
        (executions, 9, Quota("Lambda, executions at once", executions, "10 in some new accounts, else 1,000",
                              "Service Quotas, lambda, L-B99A9384")),
        (here * LEASE_WRITES, 40_000, Quota("DynamoDB, write units a second of the table", round(here * LEASE_WRITES), "40,000",
                                            "Service Quotas, dynamodb, L-67BE3DCB")),
        (0 if use.own_speech else calls, 10,
         Quota("sessions at once with whoever hears and speaks", calls, "tens", "the provider's sales; name several")),
    )  # fmt: skip
    return tuple(quota for value, limit, quota in rules if value > limit)
