"""Sizes and places as data. A stage is chosen by context: `cdk deploy --all -c stage=prod`."""

from dataclasses import dataclass

from receptionist.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    region: str
    """AWS region; Twilio's US1 is nearest to us-east-1, IE1 to eu-west-1, AU1 to ap-southeast-2."""
    domain: str
    """A hosted zone's domain, with a certificate for `*.domain`. Empty: no own domain; media goes through the
    distribution's own https name."""
    hosted_zone_id: str
    certificate_arn: str
    handler_tasks: int
    """Stream handlers running at least."""
    handler_tasks_most: int
    handler_cpu: int
    """1024 is one vCPU."""
    handler_memory_mib: int
    calls_per_task: int
    log_days: int
    keep_data: bool
    """Table and recordings outlive the stack."""


STAGES: dict[str, Stage] = {
    "dev": Stage("dev", "us-east-1", "", "", "", 1, 2, 1024, 2048, 10, 7, keep_data=False),
    "prod": Stage("prod", "us-east-1", "", "", "", 2, 20, 1024, 2048, 25, 30, keep_data=True),
}


def stage_named(name: str, **given: str | None) -> Stage:
    """The stage, with its domain settings and region replaced by what the operator gives. Raises Misconfigured."""
    if name not in STAGES:
        raise Misconfigured(f"stage {name!r} is not one of {', '.join(STAGES)}")
    base = STAGES[name]
    chosen = {key: value for key, value in given.items() if value}
    stage = Stage(**{field: chosen.get(field, getattr(base, field)) for field in Stage.__slots__})
    own = (stage.domain, stage.hosted_zone_id, stage.certificate_arn)
    if any(own) and not all(own):
        raise Misconfigured("an own domain needs domain, hosted_zone_id and certificate_arn together")
    return stage
