"""The apology at the edge: what callers hear when a region is gone, answered by CloudFront itself.

Twilio ──POST──▶ CloudFront ─ function ─▶ TwiML; no region, no Lambda, no table, no secret behind it
"""

import json

from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from constructs import Construct

from infra_cdk.reviewed import reviewed
from receptionist.adapters.twilio import fallback

THANKS = "/thanks"
NOWHERE = "origin.invalid"
"""Never asked: the function answers first (RFC 6761)."""
_SCRIPT = """var documents = %s;
function handler(event) {
  var document = documents[event.request.uri] || documents['/'];
  return {
    statusCode: 200,
    statusDescription: 'OK',
    headers: {'content-type': {value: 'text/xml; charset=utf-8'}, 'cache-control': {value: 'no-store'}},
    body: {encoding: 'text', data: document}
  };
}
"""


def script(told: str) -> str:
    """The function's source (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html).
    `told`: who hears of recordings."""
    documents = {"/": fallback.apology(thanks=THANKS, told=told), THANKS: fallback.thanks()}
    return _SCRIPT % json.dumps(documents)


class Apology(Construct):
    """`url`: for a number's voice fallback."""

    def __init__(self, scope: Construct, name: str, *, told: str) -> None:
        super().__init__(scope, name)
        answers = cloudfront.Function(
            self,
            "Answers",
            code=cloudfront.FunctionCode.from_inline(script(told)),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        edge = cloudfront.Distribution(
            self,
            "Edge",
            comment="What callers hear when nothing else answers",
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.HttpOrigin(NOWHERE),
                allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
                cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
                function_associations=[
                    cloudfront.FunctionAssociation(
                        function=answers, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
                    )
                ],
            ),
        )
        for rule, reason in (
            ("AwsSolutions-CFR1", "callers may be anywhere"),
            ("AwsSolutions-CFR2", "two fixed texts, the same for everybody"),
            (
                "AwsSolutions-CFR3",
                "nothing of a caller is in a request but what Twilio has, and nothing is done with it",
            ),
            ("AwsSolutions-CFR4", "CloudFront's own certificate fixes the protocol"),
            ("AwsSolutions-CFR5", "there is no origin"),
        ):
            reviewed(edge, rule, reason)
        self.url = f"https://{edge.distribution_domain_name}/"
