"""Sizes, limits, retention and places as data. A stage is chosen by context: `cdk deploy --all -c stage=prod`."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any
from zoneinfo import available_timezones

from infra_cdk.places import EDGE_REGION, twilio_near
from receptionist.errors import Misconfigured

NO_ACCOUNT = "AC" + "0" * 32
"""Stands for the Twilio account until it is told: every webhook is refused then."""
MINDS = r"(local|openai)(,(local|openai))*"
"""As the stream handler's MIND takes them."""
HOURS = r"([01][0-9]|2[0-3])-([01][0-9]|2[0-4])"
"""Of a day: `07-20`."""
KEPT_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731)
"""For so long CloudWatch can keep logs:
https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""
NAMES = r"[a-z0-9][a-z0-9_.-]*(,[a-z0-9][a-z0-9_.-]*)*"
"""As its EARS and MOUTH do."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Every field but the name and `keep_data` can be given as context, too: `-c domain=example.com -c tasks=4`."""

    name: str
    regions: str = "us-east-1"
    """AWS regions, comma-separated; the first has the table. Which of Twilio's is near each: infra_cdk/places.py."""
    twilio_account_sid: str = NO_ACCOUNT
    domain: str = ""
    """Of a hosted zone, with a certificate for `*.domain`. Empty: media comes through a CloudFront name."""
    hosted_zone_id: str = ""
    certificate_arn: str = ""
    """One for each region, in it, comma-separated."""
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
    snapshots: str = ""
    """Functions that start from a snapshot of themselves (SnapStart), comma-separated; each is paid for while it is kept. Empty: none."""
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
    slots_in_use: int = 70
    """Per cent of the slots that calls may have before more handlers start; the rest is for those who ring meanwhile."""
    most_calls: int = 0
    """At once in a region, of all businesses; 0: as many as its handlers have slots."""
    goodbye_s: int = 120
    """Between a handler's last new call and its SIGTERM: what is over by then need not be given away. 3600 at most."""
    cache_node: str = "cache.t4g.micro"
    """Two of them. Live audio that is listened to passes through; what is kept is small."""
    gateways: int = 1
    """NAT gateways; with one for each zone the loss of a zone leaves the other its way out."""
    busy_hours: str = ""
    """When callers are known to ring, as `07-20` in `busy_timezone`, every day; then `busy_tasks` run at least. Empty: never."""
    busy_timezone: str = "UTC"
    busy_tasks: int = 0
    requests_per_s: int = 50
    """Through the HTTP API, all callers together; a call takes four or five. Twice as many in one burst."""
    canary_minutes: int = 15
    """Between two calls of the canary, which rings the deployment as Twilio does; 0: none."""
    shield: int = 0
    """1: a web application firewall before the dashboard, and before the handlers where they have a public address."""
    log_days: int = 7
    recording_days: int = 30
    backup_days: int = 0
    """How long daily backups of the table are kept, beside the 35 days of point-in-time recovery; 0: none are made."""
    keep_data: bool = False
    """Table and recordings outlive the stack."""

    @property
    def every_region(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.regions.split(","))

    @property
    def home_region(self) -> str:
        """Has the table; the others have replicas of it. Home of businesses that name none."""
        return self.every_region[0]

    def certificate(self, region: str) -> str:
        """The one that is in `region`; empty without an own domain."""
        mine = (arn.strip() for arn in self.certificate_arn.split(","))
        return next((arn for arn in mine if f":{region}:" in arn), "")

    def next_region(self, region: str) -> str:
        """Who answers where `region` does not; itself where there is no other."""
        every = self.every_region
        return every[(every.index(region) + 1) % len(every)]

    def page_region(self, region: str) -> str:
        """Where the stack of `region`'s page is: CloudFront's certificates and firewalls are in one region only."""
        return EDGE_REGION if self.domain else region

    @property
    def every_snapshot(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.snapshots.split(",") if part.strip())

    @property
    def own_speech(self) -> bool:
        """Whether callers are heard or spoken to by models in the handler's own image."""
        return "local" in {*self.ears.split(","), *self.mouth.split(",")}

    @property
    def handlers(self) -> str:
        """Name of the cluster and of the service in it, in every region."""
        return f"firstring-{self.name}"

    @property
    def rescuer(self) -> str:
        """Name of the function that has the carrier ask again for lost calls, in every region: handlers run it."""
        return f"firstring-{self.name}-rescue"

    @property
    def table_name(self) -> str | None:
        """Where there are replicas: the same in all regions. None: CloudFormation's choice."""
        return f"firstring-{self.name}" if len(self.every_region) > 1 else None


