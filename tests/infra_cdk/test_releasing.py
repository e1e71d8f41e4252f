"""What is said before anything is changed, and what is changed then. The CDK's command line is not run here."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from infra_cdk import releasing
from infra_cdk.releasing import chosen, deploy, destroy, leaving
from infra_cdk.withdrawing import Kept
from receptionist.errors import Misconfigured

PARTS = {"data": (), "network": (), "handler": ("network", "data"), "functions": ("handler",), "watch": ("functions",)}
STAGE = "Firstring-dev-us-east-1"


@pytest.fixture
def assembly(tmp_path: Path) -> Path:
    artifacts = {
        f"{STAGE}-{part}": {
            "type": "aws:cloudformation:stack",
            "dependencies": [f"{STAGE}-{before}" for before in needs] + [f"{STAGE}-{part}.assets"],
        }
        for part, needs in PARTS.items()
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": artifacts}), encoding="utf-8")
    alarms = {str(count): {"Type": "AWS::CloudWatch::Alarm"} for count in range(10)}
    (tmp_path / f"{STAGE}-watch.template.json").write_text(json.dumps({"Resources": alarms}), encoding="utf-8")
    return tmp_path


class Cdk:
    """Remembers what it was told; fails at what `fails` names."""

    def __init__(self, fails: str = "") -> None:
        self.told: list[str] = []
        self.fails = fails

    def __call__(self, command: Sequence[str]) -> int:
        self.told.append(command[0])
        return int(command[0] == self.fails)


class Nothing(Kept):
    """An account without anything of ours."""

    def service(self, name: str, region: str) -> object:
        class Empty:
            def describe_stack_resources(self, **_: object) -> dict[str, list[dict[str, str]]]:
                return {"StackResources": []}

        return Empty()


def test_changes_and_cost_are_shown_before_it_is_asked(assembly: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cdk = Cdk()

    def ask(question: str) -> str:
        shown = capsys.readouterr().out
        assert "altogether" in shown
        assert "alarms: 10" in shown
        assert cdk.told == ["diff"]
        return "y"

    assert deploy(chosen((), {}), assembly, run=cdk, ask=ask) == 0
    assert cdk.told == ["diff", "deploy"]


@pytest.mark.parametrize("answer", ["", "n", "no", "what?"])
def test_nothing_is_deployed_without_a_yes(assembly: Path, answer: str) -> None:
    cdk = Cdk()
    assert deploy(chosen((), {}), assembly, run=cdk, ask=lambda _: answer) == 1
    assert cdk.told == ["diff"]


def test_nothing_is_deployed_where_the_account_cannot_be_read(assembly: Path) -> None:
    cdk = Cdk(fails="diff")
    assert deploy(chosen((), {}), assembly, run=cdk, ask=lambda _: "y") == 1
    assert cdk.told == ["diff"]


def test_what_rests_on_others_goes_first_and_data_stay(assembly: Path) -> None:
    assert [name.rpartition("-")[2] for name in leaving(assembly, data=False)] == [
        "watch", "functions", "handler", "network",
    ]  # fmt: skip
    every = [name.rpartition("-")[2] for name in leaving(assembly, data=True)]
    assert every.index("data") > every.index("functions") > every.index("watch")


@pytest.mark.parametrize(("answer", "done"), [("prod", False), ("", False), ("dev", True)])
def test_a_stage_goes_only_by_its_name(assembly: Path, answer: str, done: bool) -> None:
    cdk = Cdk()
    code = destroy(chosen((), {}), assembly, run=cdk, ask=lambda _: answer, data=False, kept=Nothing())
    assert (code == 0, cdk.told) == (done, ["destroy"] if done else [])


def test_the_shell_speaks_over_the_file() -> None:
    choice = chosen(
        ("stage=prod", "tasks=3", "@aws-cdk/core:x=true"), {"stage": "dev", "regions": "eu-west-1", "@a:b": 1}
    )
    assert (choice.stage.name, choice.stage.tasks, choice.stage.regions) == ("prod", 3, "eu-west-1")


@pytest.mark.parametrize("context", ["tasks", "taks=3", "stage=staging", "tasks=none"])
def test_what_is_not_known_is_refused_before_anything_runs(context: str) -> None:
    with pytest.raises(Misconfigured):
        chosen((context,), {})
    assert releasing.main(["deploy", "-c", context]) == 2
