"""The production templates without what the emulator does not know, so that everything else of them is deployed."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

LACKING = frozenset({
    "AWS::ApplicationAutoScaling::ScalableTarget", "AWS::ApplicationAutoScaling::ScalingPolicy", "AWS::Backup::BackupSelection",
    "AWS::CloudFront::VpcOrigin", "AWS::EC2::EIP", "AWS::EC2::FlowLog", "AWS::EC2::NatGateway", "AWS::EC2::SecurityGroupEgress",
    "AWS::EC2::SecurityGroupIngress", "AWS::Route53::HealthCheck", "AWS::WAFv2::WebACLAssociation", "Custom::CDKBucketDeployment",
})  # fmt: skip
"""Types MiniStack 1.5 refuses, or, the last one, does not get done: its function runs a command line AWS packs for Lambda."""
ROUTE = "AWS::EC2::Route"
RAISED = ("Outputs", "Conditions")


def strip(template: dict[str, Any]) -> dict[str, Any]:
    """Whoever names something that is left out names a word in its place; a route through it is left out, too."""
    resources: dict[str, Any] = template["Resources"]
    gone = {name for name, one in resources.items() if one["Type"] in LACKING or _sums(one)}
    gone |= {name for name, one in resources.items() if one["Type"] == ROUTE and gone & _named(one)}
    kept = {name: _without(one, gone) for name, one in resources.items() if name not in gone}
    raised = {part: _without(template[part], gone) for part in RAISED if part in template}
    return {**template, **raised, "Resources": kept}


def strip_stack(assembly: Path, stack: str) -> None:
    """In place. Under its old name the CDK would not upload what has changed."""
    path = assembly / f"{stack}.template.json"
    path.write_text(json.dumps(strip(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")
    rename_template(assembly, stack)


def rename_template(assembly: Path, stack: str) -> None:
    """Calls the template in the bucket of the CDK by what is in it now."""
    manifest = assembly / "manifest.json"
    artifact = json.loads(manifest.read_text(encoding="utf-8"))["artifacts"][stack]
    name = artifact["properties"]["stackTemplateAssetObjectUrl"].rpartition("/")[2].removesuffix(".json")
    now = sha256((assembly / f"{stack}.template.json").read_bytes()).hexdigest()
    for file in (manifest, assembly / f"{stack}.assets.json"):
        file.write_text(file.read_text(encoding="utf-8").replace(name, now), encoding="utf-8")


def rewrite_function(assembly: Path, stack: str, file: str, old: str, new: str) -> None:
    """Another release of the functions' code: one line of one file is another, and what it is packed into has another name."""
    template = json.loads((assembly / f"{stack}.template.json").read_text(encoding="utf-8"))
    functions = [one for one in template["Resources"].values() if one["Type"] == "AWS::Lambda::Function"]
    (name,) = {one["Properties"]["Code"]["S3Key"].removesuffix(".zip") for one in functions}
    (assembly / f"asset.{name}").rename(assembly / f"asset.{name[::-1]}")
    source = assembly / f"asset.{name[::-1]}" / file
    before = source.read_text(encoding="utf-8")
    assert before.count(old) == 1, file
    source.write_text(before.replace(old, new), encoding="utf-8")
    # Its bytecode does not look whether the source has changed.
    for stale in source.parent.glob(f"__pycache__/{source.stem}.*"):
        stale.unlink()
    for told in (assembly / f"{stack}.template.json", assembly / f"{stack}.assets.json", assembly / "manifest.json"):
        told.write_text(told.read_text(encoding="utf-8").replace(name, name[::-1]), encoding="utf-8")


def _sums(resource: dict[str, Any]) -> bool:
    """An alarm of several metrics, which MiniStack does not add up."""
    return resource["Type"] == "AWS::CloudWatch::Alarm" and "Metrics" in resource["Properties"]


def _named(part: Any) -> set[str]:
    """Resources it refers to."""
    if isinstance(part, list):
        return set().union(*(_named(one) for one in part)) if part else set()
    if not isinstance(part, dict):
        return set()
    if "Ref" in part:
        return {part["Ref"]}
    if "Fn::GetAtt" in part:
        return {part["Fn::GetAtt"][0]}
    return set().union(*(_named(one) for one in part.values())) if part else set()


def _without(part: Any, gone: set[str]) -> Any:
    if isinstance(part, list):
        return [_without(one, gone) for one in part]
    if not isinstance(part, dict):
        return part
    if set(part) == {"Ref"} and part["Ref"] in gone:
        return f"no-{part['Ref']}"
    if set(part) == {"Fn::GetAtt"} and part["Fn::GetAtt"][0] in gone:
        return f"no-{part['Fn::GetAtt'][0]}"
    left = {name: _without(one, gone) for name, one in part.items() if name != "DependsOn"}
    needed = part.get("DependsOn", [])
    stay = [one for one in ([needed] if isinstance(needed, str) else needed) if one not in gone]
    return {**left, "DependsOn": stay} if stay else left
