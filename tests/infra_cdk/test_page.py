"""The dashboard in the cloud: one origin, its headers, who is let through, and the rules before it."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra_cdk.page_files import BUILT_FROM, DASHBOARD, build, script_hashes
from infra_cdk.prices import FIREWALL_RULES, firewalls
from infra_cdk.stacks.page import SOCKETS
from infra_cdk.stages import stage_named
from receptionist.accounts.passes import PAGE_HOST
from tests.infra_cdk.conftest import REGIONS, Templates
from tests.infra_cdk.test_stacks import of_type

pytestmark = [pytest.mark.aws, pytest.mark.timeout(180)]

OWN_DOMAIN = {
    "domain": "example.com",
    "hosted_zone_id": "Z1",
    "certificate_arn": "arn:aws:acm:us-east-1:000000000000:certificate/1",
}


def page(template: dict[str, Any]) -> dict[str, Any]:
    (found,) = of_type(template, "AWS::CloudFront::Distribution")
    return dict(found["DistributionConfig"])


def test_files_api_and_sockets_have_one_address(templates: Templates, production: dict[str, Templates]) -> None:
    for found in (templates["page"], production["us-east-1"]["page"], production["eu-west-1"]["page"]):
        told = page(found)
        assert told["DefaultRootObject"] == "index.html"
        assert {one["PathPattern"] for one in told["CacheBehaviors"]} == {"/api/*", *SOCKETS}
        for one in told["CacheBehaviors"]:
            assert one["ViewerProtocolPolicy"] == "https-only"
            assert one["FunctionAssociations"][0]["EventType"] == "viewer-request"
        (named,) = of_type(found, "AWS::CloudFront::Function")
        assert f"headers['{PAGE_HOST}']" in named["FunctionCode"]


def test_a_regions_page_asks_its_own_api_and_listens_at_its_own_handlers(production: dict[str, Templates]) -> None:
    for region in REGIONS:
        told = page(production[region]["page"])
        hosts = {one["DomainName"] for one in told["Origins"] if "CustomOriginConfig" in one}
        assert hosts == {f"phone-{region}.example.com", f"stream-{region}.example.com"}
        assert told["Aliases"] == [f"page-{region}.example.com"]
        assert told["ViewerCertificate"]["AcmCertificateArn"].startswith("arn:aws:acm:us-east-1:")
        (rule,) = of_type(production[region]["handler"], "AWS::ElasticLoadBalancingV2::ListenerRule")
        (condition,) = rule["Conditions"]
        assert set(SOCKETS) <= set(condition["PathPatternConfig"]["Values"])


def test_without_a_domain_the_sockets_are_reached_inside_the_network(templates: Templates) -> None:
    assert len(of_type(templates["page"], "AWS::CloudFront::VpcOrigin")) == 1
    assert "Aliases" not in page(templates["page"])


def test_the_page_runs_nothing_but_its_own_scripts_and_is_framed_by_nobody(templates: Templates) -> None:
    (policy,) = of_type(templates["page"], "AWS::CloudFront::ResponseHeadersPolicy")
    security = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    told = json.dumps(security["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    (beginning,) = script_hashes()
    for rule in ("default-src 'none'", f"script-src 'self' {beginning};", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in told
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 365 * 86400
    assert security["FrameOptions"]["FrameOption"] == "DENY"


def test_nobody_reads_the_pages_files_but_through_its_address(templates: Templates) -> None:
    (bucket,) = of_type(templates["page"], "AWS::S3::Bucket")
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    (policy,) = of_type(templates["page"], "AWS::S3::BucketPolicy")
    allowed = [one for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"]
    readers = [one for one in allowed if one["Principal"] == {"Service": "cloudfront.amazonaws.com"}]
    assert [one["Action"] for one in readers] == ["s3:GetObject"]
    assert all("AWS:SourceArn" in one["Condition"]["StringEquals"] for one in readers)


def test_assets_are_kept_by_browsers_and_the_index_is_not_and_comes_last(templates: Templates) -> None:
    copies = {
        name: one
        for name, one in templates["page"]["Resources"].items()
        if one["Type"] == "Custom::CDKBucketDeployment"
    }
    (assets,) = (one for name, one in copies.items() if name.startswith("Assets"))
    (index,) = (one for name, one in copies.items() if name.startswith("Index"))
    assert "immutable" in json.dumps(assets["Properties"]["SystemMetadata"])
    assert "no-cache" in json.dumps(index["Properties"]["SystemMetadata"])
    assert index["Properties"]["DistributionPaths"] == ["/", "/index.html"]
    assert any(name.startswith("Assets") for name in index["DependsOn"])


def test_production_has_rules_before_the_page_and_the_handlers_and_dev_has_none(
    templates: Templates, production: dict[str, Templates]
) -> None:
    for part in templates.values():
        assert of_type(part, "AWS::WAFv2::WebACL") == []
    for region in REGIONS:
        (edge,) = of_type(production[region]["page"], "AWS::WAFv2::WebACL")
        assert edge["Scope"] == "CLOUDFRONT"
        assert "WebACLId" in page(production[region]["page"])
        (inside,) = of_type(production[region]["handler"], "AWS::WAFv2::WebACL")
        assert inside["Scope"] == "REGIONAL"
        assert len(of_type(production[region]["handler"], "AWS::WAFv2::WebACLAssociation")) == 1
        chosen = stage_named("prod", **OWN_DOMAIN)
        assert firewalls(chosen, region) == 2
        for acl in (edge, inside):
            assert len(acl["Rules"]) == FIREWALL_RULES
            rules = {one["Name"]: one for one in acl["Rules"]}
            assert set(rules) == {"too-often", "ill-famed", "known-bad", "common"}
            assert not any(one["VisibilityConfig"]["SampledRequestsEnabled"] for one in acl["Rules"])
            assert rules["too-often"]["Action"] == {"Block": {}}


def test_sockets_twilio_opens_from_few_addresses_are_not_counted(production: dict[str, Templates]) -> None:
    (acl,) = of_type(production["us-east-1"]["handler"], "AWS::WAFv2::WebACL")
    (often,) = (one["Statement"]["RateBasedStatement"] for one in acl["Rules"] if one["Name"] == "too-often")
    spared = often["ScopeDownStatement"]["NotStatement"]["Statement"]["ByteMatchStatement"]
    assert (spared["SearchString"], spared["PositionalConstraint"]) == ("/media", "STARTS_WITH")


def test_long_definitions_with_links_are_counted_and_not_stopped(production: dict[str, Templates]) -> None:
    (acl,) = of_type(production["us-east-1"]["page"], "AWS::WAFv2::WebACL")
    (common,) = (one["Statement"]["ManagedRuleGroupStatement"] for one in acl["Rules"] if one["Name"] == "common")
    counted = {one["Name"] for one in common["RuleActionOverrides"] if one["ActionToUse"] == {"Count": {}}}
    assert counted == {"SizeRestrictions_BODY", "GenericRFI_BODY", "CrossSiteScripting_BODY"}


def test_the_built_page_holds_no_script_but_the_one_the_policy_knows(tmp_path: Path) -> None:
    build(tmp_path)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    inside = [
        (attributes, script)
        for attributes, script in re.findall(r"<script([^>]*)>(.*?)</script>", index, re.DOTALL)
        if script
    ]
    assert [attributes for attributes, _ in inside if "application/json" not in attributes] == [""]
    (script,) = (script for attributes, script in inside if not attributes)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert script_hashes() == (f"'sha256-{digest}'",)


def test_what_the_page_is_built_from_is_there() -> None:
    assert [name for name in BUILT_FROM if not (DASHBOARD / name).exists()] == []