STAGES = {
    "dev": Stage("dev"),
    "prod": Stage(
        "prod",
        tasks=2,
        most_tasks=20,
        task_cpu=4096,
        task_memory_mib=8192,
        calls_per_task=16,
        goodbye_s=900,
        gateways=2,
        requests_per_s=500,
        snapshots="call_setup",
        canary_minutes=1,
        shield=1,
        log_days=30,
        backup_days=35,
        keep_data=True,
    ),
}


def stage_named(name: str, **told: str | int | None) -> Stage:
    """The stage, with what the operator tells in place of its own values. Raises Misconfigured."""
    if name not in STAGES:
        raise Misconfigured(f"stage {name!r} is not one of {', '.join(STAGES)}")
    chosen: dict[str, Any] = {key: _read(key, value) for key, value in told.items() if value and key in settable()}
    stage = replace(STAGES[name], **chosen)
    _check_places(stage)
    _check_sizes(stage)
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


def settable() -> tuple[str, ...]:
    """Names an operator may give as context."""
    return tuple(field.name for field in fields(Stage) if field.type in (str, int) and field.name != "name")


def _read(name: str, value: str | int) -> str | int:
    kind = next(field.type for field in fields(Stage) if field.name == name)
    if kind is str:
        return str(value)
    if not str(value).isdecimal():
        raise Misconfigured(f"{name} {value!r} is no whole number")
    return int(value)


def _check_places(stage: Stage) -> None:
    every = stage.every_region
    if len(set(every)) != len(every):
        raise Misconfigured(f"regions {stage.regions!r} names one twice")
    for region in every:
        twilio_near(region)
    own = (stage.domain, stage.hosted_zone_id, stage.certificate_arn)
    if any(own) and not all(own):
        raise Misconfigured("an own domain needs domain, hosted_zone_id and certificate_arn together")
    if missing := [region for region in every if any(own) and not stage.certificate(region)]:
        raise Misconfigured(
            f"certificate_arn names no certificate in {', '.join(missing)}: one for each region, by commas"
        )


def _check_sizes(stage: Stage) -> None:
    if not 1 <= stage.tasks <= stage.most_tasks:
        raise Misconfigured(f"tasks {stage.tasks} is not from 1 to most_tasks, {stage.most_tasks}")
    if stage.log_days not in KEPT_DAYS:
        raise Misconfigured(f"log_days {stage.log_days} is none of {', '.join(map(str, KEPT_DAYS))}")
    if not 10 <= stage.slots_in_use <= 95:
        raise Misconfigured(f"slots_in_use {stage.slots_in_use} is not from 10 to 95 per cent")
    if not 0 <= stage.goodbye_s <= 3600:
        raise Misconfigured(f"goodbye_s {stage.goodbye_s} is not from 0 to 3600")
    if stage.gateways not in (1, 2):
        raise Misconfigured(f"gateways {stage.gateways} is neither 1 nor 2, one for each zone")
    if stage.shield not in (0, 1):
        raise Misconfigured(f"shield {stage.shield} is neither 0 nor 1")
    if stage.canary_minutes > 60:
        raise Misconfigured(f"canary_minutes {stage.canary_minutes} is above 60")
    if stage.busy_hours and not re.fullmatch(HOURS, stage.busy_hours):
        raise Misconfigured(f"busy_hours {stage.busy_hours!r} is not as 07-20")
    if bool(stage.busy_hours) != bool(stage.busy_tasks):
        raise Misconfigured(
            "busy_hours and busy_tasks go together: when callers ring, and how many handlers are there then"
        )
    if stage.busy_tasks > stage.most_tasks:
        raise Misconfigured(f"busy_tasks {stage.busy_tasks} is above most_tasks, {stage.most_tasks}")
    if stage.busy_timezone not in available_timezones():
        raise Misconfigured(f"busy_timezone {stage.busy_timezone!r} is no IANA time zone")
