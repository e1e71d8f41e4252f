"""Handlers with calls are kept, idle ones may go, and everybody who scales by it knows how full they are."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import boto3
import pytest
from botocore.stub import Stubber

from functions.capacity.ecs import EcsService
from functions.capacity.handler import run
from functions.capacity.watch import KEPT_MINUTES, Slots, Task, counted, look_after
from functions.office import Office
from receptionist.adapters.memory.switchboard import MemorySwitchboard
from receptionist.errors import VendorUnavailable
from receptionist.ports import Handler
from tests.fakes.front_office import SetClock

UNTIL = SetClock()() + timedelta(minutes=1)
BUSY, IDLE = (
    Handler("busy", "ws://10.20.0.1:8080/media", 8, 3, UNTIL),
    Handler("idle", "ws://10.20.0.2:8080/media", 8, 0, UNTIL),
)


class Remembering:
    """A service of these tasks."""

    def __init__(self, *tasks: Task) -> None:
        self._tasks = list(tasks)
        self.protected: dict[str, int] = {}

    def tasks(self) -> list[Task]:
        return self._tasks

    def protect(self, tasks: Sequence[str], minutes: int) -> None:
        self.protected |= dict.fromkeys(tasks, minutes)


class Away(Remembering):
    def tasks(self) -> list[Task]:
        raise VendorUnavailable("ECS does not answer")


def test_only_an_idle_handler_may_be_stopped() -> None:
    service = Remembering(
        Task("a", "10.20.0.1", True), Task("b", "10.20.0.2", True), Task("starting", "10.20.0.3", True)
    )
    look_after([BUSY, IDLE], service)
    assert service.protected == {"a": KEPT_MINUTES, "b": 0}


def test_a_handler_of_an_earlier_release_goes_though_it_has_calls() -> None:
    service = Remembering(Task("old", "10.20.0.1", False))
    look_after([BUSY], service)
    assert service.protected == {"old": 0}


def test_how_full_the_region_is() -> None:
    assert counted([BUSY, IDLE]) == Slots(2, 16, 3)
    assert counted([BUSY, IDLE]).in_use == 18.75
    assert counted([replace(BUSY, taken=20)]).in_use == 100
    assert counted([]).in_use is None


@pytest.mark.parametrize("service", [None, Remembering(), Away()])
def test_it_is_told_each_minute_also_where_ecs_is_silent(
    office: Office, service: Remembering | None, capsys: pytest.CaptureFixture[str]
) -> None:
    board = MemorySwitchboard()
    for one in (BUSY, IDLE):
        board.announce(replace(one, until=office.desk.clock() + timedelta(minutes=1)))
    assert run(replace(office, switchboard=board), service).taken == 3
    line = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (line["SlotsInUse"], line["SlotsOffered"], line["Handlers"]) == (19, 16, 2)
    assert line["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "Firstring"


def test_where_no_handler_is_known_nobody_scales_by_it(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    run(replace(office, switchboard=MemorySwitchboard()), None)
    line = json.loads(capsys.readouterr().out.splitlines()[0])
    assert line["Handlers"] == 0
    assert "SlotsInUse" not in json.dumps(line)


def test_tasks_are_those_of_the_service_with_their_addresses_and_release() -> None:
    client = boto3.client("ecs", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
    with Stubber(client) as ecs:
        of = {"cluster": "c"}
        ecs.add_response("describe_services", {"services": [{"taskDefinition": "new"}]}, {**of, "services": ["s"]})
        ecs.add_response("list_tasks", {"taskArns": ["a", "b"]}, {**of, "serviceName": "s"})
        details = [{"name": "privateIPv4Address", "value": "10.20.0.1"}]
        tasks = [
            {"taskArn": "a", "taskDefinitionArn": "new", "attachments": [{"details": details}]},
            {"taskArn": "b", "taskDefinitionArn": "old"},
        ]
        ecs.add_response("describe_tasks", {"tasks": tasks}, {**of, "tasks": ["a", "b"]})
        for names in ([str(n) for n in range(10)], ["10", "11"]):
            told = {**of, "tasks": names, "protectionEnabled": True, "expiresInMinutes": 5}
            ecs.add_response("update_task_protection", {}, told)
        ecs.add_response("update_task_protection", {}, {**of, "tasks": ["a"], "protectionEnabled": False})
        ecs.add_client_error("describe_services", "AccessDeniedException")
        service = EcsService(client, "c", "s")
        assert service.tasks() == [Task("a", "10.20.0.1", True), Task("b", "", False)]
        service.protect([str(n) for n in range(12)], 5)
        service.protect(["a"], 0)
        with pytest.raises(VendorUnavailable):
            service.tasks()
        ecs.assert_no_pending_responses()
