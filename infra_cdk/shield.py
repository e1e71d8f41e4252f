"""Rules of the web application firewall, before a distribution or a load balancer.

The HTTP API cannot have any (https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html names what can): its
webhooks are signed, everything else asks for a pass, and its stage limits requests a second.
"""

from aws_cdk import aws_wafv2 as waf
from constructs import Construct

AT_THE_EDGE, IN_THE_REGION = "CLOUDFRONT", "REGIONAL"
SAMPLED_S = 300
MOST = 3000
"""Requests of one address in five minutes: a front desk of ten people behind one address stays far below."""
COUNTED = ("SizeRestrictions_BODY", "GenericRFI_BODY", "CrossSiteScripting_BODY")
"""Rules of the common set that only count: a definition or a document is longer than 8 KB, and has links and brackets in it."""


class Shield(Construct):
    """`arn`: of the rules. `spared`: a path whose requests are not counted by address."""

    def __init__(self, within: Construct, name: str, *, scope: str, about: str, spared: str = "") -> None:
        """`scope`: AT_THE_EDGE or IN_THE_REGION; the former can only be made in us-east-1."""
        super().__init__(within, name)
        rules = [
            _rule(0, "too-often", statement=_too_often(spared), action=waf.CfnWebACL.RuleActionProperty(block={})),
            _rule(1, "ill-famed", statement=_managed("AWSManagedRulesAmazonIpReputationList")),
            _rule(2, "known-bad", statement=_managed("AWSManagedRulesKnownBadInputsRuleSet")),
            _rule(3, "common", statement=_managed("AWSManagedRulesCommonRuleSet", counted=COUNTED)),
        ]
        acl = waf.CfnWebACL(
            self,
            "Rules",
            scope=scope,
            description=f"In front of {about}",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_seen(name),
            rules=rules,
        )
        self.arn = acl.attr_arn


def _too_often(spared: str) -> waf.CfnWebACL.StatementProperty:
    """By address. Twilio opens the sockets of all calls from few addresses: these are not counted."""
    narrowed = None
    if spared:
        at = waf.CfnWebACL.ByteMatchStatementProperty(
            field_to_match=waf.CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="STARTS_WITH",
            search_string=spared,
            text_transformations=[waf.CfnWebACL.TextTransformationProperty(priority=0, type="NONE")],
        )
        there = waf.CfnWebACL.StatementProperty(byte_match_statement=at)
        narrowed = waf.CfnWebACL.StatementProperty(not_statement=waf.CfnWebACL.NotStatementProperty(statement=there))
    counted = waf.CfnWebACL.RateBasedStatementProperty(
        limit=MOST, aggregate_key_type="IP", evaluation_window_sec=SAMPLED_S, scope_down_statement=narrowed
    )
    return waf.CfnWebACL.StatementProperty(rate_based_statement=counted)


def _managed(group: str, counted: tuple[str, ...] = ()) -> waf.CfnWebACL.StatementProperty:
    count = waf.CfnWebACL.RuleActionProperty(count={})
    return waf.CfnWebACL.StatementProperty(
        managed_rule_group_statement=waf.CfnWebACL.ManagedRuleGroupStatementProperty(
            vendor_name="AWS",
            name=group,
            rule_action_overrides=[
                waf.CfnWebACL.RuleActionOverrideProperty(name=rule, action_to_use=count) for rule in counted
            ]
            or None,
        )
    )


def _rule(
    priority: int,
    name: str,
    *,
    statement: waf.CfnWebACL.StatementProperty,
    action: waf.CfnWebACL.RuleActionProperty | None = None,
) -> waf.CfnWebACL.RuleProperty:
    return waf.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        statement=statement,
        action=action,
        override_action=None if action else waf.CfnWebACL.OverrideActionProperty(none={}),
        visibility_config=_seen(name),
    )


def _seen(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    """No samples: they would hold addresses and headers of people."""
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )
