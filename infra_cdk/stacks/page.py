"""The dashboard: its files, and one address for them, the region's API and the region's sockets.

browser ──▶ CloudFront ─┬─ /            bucket, private
                        ├─ /api/*       HTTP API
                        └─ /live, /listen/*   load balancer ─▶ stream_handler

One origin for all, so that the session's cookie is the page's own and nothing is allowed across sites.
"""

from typing import Any
from urllib.parse import urlsplit

from aws_cdk import CfnOutput, Duration, Fn, RemovalPolicy, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as route53_targets
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra_cdk.kept import log_group
from infra_cdk.page_files import page_source, script_hashes
from infra_cdk.places import EDGE_REGION
from infra_cdk.reviewed import reviewed
from infra_cdk.shield import AT_THE_EDGE, Shield
from infra_cdk.stacks.functions import FunctionsStack, hosted_zone, own_name
from infra_cdk.stacks.handler import HandlerStack
from infra_cdk.stages import Stage
from receptionist.accounts.passes import PAGE_HOST

SOCKETS = ("/live", "/listen/*")
INDEX = "index.html"
BUCKET_ACTIONS = ("GetObject", "GetBucket", "List", "DeleteObject", "Abort")
A_YEAR = Duration.days(365)
_NAME_THE_PAGE = """function handler(event) {
  var request = event.request;
  request.headers['%s'] = {value: request.headers.host.value};
  return request;
}
"""
"""Behind CloudFront an origin sees its own name as the host; by this one it knows a page of ours (receptionist/accounts/passes.py)."""


def page_name(stage: Stage, region: str) -> str:
    """Empty: CloudFront's own, for want of a domain or of a certificate where CloudFront looks for it."""
    return f"page-{region}.{stage.domain}" if stage.domain and stage.certificate(EDGE_REGION) else ""


