"""Accounts by the command line."""

import io
from functools import partial
from pathlib import Path

import pytest

from local.accounts import of_folder
from local.cli import main
from receptionist.accounts.model import Role, scope_of
from receptionist.adapters.passwords import Argon2Passwords
from receptionist.desk.sign_in import sign_in
from receptionist.errors import NotLetIn
from receptionist.ids import BusinessId

PASSWORD = "correct horse battery"


def account(data: Path, *words: str) -> int:
    return main(["account", *words, "--data", str(data)])


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local.accounts.Argon2Passwords", partial(Argon2Passwords, quick=True))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n{PASSWORD}2\n"))


def test_an_owner_is_made_listed_and_removed(tmp_path: Path, typed: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert account(tmp_path, "add", "Anna@Example.com", "--name", "Anna", "--business", "restaurant") == 0
    assert account(tmp_path, "add", "anna@example.com", "--role", "staff", "--agency", "Bright & Co") == 0
    with of_folder(tmp_path) as (door, _):
        opened = sign_in(door, "anna@example.com", PASSWORD, address="")
        assert door.accounts.roster(scope_of(BusinessId("restaurant"))).role_of(opened.person.id) is Role.OWNER
    capsys.readouterr()
    assert account(tmp_path, "list") == 0
    listed = capsys.readouterr().out
    assert listed.startswith("anna@example.com  Anna  ")
    assert "owner of restaurant" in listed
    assert "staff of the agency Bright & Co" in listed
    assert account(tmp_path, "password", "anna@example.com") == 0
    with of_folder(tmp_path) as (door, _):
        with pytest.raises(NotLetIn):
            sign_in(door, "anna@example.com", PASSWORD, address="")
        sign_in(door, "anna@example.com", PASSWORD + "2", address="")
    assert account(tmp_path, "remove", "anna@example.com") == 0
    assert "nobody needs to sign in" in capsys.readouterr().out
    with of_folder(tmp_path) as (door, _):
        assert not door.accounts.anybody()


def test_an_invitation_is_printed_and_makes_no_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("add", "b@example.com", "--name", "B", "--all", "--invite", "http://127.0.0.1:8000")
    assert account(tmp_path, *words) == 0
    assert capsys.readouterr().out.startswith("http://127.0.0.1:8000/invitation/fsi_")
    with of_folder(tmp_path) as (door, _):
        assert not door.accounts.anybody()


@pytest.mark.parametrize(
    "words",
    [
        ("add", "b@example.com", "--name", "B", "--business", "barber"),
        ("add", "nobody", "--name", "B", "--all"),
        ("add", "b@example.com", "--all"),
        ("add", "b@example.com", "--name", "B", "--all", "--table", "t"),
        ("remove", "b@example.com"),
        ("password", "b@example.com"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert account(tmp_path, *words) == 2
    assert capsys.readouterr().err.startswith("firstring: ")


def test_a_short_password_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert account(tmp_path, "add", "b@example.com", "--name", "B", "--all") == 2


def test_the_last_owner_of_a_business_stays_while_others_work_there(
    tmp_path: Path, typed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert account(tmp_path, "add", "a@example.com", "--name", "A", "--business", "salon") == 0
    assert account(tmp_path, "add", "b@example.com", "--name", "B", "--role", "staff", "--business", "salon") == 0
    assert account(tmp_path, "remove", "a@example.com") == 2
    assert "last owner" in capsys.readouterr().err
    assert account(tmp_path, "remove", "b@example.com") == 0
