"""The AWS account: who we are there, whether the stacks stand, what the account allows, what is in the secrets."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from infra_cdk.stages import Stage
from local.doctor.findings import Finding, State
from receptionist.errors import Unavailable

PAGE = "page"
PARTS = ("data", "network", "handler", "functions", "watch", PAGE)
STANDING = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"}
WENT_BACK = {"UPDATE_ROLLBACK_COMPLETE"}
LEAST_EXECUTIONS = 100
TOKEN = re.compile(r"[0-9a-f]{32}")


class Denied(Unavailable):
    """AWS did not answer what was asked; the message has its code."""


class Account(Protocol):
    """AWS, as far as it is looked at. Blocks; every method may raise Denied."""

    def identity(self) -> str: ...

    def stack(self, region: str, name: str) -> tuple[str, Mapping[str, str]] | None:
        """Its status and outputs; None: there is none."""
        ...

    def quota(self, region: str, service: str, code: str) -> float: ...

    def secret(self, region: str, arn: str) -> str: ...

    def running(self, region: str, stack: str) -> tuple[int, int]:
        """Tasks that run, and that should."""
        ...


@dataclass(frozen=True, slots=True)
class AwsAccount:
    """Over boto3: `client(service, region)` gives its clients."""

    client: Any

    def identity(self) -> str:
        return str(self._ask("sts", "us-east-1", "get_caller_identity")["Arn"])

    def stack(self, region: str, name: str) -> tuple[str, Mapping[str, str]] | None:
        try:
            (found,) = self._ask("cloudformation", region, "describe_stacks", StackName=name)["Stacks"]
        except Denied as error:
            if "ValidationError" in str(error):
                return None
            raise
        return found["StackStatus"], {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", ())}

    def quota(self, region: str, service: str, code: str) -> float:
        return float(
            self._ask("service-quotas", region, "get_service_quota", ServiceCode=service, QuotaCode=code)["Quota"][
                "Value"
            ]
        )

    def secret(self, region: str, arn: str) -> str:
        return str(self._ask("secretsmanager", region, "get_secret_value", SecretId=arn)["SecretString"])

    def running(self, region: str, stack: str) -> tuple[int, int]:
        resources = self._ask("cloudformation", region, "describe_stack_resources", StackName=stack)["StackResources"]
        names = {one["ResourceType"]: one["PhysicalResourceId"] for one in resources}
        cluster, service = names["AWS::ECS::Cluster"], names["AWS::ECS::Service"]
        (found,) = self._ask("ecs", region, "describe_services", cluster=cluster, services=[service])["services"]
        return found["runningCount"], found["desiredCount"]

    def _ask(self, service: str, region: str, what: str, **told: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(self.client(service, region), what)(**told)
            return answer
        except ClientError as error:
            raise Denied(f"{service}: {error.response.get('Error', {}).get('Code', '')}") from error
        except BotoCoreError as error:
            raise Denied(f"{service}: {type(error).__name__}") from error


def stack_name(stage: Stage, region: str, part: str) -> str:
    return f"Firstring-{stage.name}-{region}-{part}"


def examine(stage: Stage, account: Account) -> Iterator[Finding]:
    try:
        yield Finding("AWS credentials", "well", account.identity())
    except Denied as error:
        yield Finding(
            "AWS credentials",
            "ill",
            str(error),
            "put credentials of the account into the shell: aws sso login, or AWS_PROFILE",
        )
        return
    for region in stage.every_region:
        yield from _stacks(stage, region, account)
        yield from _quotas(stage, region, account)
        yield from _secrets(stage, region, account)


def _stacks(stage: Stage, region: str, account: Account) -> Iterator[Finding]:
    for part in PARTS:
        about, name = f"{region} stack {part}", stack_name(stage, region, part)
        try:
            found = account.stack(stage.page_region(region) if part == PAGE else region, name)
        except Denied as error:
            yield Finding(about, "unknown", str(error), "these credentials may not read CloudFormation")
            continue
        status = found[0] if found else ""
        if found is None:
            yield Finding(about, "ill", "not deployed", f'make deploy ARGS="-c stage={stage.name}"')
        elif status in STANDING:
            yield Finding(about, "well", status)
        elif status in WENT_BACK:
            yield Finding(
                about,
                "doubtful",
                f"{status}: the last release did not take",
                f"the events of {name} say why; then make deploy again",
            )
        else:
            yield Finding(about, "ill", status, f"the events of {name} say why; wait while it ends in IN_PROGRESS")
    try:
        runs, wanted = account.running(region, stack_name(stage, region, "handler"))
    except (Denied, KeyError) as error:
        yield Finding(f"{region} stream handlers", "unknown", str(error), "deploy, or let these credentials read ECS")
        return
    enough: State = "well" if runs >= wanted > 0 else "doubtful" if runs else "ill"
    remedy = "" if enough == "well" else "docs/runbooks.md#handlers-gone"
    yield Finding(f"{region} stream handlers", enough, f"{runs} of {wanted} run", remedy)


def _quotas(stage: Stage, region: str, account: Account) -> Iterator[Finding]:
    processors = 2 * max(stage.tasks, stage.busy_tasks) * stage.task_cpu // 1024
    most = stage.most_tasks * stage.task_cpu // 1024
    for about, service, code, least, wanted in (
        ("Fargate vCPUs", "fargate", "L-3032A538", processors, max(most, processors)),
        ("Lambda executions at once", "lambda", "L-B99A9384", LEAST_EXECUTIONS, LEAST_EXECUTIONS),
        ("elastic addresses", "ec2", "L-0263D0A3", stage.gateways, stage.gateways),
    ):
        about = f"{region} {about}"
        raise_it = (
            f"aws service-quotas request-service-quota-increase --region {region} --service-code {service} --quota-code {code} "
            f"--desired-value {wanted}"
        )
        try:
            allowed = account.quota(region, service, code)
        except Denied as error:
            yield Finding(about, "unknown", str(error), "these credentials may not read Service Quotas")
            continue
        if allowed < least:
            yield Finding(about, "ill", f"{allowed:g} allowed, {least} needed for a release", raise_it)
        elif allowed < wanted:
            yield Finding(about, "doubtful", f"{allowed:g} allowed, {wanted} at the stage's most", raise_it)
        else:
            yield Finding(about, "well", f"{allowed:g} allowed")


def _secrets(stage: Stage, region: str, account: Account) -> Iterator[Finding]:
    data = _stack(account, region, stack_name(stage, region, "data"))
    arn = data.get("TwilioSecret", "")
    if not arn:
        return
    about, put = (
        f"{region} Twilio's token",
        f"aws secretsmanager put-secret-value --region {region} --secret-id {arn} --secret-string TOKEN",
    )
    token = secret(account, region, arn)
    if token is None:
        yield Finding(about, "ill", "cannot be read", "let these credentials read the secret, then look again")
    elif not all(TOKEN.fullmatch(one.strip()) for one in token.split(",")):
        yield Finding(about, "ill", "is none: Twilio's are 32 hexadecimal digits", put)
    else:
        yield Finding(about, "well", "is set")


def _stack(account: Account, region: str, name: str) -> Mapping[str, str]:
    """Its outputs; none where it is not, or may not be read."""
    try:
        found = account.stack(region, name)
    except Denied:
        return {}
    return found[1] if found else {}


def outputs(stage: Stage, region: str, account: Account) -> Mapping[str, str]:
    """What the stacks of a region say of themselves."""
    return {
        key: value
        for part in ("data", "handler", "functions")
        for key, value in _stack(account, region, stack_name(stage, region, part)).items()
    }


def secret(account: Account, region: str, arn: str) -> str | None:
    """None where it cannot be read."""
    try:
        return account.secret(region, arn)
    except Denied:
        return None


def keys(stage: Stage, region: str, account: Account) -> dict[str, str]:
    """What the providers' secrets of a stage hold, by the names of docs/providers.md. Values that are none are left out."""
    found: dict[str, str] = {}
    if stage.providers_secret_arn:
        try:
            held = json.loads(secret(account, region, stage.providers_secret_arn) or "{}")
            found |= {str(name): str(value) for name, value in held.items()}
        except (ValueError, AttributeError):
            pass
    if stage.openai_secret_arn and (key := secret(account, region, stage.openai_secret_arn)):
        found["OPENAI_API_KEY"] = key
    if stage.openai_base_url:
        found["OPENAI_BASE_URL"] = stage.openai_base_url
    if stage.pinecone_secret_arn and (key := secret(account, region, stage.pinecone_secret_arn)):
        found["PINECONE_API_KEY"] = key
    return found
