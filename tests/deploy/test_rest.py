"""Network, handlers, alarms and page, from the production templates, as far as the emulator knows what is in them.

docs/deploy.md says which kinds of things were deployed there and which only synthesised: this holds it to that.
"""

import json
import re
import shutil
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.cloud import Cloud, Deployed, stack_name
from tests.deploy.stripped import LACKING, strip_stack
from tests.infra_cdk.assembly import ROOT

pytestmark = [pytest.mark.aws, pytest.mark.long, pytest.mark.timeout(600)]

REST = ("network", "handler", "watch", "page")
DONE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


@pytest.fixture(scope="module")
def rest(deployed: Deployed, cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly they were deployed from, beside data and functions."""
    assembly = tmp_path_factory.mktemp("rest") / "assembly"
    shutil.copytree(deployed.assembly, assembly)
    for part in REST:
        strip_stack(assembly, stack_name(part))
    cloud.release(assembly, *map(stack_name, REST))
    return assembly


def test_all_stacks_stand_and_a_second_deploy_of_them_changes_nothing(cloud: Cloud, rest: Path) -> None:
    every = {stack_name(part) for part in ("data", "functions", *REST)}
    assert cloud.stacks() == every
    assert cloud.cdk("diff", *every, "--exclusively", "--fail", "--app", str(rest)) == 0


def template(assembly: Path, part: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((assembly / f"{stack_name(part)}.template.json").read_text(encoding="utf-8"))
    return told


def written_down() -> dict[str, tuple[set[str], set[str]]]:
    """Of docs/deploy.md, by stack: kinds that were deployed, and kinds that were not."""
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \| ([^|]*) \|$", text, re.MULTILINE)
    return {
        part: (set(re.findall(r"[\w:]+::[\w:]+", done)), set(re.findall(r"[\w:]+::[\w:]+", not_done)))
        for part, done, not_done in rows
    }


@pytest.mark.parametrize("part", ["data", "functions", *REST])
def test_what_is_said_to_be_deployed_is_deployed(deployed: Deployed, cloud: Cloud, rest: Path, part: str) -> None:
    listed = cloud.client("cloudformation").describe_stack_resources(StackName=stack_name(part))["StackResources"]
    there = {one["ResourceType"].removeprefix("AWS::") for one in listed if one["ResourceStatus"] in DONE}
    synthesised = {one["Type"].removeprefix("AWS::") for one in template(deployed.assembly, part)["Resources"].values()}
    done, not_done = written_down()[part]
    assert done == there & synthesised
    assert not_done == synthesised - there
    assert not_done <= {kind.removeprefix("AWS::") for kind in LACKING}


def test_the_page_that_was_built_is_what_its_bucket_gives_out(deployed: Deployed, cloud: Cloud, rest: Path) -> None:
    """The function that copies it there needs AWS's own command line: its part is done here."""
    resources = template(deployed.assembly, "page")["Resources"].values()
    (copy,) = (
        one for one in resources if one["Type"] == "Custom::CDKBucketDeployment" and "Include" in one["Properties"]
    )
    (key,) = copy["Properties"]["SourceObjectKeys"]
    files = deployed.assembly / f"asset.{key.removesuffix('.zip')}"
    listed = cloud.client("cloudformation").describe_stack_resources(StackName=stack_name("page"))["StackResources"]
    (bucket,) = (one["PhysicalResourceId"] for one in listed if one["ResourceType"] == "AWS::S3::Bucket")
    objects = cloud.client("s3")
    names = [str(path.relative_to(files)) for path in files.rglob("*") if path.is_file()]
    for name in names:
        objects.upload_file(str(files / name), bucket, name)
    with urllib.request.urlopen(f"{deployed.endpoint}/{bucket}/index.html", timeout=30) as answer:
        index = answer.read().decode()
    assets = re.findall(r'(?:src|href)="/(assets/[^"]+)"', index)
    assert assets
    assert set(assets) <= set(names)
    for name in names:
        objects.delete_object(Bucket=bucket, Key=name)
