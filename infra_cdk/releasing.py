"""`make deploy` and `make destroy`: says what changes and what it costs before it asks, and keeps what must not be lost.

deploy:  choose the stage ─▶ synth ─▶ idle cost ─▶ diff ─▶ yes? ─▶ deploy what was shown
destroy: choose the stage ─▶ synth ─▶ what goes, what stays ─▶ its name? ─▶ destroy, last stack first ─▶ with --data: the rest
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra_cdk.prices import idle
from infra_cdk.stages import Stage, settable, stage_named
from infra_cdk.withdrawing import Kept, removable, remove
from receptionist.errors import Misconfigured, ReceptionistError

ROOT = Path(__file__).resolve().parents[1]
LASTING = "data"
"""The stack of a region that holds what must not be lost."""
Run = Callable[[Sequence[str]], int]
"""A command of the CDK; gives its exit code."""
Ask = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Choice:
    stage: Stage
    context: tuple[str, ...]
    """As it was given, `NAME=VALUE`."""


def main(argv: Sequence[str] | None = None) -> int:
    """0 done, 1 not wanted or not done, 2 what was asked for cannot be."""
    given = _parser().parse_args(argv)
    try:
        choice = chosen(given.context, _written_down())
        with tempfile.TemporaryDirectory() as folder:
            if _cdk(("synth", "--quiet", "--output", folder, *_told(choice))):
                return 1
            if given.act == "deploy":
                return deploy(choice, Path(folder), run=_cdk, ask=_ask(given.yes))
            return destroy(choice, Path(folder), run=_cdk, ask=_ask(given.yes), data=given.data)
    except ReceptionistError as error:
        print(f"{given.act}: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make", description="Deploys into your own account, or takes that back.")
    acts = parser.add_subparsers(dest="act", required=True)
    for name, meaning in (("deploy", "bring it up, or up to date"), ("destroy", "take away what costs")):
        act = acts.add_parser(name, help=meaning)
        act.add_argument("-c", dest="context", action="append", default=[], metavar="NAME=VALUE", help="as for cdk")
        act.add_argument("--yes", action="store_true", help="ask nothing")
        if name == "destroy":
            act.add_argument("--data", action="store_true", help="table, recordings, people and secrets, too: for good")
    return parser


def chosen(context: Sequence[str], written: Mapping[str, object]) -> Choice:
    """`written`: the context of cdk.json. Raises Misconfigured."""
    told: dict[str, str] = {name: str(value) for name, value in written.items() if name in (*settable(), "stage")}
    for one in context:
        name, given, value = one.partition("=")
        if not given:
            raise Misconfigured(f"-c {one} is not NAME=VALUE")
        if name in (*settable(), "stage"):
            told[name] = value
        elif ":" not in name:
            raise Misconfigured(f"-c {name} is not known; known: stage, {', '.join(settable())}")
    return Choice(stage_named(told.pop("stage", "dev"), **told), tuple(context))


def deploy(choice: Choice, assembly: Path, *, run: Run, ask: Ask) -> int:
    """1 if it was not wanted, or failed. Safe to repeat: what is there already stays as it is."""
    print("\n".join(cost(choice.stage, assembly)), flush=True)
    print("\nWhat changes:", flush=True)
    if run(("diff", "--all", "--app", str(assembly))):
        print(
            "The account cannot be read: are there AWS credentials, and is each region bootstrapped (npx cdk bootstrap)?"
        )
        return 1
    if ask("\nDeploy this? [y/N] ").strip().lower() not in ("y", "yes"):
        print("Nothing was changed.")
        return 1
    return int(run(("deploy", "--all", "--require-approval", "never", "--app", str(assembly))) != 0)


def destroy(choice: Choice, assembly: Path, *, run: Run, ask: Ask, data: bool, kept: Kept | None = None) -> int:
    """1 if it was not wanted, or failed. Safe to repeat. `kept`: the accounts' services; None: AWS, by the shell's credentials."""
    stacks = leaving(assembly, data=data)
    lasting = [name for name in leaving(assembly, data=True) if name.endswith(f"-{LASTING}")]
    print("Goes:", *stacks, sep="\n  ", flush=True)
    held = removable(lasting, kept or Kept())
    if data:
        print("Goes for good, with all bookings, recordings and people:", *(one.told for one in held), sep="\n  ")
    else:
        print("Stays (with --data it goes, too):", *(one.told for one in held), sep="\n  ")
    name = choice.stage.name
    if ask(f"\nType the stage's name, {name}, to go on: ").strip().lower() not in (name, "y"):
        print("Nothing was changed.")
        return 1
    if run(("destroy", *stacks, "--exclusively", "--force", "--app", str(assembly))):
        return 1
    left = 0
    for one, why in remove(held if data else (), kept or Kept()):
        print(f"STILL THERE: {one.told}: {why}. Delete it in the console." if why else f"gone: {one.told}", flush=True)
        left += bool(why)
    return int(left > 0)


def leaving(assembly: Path, *, data: bool) -> list[str]:
    """Stacks to be destroyed, those first that rest on others; without `data` not those that hold it."""
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))["artifacts"]
    stacks = [name for name, one in manifest.items() if one["type"] == "aws:cloudformation:stack"]
    order: list[str] = []

    def place(name: str) -> None:
        for before in manifest[name].get("dependencies", ()):
            if before in stacks:
                place(before)
        if name not in order:
            order.append(name)

    for name in stacks:
        place(name)
    return [name for name in reversed(order) if data or not name.endswith(f"-{LASTING}")]


def cost(stage: Stage, assembly: Path) -> list[str]:
    """Of a month in which nobody rings; alarms are counted off what was synthesised."""
    watch = next(iter(assembly.glob(f"*-{stage.home_region}-watch.template.json")), None)
    resources = json.loads(watch.read_text(encoding="utf-8"))["Resources"].values() if watch else ()
    alarms = sum(one["Type"] == "AWS::CloudWatch::Alarm" for one in resources)
    lines = idle(stage, alarms)
    return [
        f"Stage {stage.name} in {', '.join(stage.every_region)}, a month in which nobody rings, US$ by the list of us-east-1:",
        *(f"{line.usd:10,.2f}  {line.what}" for line in lines),
        f"{sum(line.usd for line in lines):10,.2f}  altogether, without Container Insights and what is stored; calls: firstring cost",
    ]


def _told(choice: Choice) -> tuple[str, ...]:
    return tuple(word for one in choice.context for word in ("-c", one))


def _written_down() -> Mapping[str, object]:
    context: Mapping[str, object] = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
    return context


def _cdk(command: Sequence[str]) -> int:
    return subprocess.run(["npx", "--no-install", "cdk", *command, "--no-notices"], cwd=ROOT, check=False).returncode


def _ask(yes: bool) -> Ask:
    def ask(question: str) -> str:
        if yes:
            return "y"
        if not sys.stdin.isatty():
            raise Misconfigured("nobody is there to be asked: say --yes")
        return input(question)

    return ask


if __name__ == "__main__":
    sys.exit(main())
