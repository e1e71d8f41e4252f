"""The cloud as the CDK's command line would have it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WITHOUT_PACKAGES: Mapping[str, object] = {"aws:cdk:bundling-stacks": []}
"""Context that leaves out what is packed into the functions: quicker, and the templates are the same."""


def synthesised(folder: Path, context: Mapping[str, object]) -> Path:
    """`infra_cdk.app` run as `cdk synth -c ...` runs it, without account or credentials. Raises on any finding."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}  # noqa: TID251
    environment = {**inherited, "CDK_OUTDIR": str(folder), "CDK_CONTEXT_JSON": json.dumps(context)}
    command = [sys.executable, "-m", "infra_cdk.app"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """The templates of one stage and region, by the last word of their names."""
    return {
        path.name.removesuffix(".template.json").rpartition("-")[2]: json.loads(path.read_text(encoding="utf-8"))
        for path in folder.glob("*.template.json")
    }
