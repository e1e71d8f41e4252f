"""An emulated AWS account with Firstring deployed into it, and the phone network outside."""

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import boto3
from twilio.request_validator import RequestValidator

from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.table import Table, connect
from receptionist.business.load import load_business
from tests.infra_cdk.assembly import ROOT

REGION, DOMAIN, ACCOUNT, TOKEN = "us-east-1", "example.com", "AC" + "7" * 32, "the token of the account"
PUBLIC_URL = f"https://phone-{REGION}.{DOMAIN}"
AWS_ACCOUNT = "000000000000"
AWS_KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": REGION}


def stack_name(part: str) -> str:
    return f"Firstring-dev-{REGION}-{part}"


@dataclass(frozen=True, slots=True)
class Deployed:
    endpoint: str
    api: str
    table: Table
    functions: Any
    """A client of Lambda."""
    assembly: Path
    names: dict[str, str]
    """What the data stack made: `TABLE_NAME`, `BUCKET`, `STREAM_KEYS_SECRET_ARN`."""

    def function(self, service: str) -> dict[str, Any]:
        """As Lambda lists it."""
        (found,) = (
            one
            for one in self.functions.list_functions()["Functions"]
            if one.get("Environment", {}).get("Variables", {}).get("POWERTOOLS_SERVICE_NAME") == service
        )
        return dict(found)

    def services(self) -> set[str]:
        """Those of ours; the others are the CDK's."""
        told = (one.get("Environment", {}).get("Variables", {}) for one in self.functions.list_functions()["Functions"])
        return {one["POWERTOOLS_SERVICE_NAME"] for one in told if "POWERTOOLS_SERVICE_NAME" in one}

    def tells(self, service: str, **variables: str) -> None:
        """Sets variables of the function, as somebody does in the console; it starts anew with them."""
        function = self.function(service)
        told = {**function["Environment"]["Variables"], **variables}
        self.functions.update_function_configuration(
            FunctionName=function["FunctionName"], Environment={"Variables": told}
        )
        self.functions.get_waiter("function_updated_v2").wait(FunctionName=function["FunctionName"])

    def invoked(self, service: str, event: dict[str, Any]) -> Any:
        """What the function answers to an event; it must not fail."""
        name = self.function(service)["FunctionName"]
        answer = self.functions.invoke(FunctionName=name, Payload=json.dumps(event).encode())
        told = answer["Payload"].read().decode()
        assert "FunctionError" not in answer, told
        return json.loads(told)

    def rings(self, path: str, form: dict[str, str], *, signed: bool = True) -> tuple[int, str]:
        """As API Gateway passes it on; the signature is of the public name."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if signed:
            headers["X-Twilio-Signature"] = RequestValidator(TOKEN).compute_signature(f"{PUBLIC_URL}{path}", form)
        address = f"{self.endpoint}/_aws/execute-api/{self.api}/$default{path}"
        request = urllib.request.Request(address, urlencode(form).encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


class Cloud:
    """The emulator's control plane."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint

    def client(self, service: str) -> Any:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, endpoint_url=self.endpoint, region_name=REGION, **keys)  # type: ignore[call-overload]

    def stacks(self) -> set[str]:
        """Those that stand, besides the CDK's own."""
        found = self.client("cloudformation").describe_stacks()["Stacks"]
        return {one["StackName"] for one in found if one["StackStatus"] != "DELETE_COMPLETE"} - {"CDKToolkit"}

    def deploy(self, assembly: Path, *stacks: str) -> None:
        """As an operator does: `cdk bootstrap`, `cdk deploy`."""
        self._cdk("bootstrap", f"aws://{AWS_ACCOUNT}/{REGION}", "--app", str(assembly))
        self.release(assembly, *stacks)

    def release(self, assembly: Path, *stacks: str) -> None:
        """Deploys again."""
        self._cdk("deploy", *stacks, "--exclusively", "--require-approval", "never", "--app", str(assembly))

    def run(self, command: Sequence[str]) -> int:
        """A command of the CDK; gives its exit code."""
        return self.cdk(*command)

    def cdk(self, *command: str) -> int:
        return self._told(command).returncode

    def _cdk(self, *command: str) -> None:
        done = self._told(command)
        assert done.returncode == 0, done.stdout[-3000:]

    def _told(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}  # noqa: TID251
        # By name: buckets are subdomains of the endpoint, which an address cannot have.
        endpoint = {"AWS_ENDPOINT_URL": self.endpoint.replace("127.0.0.1", "localhost")}
        return subprocess.run(
            ["npx", "--no-install", "cdk", *command, "--no-notices", "--ci"],
            cwd=ROOT,
            env={**inherited, **AWS_KEYS, **endpoint, "CDK_DISABLE_CLI_TELEMETRY": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )

    def opened(self, assembly: Path) -> Deployed:
        """The operator's part: the account's token is put into its secret. And a business."""
        self._without_schedules()
        made = self._made("data")
        secrets = self.client("secretsmanager")
        secrets.put_secret_value(SecretId=made["Twilio"], SecretString=TOKEN)
        name = made["Table"]
        connection = connect(REGION, endpoint_url=self.endpoint, access_key="test", secret_key="test")
        table = Table(connection, name)
        restaurant = load_business(ROOT / "local" / "businesses" / "restaurant.yaml")
        # Without its holidays: calls are made on the day the tests are run.
        DynamoBusinessStore(table).put(restaurant.model_copy(update={"overrides": ()}))
        (api,) = self.client("apigatewayv2").get_apis()["Items"]
        names = {"TABLE_NAME": name, "BUCKET": made["Recordings"], "STREAM_KEYS_SECRET_ARN": made["StreamKey"]}
        return Deployed(self.endpoint, api["ApiId"], table, self.client("lambda"), assembly, names)

    def _without_schedules(self) -> None:
        """What is run each minute is run by the tests, or by what else runs it: four functions a minute are much for one machine."""
        events = self.client("events")
        for rule in events.list_rules()["Rules"]:
            events.disable_rule(Name=rule["Name"])

    def _made(self, stack: str) -> dict[str, str]:
        """Resources of a stack by the names its code gives them."""
        found = self.client("cloudformation").describe_stack_resources(StackName=stack_name(stack))["StackResources"]
        return {one["LogicalResourceId"][:-8]: one["PhysicalResourceId"] for one in found}


def form(call: str, to: str = "+14155550100") -> dict[str, str]:
    """What Twilio posts when `call` rings."""
    return {
        "CallSid": call, "AccountSid": ACCOUNT, "From": "+14155550123", "To": to, "CallStatus": "ringing",
        "Direction": "inbound", "CallerCity": "",
    }  # fmt: skip
