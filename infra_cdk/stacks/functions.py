"""The Lambda functions, and the HTTP API that Twilio and integrations reach them by."""

import json
from typing import Any

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_logs as logs
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as route53_targets
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra_cdk import rights
from infra_cdk.bundling import functions_code
from infra_cdk.kept import log_group
from infra_cdk.places import twilio_near
from infra_cdk.reviewed import reviewed
from infra_cdk.stacks.apology import Apology
from infra_cdk.stacks.data import DataStack
from infra_cdk.stages import Stage
from receptionist.errors import Misconfigured

POST, ANY = apigateway.HttpMethod.POST, apigateway.HttpMethod.ANY
GET, HEAD, PATCH = apigateway.HttpMethod.GET, apigateway.HttpMethod.HEAD, apigateway.HttpMethod.PATCH
API = "/api/v1"
BUSINESS = f"{API}/businesses/{{business}}"
WEBHOOKS = {"call_setup": ("/voice/{step}",), "sms": ("/sms/{step}",)}
"""Anybody may send them; who has not signed gets 403 from the function."""
PRIVATE = {
    "accounts": (
        f"{API}/session",
        f"{API}/me",
        f"{API}/board",
        f"{API}/me/{{proxy+}}",
        f"{API}/invitations/{{proxy+}}",
        f"{BUSINESS}/audit",
        *(f"{BUSINESS}/{what}{rest}" for what in ("members", "invitations", "keys") for rest in ("", "/{proxy+}")),
    ),
    "bookings": (
        *(f"{BUSINESS}/{what}" for what in ("places", "out-of-place", "schedules", "exports/{proxy+}")),
        *(
            f"{BUSINESS}/{what}{rest}"
            for what in (
                "slots",
                "holds",
                "bookings",
                "waitlist",
                "customers",
                "texts",
                "erasures",
                "resources",
                "special-days",
            )
            for rest in ("", "/{proxy+}")
        ),
    ),
    "calendars": (
        *(f"{BUSINESS}/{what}{rest}" for what in ("feeds", "calendars") for rest in ("", "/{proxy+}")),
        f"{BUSINESS}/imports",
    ),
    "knowledge": (f"{BUSINESS}/knowledge/{{proxy+}}",),
    "numbers": (f"{BUSINESS}/text-registration", *(f"{BUSINESS}/numbers{rest}" for rest in ("", "/{proxy+}"))),
    "definitions": (
        f"{API}/packs",
        f"{BUSINESS}/definition",
        f"{BUSINESS}/quality",
        f"{BUSINESS}/definition/{{proxy+}}",
        *(f"{BUSINESS}/{what}{rest}" for what in ("draft", "versions", "overlays") for rest in ("", "/{proxy+}")),
    ),
    "wording": tuple(f"{BUSINESS}/wording{rest}" for rest in ("", "/{proxy+}")),
    "dashboard_api": (f"{API}/openapi.json", f"{API}/businesses", BUSINESS, f"{BUSINESS}/{{proxy+}}"),
}
"""Anybody may ask; the function tells who it is by a session, a key or a token of the pool, and gives the others nothing. Not an
authorizer of the gateway: it knows neither sessions nor keys, and nobody's roles."""
CHANGED = {"definitions": BUSINESS}
"""What a PATCH of these paths is for; whatever else is asked of them is for the function that lists them. The gateway takes a route with
the method before one for any: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html"""
OPEN = {"calendars": "/calendars/{proxy+}"}
"""To be read by whoever has the secret address of a feed, or brings a consent back from Google."""
FOR_PACKAGES = {"PYDANTIC_DISABLE_PLUGINS": "true"}
"""Read by a package, not by us. There are no plugins of Pydantic's to look for in every package's metadata at each start."""
KNOW_GOOGLE = ("calendars", "errands")
"""May read the secret of the OAuth client, where there is one."""
KNOW_PINECONE = ("definitions", "knowledge", "bookings", "errands", "sms")
"""May read the key of the vector store: what changes the knowledge, erases customers, remembers calls and answers texts."""
KNOW_TWILIO = ("call_setup", "sms", "outbox", "rescue", "numbers", "canary")
"""May read the account's token: who checks what Twilio signed or signs likewise, sends texts, and asks for calls and numbers."""
KNOW_STREAM_KEYS = ("call_setup", "dashboard_api")
"""May read the keys by which handlers let somebody in: who leads callers there, and colleagues who listen."""
ACCESS = json.dumps(
    {key: f"$context.{key}" for key in ("requestId", "routeKey", "status", "responseLength", "integrationLatency")}
)
"""Neither address nor path parameters: they tell who called."""
CHORES = {
    "rescue": "functions.call_setup.rescue_handler.handler",
    "outbox": "functions.sms.outbox_handler.handler",
    "errands": "functions.errands.handler.handler",
    "capacity": "functions.capacity.handler.handler",
}
"""On a schedule."""
WOKEN_BY: dict[str, dict[str, Any]] = {
    "outbox": {"dynamodb": {"NewImage": {"kind": {"S": ["text"]}}}},
    "errands": {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": ["errand"]}}}},
}
"""Also by these events of the table's stream. Two is the most that may read it:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html"""


def own_name(stage: Stage, region: str) -> str:
    """Of the API in one region."""
    return f"phone-{region}.{stage.domain}"


def shared_name(stage: Stage) -> str:
    """Of the APIs of all regions; DNS gives the nearest whose canary is well."""
    return f"phone.{stage.domain}"


def hosted_zone(scope: Construct, stage: Stage) -> route53.IHostedZone:
    return route53.HostedZone.from_hosted_zone_attributes(
        scope, "Zone", hosted_zone_id=stage.hosted_zone_id, zone_name=stage.domain
    )


def alias(domain: apigateway.DomainName) -> route53.RecordTarget:
    return route53.RecordTarget.from_alias(
        route53_targets.ApiGatewayv2DomainProperties(domain.regional_domain_name, domain.regional_hosted_zone_id)
    )


class FunctionsStack(Stack):
    """`functions` and their `logs` by their names, `api`, `origin`: where the API answers, `shared`: the name all regions answer to, if they do."""

    def __init__(
        self, scope: Construct, name: str, *, stage: Stage, data: DataStack, stream_url: str, **rest: Any
    ) -> None:
        super().__init__(scope, name, **rest)
        api = apigateway.HttpApi(self, "Api", api_name=f"firstring-{stage.name}", create_default_stage=False)
        self.api = api
        self.functions: dict[str, lambda_.Function] = {}
        self.logs: dict[str, logs.ILogGroup] = {}
        self.shared: apigateway.DomainName | None = None
        self.origin = self._named(stage, api)
        self._apology = Apology(self, "Apology", told=f"{self.origin}/voice/after?then=recorded")
        self._stage = stage
        self._data = data
        self._code = functions_code(stage.lambda_arch, stage.lambda_python)
        lines = self._webhook_addresses(stage)
        self._environment = {
            "PUBLIC_URL": ",".join((self.origin, *self._others(stage))),
            "STREAM_URL": stream_url,
            "WEBHOOK_ORIGIN": lines["VoiceIncoming"].removesuffix("/voice/incoming"),
            "VOICE_FALLBACK_URL": lines["VoiceFallback"],
            "TABLE_NAME": data.table.table_name,
            "HOME_REGION": stage.home_region,
            "BUCKET": data.recordings.bucket_name,
            "TWILIO_ACCOUNT_SID": stage.twilio_account_sid,
            "COGNITO_ISSUER": f"https://cognito-idp.{self.region}.amazonaws.com/{data.people.user_pool_id}",
            "COGNITO_CLIENT_ID": data.page_client.user_pool_client_id,
            "GOOGLE_CALENDAR_SECRET_ARN": stage.google_calendar_secret_arn,
            "HEALTH_PROVIDERS": stage.health_providers,
            "MOST_CALLS": str(stage.most_calls or ""),
            "HANDLERS_CLUSTER": stage.handlers,
            "HANDLERS_SERVICE": stage.handlers,
            "PINECONE_HOST": stage.pinecone_host,
            "PINECONE_SECRET_ARN": stage.pinecone_secret_arn,
        }
        self._google = (
            secretsmanager.Secret.from_secret_complete_arn(self, "GoogleCalendar", stage.google_calendar_secret_arn)
            if stage.google_calendar_secret_arn
            else None
        )
        self._pinecone = (
            secretsmanager.Secret.from_secret_complete_arn(self, "Pinecone", stage.pinecone_secret_arn)
            if stage.pinecone_secret_arn
            else None
        )
        if unknown := set(stage.every_snapshot) - {*WEBHOOKS, *PRIVATE}:
            raise Misconfigured(
                f"snapshots names {', '.join(sorted(unknown))}: only {', '.join({**WEBHOOKS, **PRIVATE})} can have one"
            )
        self._webhooks(api)
        self._private(api)
        self._chores()
        for label, address in lines.items():
            CfnOutput(self, label, value=address)

    def _named(self, stage: Stage, api: apigateway.HttpApi) -> str:
        """Where the API answers, over TLS; its default stage logs every request."""
        log = log_group(self, "Access", stage.log_days)
        default = apigateway.HttpStage(
            self,
            "Default",
            http_api=api,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(rate_limit=stage.requests_per_s, burst_limit=2 * stage.requests_per_s),
        )
        child = default.node.default_child
        assert isinstance(child, apigateway.CfnStage)
        child.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log.log_group_arn, format=ACCESS
        )
        if not stage.domain:
            return api.api_endpoint
        certificate = acm.Certificate.from_certificate_arn(self, "Certificate", stage.certificate(self.region))
        mine = own_name(stage, self.region)
        domain = self._mapped("Name", mine, certificate, default)
        zone = hosted_zone(self, stage)
        route53.ARecord(self, "Record", zone=zone, record_name=mine, target=alias(domain))
        if len(stage.every_region) > 1:
            self.shared = self._mapped("Shared", shared_name(stage), certificate, default)
        return f"https://{mine}"

    def _mapped(
        self, name: str, domain_name: str, certificate: acm.ICertificate, default: apigateway.HttpStage
    ) -> apigateway.DomainName:
        domain = apigateway.DomainName(self, name, domain_name=domain_name, certificate=certificate)
        apigateway.ApiMapping(self, f"{name}Mapping", api=self.api, domain_name=domain, stage=default)
        return domain

    def _others(self, stage: Stage) -> tuple[str, ...]:
        """Origins that Twilio may have signed besides our own: the other regions', the next one first, and the shared name."""
        if self.shared is None:
            return ()
        region, others = stage.next_region(self.region), []
        while region != self.region:
            others.append(f"https://{own_name(stage, region)}")
            region = stage.next_region(region)
        return (*others, f"https://{shared_name(stage)}")

    def _webhook_addresses(self, stage: Stage) -> dict[str, str]:
        """What a number is given. With several regions under one domain, who answers first is chosen by DNS, and the next region
        answers where that one does not; without, the fallback is words that need nothing of ours."""
        first, fallback = self.origin, self._apology.url
        if self.shared is not None:
            first = f"https://{shared_name(stage)}"
            fallback = f"https://{own_name(stage, stage.next_region(self.region))}/voice/incoming"
        return {
            "VoiceIncoming": f"{first}/voice/incoming",
            "VoiceFallback": fallback,
            "VoiceStatus": f"{first}/voice/status",
            "SmsIncoming": f"{first}/sms/incoming",
            "VoiceApology": self._apology.url,
            "Origin": self.origin,
            "TwilioRegion": twilio_near(self.region),
        }

    def _webhooks(self, api: apigateway.HttpApi) -> None:
        for name, paths in WEBHOOKS.items():
            function = self._served(name, f"functions.{name}.handler.handler")
            integration = integrations.HttpLambdaIntegration(f"{name}-integration", function)
            for path in paths:
                for route in api.add_routes(path=path, methods=[POST], integration=integration):
                    reviewed(route, "AwsSolutions-APIG4", "Twilio signs each request; the function refuses all others")

    def _private(self, api: apigateway.HttpApi) -> None:
        for name, paths in PRIVATE.items():
            function = self._served(name, f"functions.{name}.handler.handler")
            integration = integrations.HttpLambdaIntegration(f"{name}-integration", function)
            for path in paths:
                for route in api.add_routes(path=path, methods=[ANY], integration=integration):
                    reviewed(
                        route, "AwsSolutions-APIG4", "the function asks for a session, a key or a token of the pool"
                    )

            if name in CHANGED:
                for route in api.add_routes(path=CHANGED[name], methods=[PATCH], integration=integration):
                    reviewed(
                        route, "AwsSolutions-APIG4", "the function asks for a session, a key or a token of the pool"
                    )
            if name in OPEN:
                for route in api.add_routes(path=OPEN[name], methods=[GET, HEAD], integration=integration):
                    reviewed(route, "AwsSolutions-APIG4", "calendars know no login: the address is the secret")

    def _chores(self) -> None:
        each_minute = events.Schedule.rate(Duration.minutes(1))
        for name, handler in CHORES.items():
            function = self._function(name, handler)
            events.Rule(self, f"{name}-schedule", schedule=each_minute, targets=[targets.LambdaFunction(function)])
            if name in WOKEN_BY and self.region == self._stage.home_region:
                source = sources.DynamoEventSource(
                    self._data.table,
                    starting_position=lambda_.StartingPosition.LATEST,
                    batch_size=100,
                    retry_attempts=3,
                    filters=[lambda_.FilterCriteria.filter(WOKEN_BY[name])],
                )
                function.add_event_source(source)
                assert function.role is not None
                rights.streams(function.role, self._data)
        if self._stage.canary_minutes:
            every = events.Schedule.rate(Duration.minutes(self._stage.canary_minutes))
            canary = targets.LambdaFunction(
                self._function("canary", "functions.canary.handler.handler"), retry_attempts=0
            )
            events.Rule(self, "canary-schedule", schedule=every, targets=[canary])

    def _served(self, name: str, handler: str) -> lambda_.IFunction:
        """What answers requests: the function, or a version of it that starts from a snapshot (Python 3.12 and later)."""
        function = self._function(name, handler)
        if name not in self._stage.every_snapshot:
            return function
        return lambda_.Alias(self, f"{name}-live", alias_name="live", version=function.current_version)

    def _function(self, name: str, handler: str) -> lambda_.Function:
        """With rights to the one table and its own logs, and to the secrets it has a use for: it is told of no others."""
        stage, data = self._stage, self._data
        log = log_group(self, f"{name}-logs", stage.log_days)
        role = iam.Role(self, f"{name}-role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        function = lambda_.Function(
            self,
            name,
            function_name=stage.rescuer if name == "rescue" else None,
            code=self._code,
            handler=handler,
            role=role,
            runtime=lambda_.Runtime(
                f"python{stage.lambda_python}", lambda_.RuntimeFamily.PYTHON, supports_snap_start=True
            ),
            architecture=lambda_.Architecture.ARM_64 if stage.lambda_arch == "arm64" else lambda_.Architecture.X86_64,
            memory_size=1024,
            timeout=Duration.seconds(14),
            tracing=lambda_.Tracing.ACTIVE,
            snap_start=lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS if name in stage.every_snapshot else None,
            environment={**self._environment, **self._secrets(name), **FOR_PACKAGES, "POWERTOOLS_SERVICE_NAME": name},
            log_group=log,
        )
        log.grant_write(role)
        rights.table(role, data, name)
        if name == "dashboard_api":
            rights.recordings(role, data, "s3:GetObject", "s3:DeleteObject")
        elif name == "errands":
            rights.recordings(role, data, "s3:DeleteObject")
        elif name == "capacity":
            rights.handlers(role, stage)
        if name in KNOW_TWILIO:
            data.twilio_secret.grant_read(role)
        if name in KNOW_STREAM_KEYS:
            data.stream_key.grant_read(role)
        if name in KNOW_GOOGLE and self._google is not None:
            self._google.grant_read(role)
        if name in KNOW_PINECONE and self._pinecone is not None:
            self._pinecone.grant_read(role)
        reviewed(
            role, "AwsSolutions-IAM5[Resource::*]", "traces and the list of streams have no names to be limited to"
        )
        reviewed(function, "AwsSolutions-L1", "the version the lock file is resolved and tested for")
        self.functions[name] = function
        self.logs[name] = log
        return function

    def _secrets(self, name: str) -> dict[str, str]:
        data = self._data
        return {
            "TWILIO_SECRET_ARN": data.twilio_secret.secret_arn if name in KNOW_TWILIO else "",
            "STREAM_KEYS_SECRET_ARN": data.stream_key.secret_arn if name in KNOW_STREAM_KEYS else "",
        }
