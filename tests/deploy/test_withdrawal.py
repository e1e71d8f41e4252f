"""Releases, going back, what is lost and found again, and taking it all away: every stack that stands by then, which with LONG=1 is
each there is (test_rest.py). By its name the last: it leaves nothing."""

import json
import shutil
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from infra_cdk.releasing import chosen, destroy
from infra_cdk.withdrawing import Kept
from local.restore import put_back, restore
from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.table import key
from receptionist.clock import system_clock
from receptionist.ids import BusinessId, Phone
from tests.deploy.cloud import AWS_KEYS, Cloud, Deployed, form, stack_name
from tests.deploy.owner import Owner
from tests.deploy.stripped import rename_template, rewrite_function

pytestmark = [pytest.mark.aws, pytest.mark.timeout(300)]

NUMBER = Phone("+14155550100")
FIELD = '    changed_by: str = ""\n'
"""Of a booking."""
KEYS = (
    ("aws_access_key_id", AWS_KEYS["AWS_ACCESS_KEY_ID"]),
    ("aws_secret_access_key", AWS_KEYS["AWS_SECRET_ACCESS_KEY"]),
)


def most_calls(deployed: Deployed) -> str:
    """What the deployed webhook is told."""
    return str(deployed.function("call_setup")["Environment"]["Variables"].get("MOST_CALLS", ""))


def test_a_second_deploy_changes_nothing(deployed: Deployed, cloud: Cloud) -> None:
    assert (
        cloud.cdk(
            "diff",
            stack_name("data"),
            stack_name("functions"),
            "--exclusively",
            "--fail",
            "--app",
            str(deployed.assembly),
        )
        == 0
    )


@pytest.mark.parametrize("new_code", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_release_and_the_one_before_again_keep_the_book(
    deployed: Deployed, cloud: Cloud, tmp_path: Path, *, new_code: bool
) -> None:
    """The newer one has another setting; with new code it also writes a field that the older does not know."""
    newer, functions = tmp_path / "assembly", stack_name("functions")
    shutil.copytree(deployed.assembly, newer)
    template = newer / f"{functions}.template.json"
    content = json.loads(template.read_text(encoding="utf-8"))
    told = [one["Properties"] for one in content["Resources"].values() if one["Type"] == "AWS::Lambda::Function"]
    (webhook,) = (one for one in told if "call_setup.handler" in one["Handler"])
    webhook["Environment"]["Variables"]["MOST_CALLS"] = "5"
    template.write_text(json.dumps(content), encoding="utf-8")
    if new_code:
        rewrite_function(newer, functions, "receptionist/booking/model.py", FIELD, f'{FIELD}    colour: str = "blue"\n')
    rename_template(newer, functions)
    owner = Owner(deployed, f"release-{new_code}")
    codes = {owner.books(17)}
    for hour, assembly, most, knows in ((18, newer, "5", new_code), (19, deployed.assembly, "", False)):
        cloud.release(assembly, functions)
        assert most_calls(deployed) == most
        assert deployed.rings("/voice/incoming", form("CA" + "8" * 32))[0] == 200
        assert codes <= owner.booked()
        code = owner.books(hour)
        assert ('"colour"' in written(deployed, code)) is knows
        codes.add(code)
    assert codes <= owner.booked()


def written(deployed: Deployed, code: str) -> str:
    """The booking's document, as it is in the table."""
    pointer = deployed.table.get(key("CODE", "restaurant", code), "CODE")
    assert pointer is not None
    item = deployed.table.get(key("BOOKING", "restaurant", pointer["booking"]), "BOOKING")
    assert item is not None
    return str(item["doc"])


def test_what_was_lost_is_found_in_a_backup_and_what_is_newer_stays(deployed: Deployed, cloud: Cloud) -> None:
    tables, name = cloud.client("dynamodb"), deployed.names["TABLE_NAME"]
    backup = tables.create_backup(TableName=name, BackupName="before")["BackupDetails"]["BackupArn"]
    before = tables.scan(TableName=name)["Items"]
    for item in before:
        if item["pk"]["S"].startswith(("BUSINESS#restaurant", "NUMBER#")):
            tables.delete_item(TableName=name, Key={key: item[key] for key in ("pk", "sk")})
    tables.put_item(TableName=name, Item={"pk": {"S": "NOTE"}, "sk": {"S": "NOTE"}, "doc": {"S": "newer"}})
    assert DynamoBusinessStore(deployed.table).by_number(NUMBER) is None
    restore(tables, name, f"{name}-restored", at=None, backup=backup, sleep=lambda _: None)
    done = put_back(tables, f"{name}-restored", name, system_clock())
    assert done.missing >= 2
    again = put_back(tables, f"{name}-restored", name, system_clock())
    assert (again.missing, again.there) == (0, done.missing + done.there)
    found = DynamoBusinessStore(deployed.table).by_number(NUMBER)
    assert found is not None
    assert found.id == BusinessId("restaurant")
    assert "Item" in tables.get_item(TableName=name, Key={"pk": {"S": "NOTE"}, "sk": {"S": "NOTE"}})
    tables.delete_table(TableName=f"{name}-restored")


def test_what_costs_is_taken_away_and_the_data_stay(
    deployed: Deployed, cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Kept(deployed.endpoint, KEYS)
    code = destroy(chosen((), {}), deployed.assembly, run=cloud.run, ask=lambda _: "dev", data=False, kept=kept)
    assert code == 0
    assert cloud.client("apigatewayv2").get_apis()["Items"] == []
    assert deployed.functions.list_functions()["Functions"] == []
    assert cloud.stacks() == {stack_name("data")}
    assert DynamoBusinessStore(deployed.table).by_number(NUMBER) is not None
    told = capsys.readouterr().out.partition("Stays")[2]
    assert all(deployed.names[name] in told for name in ("TABLE_NAME", "BUCKET", "STREAM_KEYS_SECRET_ARN"))


def test_with_the_data_nothing_is_left(deployed: Deployed, cloud: Cloud) -> None:
    cloud.client("s3").put_object(Bucket=deployed.names["BUCKET"], Key="restaurant/a.wav", Body=b"sound")
    kept = Kept(deployed.endpoint, KEYS)
    code = destroy(chosen((), {}), deployed.assembly, run=cloud.run, ask=lambda _: "dev", data=True, kept=kept)
    assert code == 0
    with pytest.raises(ClientError):
        cloud.client("dynamodb").describe_table(TableName=deployed.names["TABLE_NAME"])
    assert cloud.stacks() == set()
    left = [one["Name"] for one in cloud.client("s3").list_buckets()["Buckets"]]
    assert deployed.names["BUCKET"] not in left
