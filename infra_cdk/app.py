"""The composition root of the cloud: `cdk deploy --all`, by way of cdk.json.

per region:  Data, Network ──▶ Handler ──▶ Functions ──▶ Watch, Page
"""

import json
from pathlib import Path

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra_cdk.stacks.data import DataStack
from infra_cdk.stacks.functions import FunctionsStack
from infra_cdk.stacks.handler import HandlerStack
from infra_cdk.stacks.network import NetworkStack
from infra_cdk.stacks.page import PageStack
from infra_cdk.stacks.watch import WatchStack
from infra_cdk.stages import NO_ACCOUNT, Stage, settable, stage_named

ROOT = Path(__file__).resolve().parents[1]


def build(app: cdk.App) -> Stage:
    """Every stack of the stage that `app`'s context names. Raises Misconfigured."""
    told = {name: app.node.try_get_context(name) for name in settable()}
    stage = stage_named(str(app.node.try_get_context("stage") or "dev"), **told)
    first: DataStack | None = None
    for region in stage.every_region:
        data = _region(app, stage, region)
        if first is not None:
            data.add_stack_dependency(first, "its table is the replica of the first region's")
        first = first or data
    return stage


def _region(app: cdk.App, stage: Stage, region: str) -> DataStack:
    # Without the account nothing is looked up in it: what is synthesised is the same everywhere, as it was tested.
    there = cdk.Environment(region=region)
    name = f"Firstring-{stage.name}-{region}"
    data = DataStack(app, f"{name}-data", stage=stage, env=there)
    network = NetworkStack(app, f"{name}-network", stage=stage, env=there)
    handler = HandlerStack(app, f"{name}-handler", stage=stage, network=network, data=data, env=there)
    functions = FunctionsStack(
        app, f"{name}-functions", stage=stage, data=data, stream_url=handler.stream_url, env=there
    )
    WatchStack(app, f"{name}-watch", stage=stage, data=data, functions=functions, handler=handler, env=there)
    edge = cdk.Environment(region=stage.page_region(region))
    page = PageStack(app, f"{name}-page", stage=stage, region_=region, functions=functions, handler=handler, env=edge)
    page.add_stack_dependency(functions, "its requests go there")
    if stage.twilio_account_sid == NO_ACCOUNT:
        cdk.Annotations.of(functions).add_warning(
            "twilio_account_sid is not set (-c twilio_account_sid=AC...): every webhook will be refused"
        )
    return data


def main() -> None:
    context = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
    app = cdk.App(context=context)
    build(app)
    cdk.Tags.of(app).add("project", "firstring")
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    app.synth()


if __name__ == "__main__":
    main()