class PageStack(Stack):
    """`region_`: whose API and sockets it shows."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        region_: str,
        functions: FunctionsStack,
        handler: HandlerStack,
        **rest: Any,
    ) -> None:
        super().__init__(scope, name, **rest)
        files = s3.Bucket(
            self,
            "Files",
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            removal_policy=RemovalPolicy.DESTROY,
        )
        reviewed(files, "AwsSolutions-S1", "the page's own files, the same for everybody; made anew by each deployment")
        own = page_name(stage, region_)
        shield = (
            Shield(self, "Shield", scope=AT_THE_EDGE, about="the dashboard") if stage.shield and self._at_edge else None
        )
        page = cloudfront.Distribution(
            self,
            "Page",
            comment=f"Firstring {stage.name}: the dashboard of {region_}",
            default_root_object=INDEX,
            domain_names=[own] if own else None,
            certificate=self._certificate(stage) if own else None,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021 if own else None,
            web_acl_id=shield.arn if shield else None,
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(files),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                response_headers_policy=self._headers(handler.stream_url),
            ),
            additional_behaviors=self._behind(stage, region_, functions, handler),
        )
        for rule, reason in (
            ("AwsSolutions-CFR1", "a front desk may be anywhere"),
            ("AwsSolutions-CFR2", "dev has no rules in front; prod has, where CloudFront looks for them"),
            ("AwsSolutions-CFR3", "what is asked of the API and the sockets is in their own access logs"),
            ("AwsSolutions-CFR4", "CloudFront's own certificate fixes the protocol; an own domain brings its own"),
        ):
            reviewed(page, rule, reason)
        self._logs = log_group(self, "Logs", stage.log_days)
        self._deploy(files, page)
        if own:
            target = route53.RecordTarget.from_alias(route53_targets.CloudFrontTarget(page))
            route53.ARecord(self, "Name", zone=hosted_zone(self, stage), record_name=own, target=target)
        CfnOutput(self, "Dashboard", value=f"https://{own or page.distribution_domain_name}")

    @property
    def _at_edge(self) -> bool:
        return self.region == EDGE_REGION

    def _certificate(self, stage: Stage) -> acm.ICertificate:
        return acm.Certificate.from_certificate_arn(self, "Certificate", stage.certificate(EDGE_REGION))

    def _headers(self, stream_url: str) -> cloudfront.ResponseHeadersPolicy:
        """Scripts are ours alone, in index.html by their hashes; sound of a call from the browser goes to the handlers' own address."""
        stream = Fn.select(2, Fn.split("/", stream_url))
        policy = (
            f"default-src 'none'; script-src 'self' {' '.join(script_hashes())}; style-src 'self' 'unsafe-inline'; "
            "font-src 'self'; worker-src 'self'; "
            f"img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self' wss://{stream}; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        behavior = cloudfront.ResponseHeadersContentSecurityPolicy(content_security_policy=policy, override=True)
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=behavior,
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=A_YEAR, include_subdomains=False, override=True
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(
                        header="Permissions-Policy",
                        value="microphone=(self), camera=(), geolocation=(), payment=()",
                        override=True,
                    )
                ]
            ),
        )

    def _behind(
        self, stage: Stage, region: str, functions: FunctionsStack, handler: HandlerStack
    ) -> dict[str, cloudfront.BehaviorOptions]:
        api = own_name(stage, region) if stage.domain else Fn.select(2, Fn.split("/", functions.origin))
        named = cloudfront.Function(
            self,
            "NameThePage",
            code=cloudfront.FunctionCode.from_inline(_NAME_THE_PAGE % PAGE_HOST),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        passed_on: dict[str, Any] = {
            "cache_policy": cloudfront.CachePolicy.CACHING_DISABLED,
            "origin_request_policy": cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            "viewer_protocol_policy": cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            "function_associations": [
                cloudfront.FunctionAssociation(function=named, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST)
            ],
        }
        sockets = cloudfront.BehaviorOptions(
            origin=self._sockets(stage, handler), allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD, **passed_on
        )
        asked = cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(api, protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY),
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            **passed_on,
        )
        return {"/api/*": asked, **dict.fromkeys(SOCKETS, sockets)}

    def _sockets(self, stage: Stage, handler: HandlerStack) -> cloudfront.IOrigin:
        if stage.domain:
            host = str(urlsplit(handler.stream_url).hostname)
            return origins.HttpOrigin(host, protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY)
        return origins.VpcOrigin.with_application_load_balancer(
            handler.balancer, protocol_policy=cloudfront.OriginProtocolPolicy.HTTP_ONLY, http_port=80
        )

    def _deploy(self, files: s3.Bucket, page: cloudfront.Distribution) -> None:
        """Names of assets change with what is in them: kept for good. Only the index is asked for anew each time; it comes
        last, when what it names is there. Old assets stay for pages that are open."""
        told: dict[str, Any] = {
            "sources": [page_source()],
            "destination_bucket": files,
            "prune": False,
            "retain_on_delete": False,
            "log_group": self._logs,
        }
        kept = deployment.BucketDeployment(
            self,
            "Assets",
            exclude=[INDEX],
            cache_control=[deployment.CacheControl.max_age(A_YEAR), deployment.CacheControl.immutable()],
            **told,
        )
        index = deployment.BucketDeployment(
            self,
            "Index",
            exclude=["*"],
            include=[INDEX],
            cache_control=[deployment.CacheControl.no_cache()],
            distribution=page,
            distribution_paths=["/", f"/{INDEX}"],
            **told,
        )
        index.node.add_dependency(kept)
        self._review_copier()

    def _review_copier(self) -> None:
        """The CDK's own function that copies the files, which nothing but CloudFormation calls."""
        (copier,) = (one for one in self.node.children if one.node.id.startswith("Custom::CDKBucketDeployment"))
        assets = f"arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-{self.region}"
        for rule, reason in (
            ("IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]", "its logs"),
            *((f"IAM5[Action::s3:{action}*]", "the CDK's grant on two buckets") for action in BUCKET_ACTIONS),
            ("IAM5[Resource::<Files8E6940B8.Arn>/*]", "every file of the page"),
            (f"IAM5[Resource::{assets}/*]", "the files as they were uploaded, by names that are hashes"),
            ("IAM5[Resource::*]", "invalidations have no name to be limited to when the role is made"),
            ("L1", "the runtime the CDK tests it with"),
        ):
            reviewed(copier, f"AwsSolutions-{rule}", reason)
