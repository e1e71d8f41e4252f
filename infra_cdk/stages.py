"""Sizes and places as data. A stage is chosen by context: `cdk deploy --all -c stage=prod`."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any

from receptionist.errors import Misconfigured

NO_ACCOUNT = "AC" + "0" * 32
"""Stands for the Twilio account until it is told: every webhook is refused then."""
MINDS = r"(local|openai)(,(local|openai))*"
"""As the stream handler's MIND takes them."""
NAMES = r"[a-z0-9][a-z0-9_.-]*(,[a-z0-9][a-z0-9_.-]*)*"
"""As its EARS and MOUTH do."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Fields of type str can be given as context, too: `-c domain=example.com`."""

    name: str
    regions: str = "us-east-1"
    """AWS regions, comma-separated; the first has the table. Twilio's US1 is nearest to us-east-1, IE1 to eu-west-1."""
    twilio_account_sid: str = NO_ACCOUNT
    domain: str = ""
    """Of a hosted zone, with a certificate for `*.domain`. Empty: media comes through a CloudFront name."""
    hosted_zone_id: str = ""
    certificate_arn: str = ""
    google_calendar_secret_arn: str = ""
    """Secret with `{"client_id": ..., "client_secret": ...}` of a Google OAuth client, in each region; empty: no calendars are
    connected."""
    health_providers: str = ""
    """With whom there is an agreement about patients' data; once set, nothing starts with anybody else. Empty: no patients."""
    pinecone_host: str = ""
    """Of an index with 1,024 dimensions and cosine; empty: no vector store, and handlers keep meanings in memory."""
    pinecone_secret_arn: str = ""
    """Secret with its key, in each region."""
    mind: str = "local"
    """Who understands callers: `local`, or `local,openai` to ask a language model where local is not sure."""
    openai_secret_arn: str = ""
    """Secret with its key, in each region; needed where `mind` names openai."""
    openai_base_url: str = ""
    """Another service that speaks one of OpenAI's protocols; empty: OpenAI itself."""
    openai_model: str = ""
    """Empty: the adapter's own choice."""
    openai_api: str = "responses"
    """Which of the protocols: `responses`, or `chat` (Chat Completions)."""
    ears: str = "local"
    """Who hears callers, in order, comma-separated: docs/providers.md."""
    mouth: str = "local"
    """Who speaks, likewise."""
    providers_secret_arn: str = ""
    """Secret with a JSON object of the keys and voices they need, in each region; needed where one of them is not `local`."""
    lambda_arch: str = "arm64"
    lambda_python: str = "3.13"
    handler_arch: str = "arm64"
    """Its image is built for it: on a machine of the other kind Docker needs emulation (binfmt)."""
    handler_image: str = ""
    """A ready image of the stream handler, by digest; empty: built from the Dockerfile at deployment."""
    alarm_email: str = ""
    """Who is told when callers are not served."""
    tasks: int = 1
    """Stream handlers running at least."""
    most_tasks: int = 2
    task_cpu: int = 2048
    """1024 is one vCPU. Local recogniser and voice take about 0.2 of one per call."""
    task_memory_mib: int = 4096
    calls_per_task: int = 8
    goodbye_s: int = 120
    """Between a handler's last new call and its SIGTERM: what is over by then need not be given away. 3600 at most."""
    cache_node: str = "cache.t4g.micro"
    """Two of them. Live audio that is listened to passes through; what is kept is small."""
    log_days: int = 7
    recording_days: int = 30
    keep_data: bool = False
    """Table and recordings outlive the stack."""

    @property
    def every_region(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.regions.split(","))

    @property
    def home_region(self) -> str:
        """Has the table; the others have replicas of it. Home of businesses that name none."""
        return self.every_region[0]

    @property
    def table_name(self) -> str | None:
        """Where there are replicas: the same in all regions. None: CloudFormation's choice."""
        return f"firstring-{self.name}" if len(self.every_region) > 1 else None


STAGES = {
    "dev": Stage("dev"),
    "prod": Stage("prod", tasks=2, most_tasks=20, task_cpu=4096, task_memory_mib=8192, calls_per_task=16, goodbye_s=900, log_days=30, keep_data=True),
}  # fmt: skip


def stage_named(name: str, **told: str | None) -> Stage:
    """The stage, with what the operator tells in place of its texts. Raises Misconfigured."""
    if name not in STAGES:
        raise Misconfigured(f"stage {name!r} is not one of {', '.join(STAGES)}")
    chosen: dict[str, Any] = {key: value for key, value in told.items() if value and key in texts()}
    stage = replace(STAGES[name], **chosen)
    own = (stage.domain, stage.hosted_zone_id, stage.certificate_arn)
    if any(own) and not all(own):
        raise Misconfigured("an own domain needs domain, hosted_zone_id and certificate_arn together")
    if any(own) and f":{stage.regions}:" not in stage.certificate_arn:
        raise Misconfigured(
            f"the certificate is not one of {stage.regions}: deploy each region by itself, with -c regions=..."
        )
    if not re.fullmatch(MINDS, stage.mind):
        raise Misconfigured(f"mind {stage.mind!r} is not of local and openai, comma-separated")
    if "openai" in stage.mind and not stage.openai_secret_arn:
        raise Misconfigured("mind names openai: openai_secret_arn says where its key is")
    if stage.openai_api not in ("responses", "chat"):
        raise Misconfigured(f"openai_api {stage.openai_api!r} is neither responses nor chat")
    for field, names in (("ears", stage.ears), ("mouth", stage.mouth)):
        if not re.fullmatch(NAMES, names):
            raise Misconfigured(f"{field} {names!r} is no list of names, comma-separated")
        if set(names.split(",")) != {"local"} and not stage.providers_secret_arn:
            raise Misconfigured(f"{field} names {names}: providers_secret_arn says where their keys are")
    for field, arch in (("lambda_arch", stage.lambda_arch), ("handler_arch", stage.handler_arch)):
        if arch not in ("arm64", "x86_64"):
            raise Misconfigured(f"{field} {arch!r} is neither arm64 nor x86_64")
    return stage


def texts() -> tuple[str, ...]:
    """Names an operator may give as context."""
    return tuple(field.name for field in fields(Stage) if field.type is str and field.name != "name")
