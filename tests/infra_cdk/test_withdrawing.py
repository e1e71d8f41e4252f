"""What is removed for good, where AWS takes its time or says no. Its services are stand-ins; the emulator's are in tests/deploy."""

from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from infra_cdk.withdrawing import LOOKS, Held, Kept, removable, remove

REGION = "us-east-1"
VAULT = Held("backups", "vault", REGION)
SECRET = Held("secret", "arn:secret", REGION)


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "any")


class Account:
    """With one vault of nightly copies, gone `slow` looks after they were deleted, and one secret, of which AWS `says` no."""

    def __init__(self, copies: int, *, slow: int = 0, says: str = "") -> None:
        self.copies = {f"arn:{number}": False for number in range(copies)}
        """Whether each was deleted."""
        self.vault, self.secrets = True, {"arn:secret"}
        self.slow, self.waited = slow, 0
        self._says = says

    def describe_stack_resources(self, **_: str) -> dict[str, Any]:
        kinds = {"vault": "AWS::Backup::BackupVault", "plan": "AWS::Backup::BackupPlan"}
        return {"StackResources": [{"ResourceType": kind, "PhysicalResourceId": id} for id, kind in kinds.items()]}

    def get_paginator(self, what: str) -> Any:
        assert what == "list_recovery_points_by_backup_vault"
        return self

    def paginate(self, **_: str) -> Iterator[dict[str, Any]]:
        for copy in list(self.copies):
            yield {"RecoveryPoints": [{"RecoveryPointArn": copy}]}

    def delete_recovery_point(self, **told: str) -> None:
        self.copies[told["RecoveryPointArn"]] = True

    def delete_backup_vault(self, **_: str) -> None:
        if self.waited >= self.slow:
            self.copies = {copy: deleted for copy, deleted in self.copies.items() if not deleted}
        if self.copies:
            raise refusal("InvalidRequestException")
        self.vault = False

    def delete_secret(self, **told: Any) -> None:
        if self._says:
            raise refusal(self._says)
        self.secrets.remove(told["SecretId"])

    def passes(self, _: float) -> None:
        self.waited += 1


def of(account: Account) -> Kept:
    class Here(Kept):
        def service(self, name: str, region: str) -> Any:
            assert region == REGION
            return account

    return Here(sleep=account.passes)


def test_nightly_copies_of_the_table_are_among_what_is_kept() -> None:
    assert removable(["Firstring-prod-us-east-1-data"], of(Account(3))) == (VAULT,)


def test_they_go_and_the_vault_after_the_last() -> None:
    account = Account(3, slow=5)
    assert list(remove([VAULT], of(account))) == [(VAULT, "")]
    assert (account.copies, account.vault, account.waited) == ({}, False, 5)


def test_what_stays_is_told_and_holds_up_nothing_else() -> None:
    account = Account(1, slow=LOOKS + 1)
    told = dict(remove([VAULT, SECRET], of(account)))
    assert (bool(told[VAULT]), told[SECRET]) == (True, "")
    assert account.secrets == set()


def test_a_no_of_aws_is_told_by_its_code() -> None:
    assert dict(remove([SECRET, VAULT], of(Account(0, says="AccessDeniedException")))) == {
        SECRET: "AccessDeniedException", VAULT: "",
    }  # fmt: skip


def test_what_is_gone_already_is_not_missed() -> None:
    assert dict(remove([SECRET], of(Account(0, says="ResourceNotFoundException")))) == {SECRET: ""}
