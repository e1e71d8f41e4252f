"""The `firstring` command. Subcommands import what they need, so that `firstring --help` is quick."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from local import business_arguments
from local.knowledge_commands import add_commands as knowledge_commands
from receptionist.errors import Misconfigured, ReceptionistError

if TYPE_CHECKING:
    from receptionist.desk.door import Door
    from receptionist.ports import BusinessStore

DATA = Path(".data")
PORT = 8000


def main(argv: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 done, 1 the goal was not met, 2 the command or its settings are wrong."""
    given = _parser().parse_args(argv)
    try:
        return int(given.run(given))
    except ReceptionistError as error:
        print(f"firstring: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="firstring", description="An AI phone receptionist, on this machine.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    up = commands.add_parser("up", help="serve calls, texts and the page on this machine")
    _where(up)
    up.add_argument(
        "--answer", action="append", default=[], metavar="E164=ID", help="let business ID also answer that number"
    )
    up.set_defaults(run=_up)

    demo = commands.add_parser("demo", help="ring the demo restaurant and show the call")
    _where(demo)
    demo.add_argument(
        "--once", action="store_true", help="end after the call; exit 0 only if the caller's goal was met"
    )
    demo.set_defaults(run=_demo)

    call = commands.add_parser("call", help="one simulated call with real sound")
    _where(call)
    call.add_argument("--to", metavar="E164", help="number to ring (default: the scenario's)")
    call.add_argument("--from", dest="caller", metavar="E164", help="number shown (default: the scenario's)")
    call.add_argument("--scenario", type=Path, metavar="FILE.yaml", help="the caller's part (default: the demo)")
    call.add_argument("--record", type=Path, metavar="OUT.wav", help="stereo recording as heard on the caller's phone")
    call.set_defaults(run=_call)

    converse = commands.add_parser("converse", help="text instead of sound, same mind: JSON lines in and out")
    converse.add_argument("--business", default="restaurant", metavar="ID|FILE")
    converse.add_argument(
        "--mind", choices=("local", "openai"), default="local", help="who is asked where local is not sure"
    )
    converse.set_defaults(run=_converse)

    understand = commands.add_parser("understand", help="what one utterance means: JSON lines in and out")
    understand.set_defaults(run=_understand)

    suite = commands.add_parser("suite", help="run conversation suites")
    suite.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="or folders, or names of shipped suites; none: all"
    )
    suite.add_argument(
        "--sound", action="store_true", help="ring them with sound, in real time, on a service of their own"
    )
    suite.add_argument("--show", action="store_true", help="print every conversation, not only those that failed")
    suite.add_argument("--junit", type=Path, metavar="OUT.xml")
    suite.add_argument(
        "--export", type=Path, metavar="OUT.jsonl", help="write reviewed turns as fine-tuning data instead"
    )
    suite.set_defaults(run=_suite)

    kept = commands.add_parser(
        "call-to-suite", help="a real call as a conversation to test again, personal data masked"
    )
    kept.add_argument("call", metavar="CALL", help="its id, as the page and `firstring call` show it")
    kept.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    kept.add_argument("--out", type=Path, metavar="FILE.yaml", help="default: standard output")
    kept.set_defaults(run=_call_to_suite)

    connect = commands.add_parser("connect", help="serve a real Twilio number from this machine")
    connect.add_argument("number", metavar="E164")
    connect.add_argument("--business", default="restaurant", metavar="ID", help="who answers it")
    _where(connect)
    connect.set_defaults(run=_connect)

    bring = commands.add_parser("import", help="take bookings from a CSV or iCalendar file into the book")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--business", required=True, metavar="ID")
    bring.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="of `firstring up` (default %(default)s)")
    bring.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    bring.add_argument("--dates", choices=("day_first", "month_first"), help="how dates such as 03/04/2026 are meant")
    bring.add_argument("--service", default="", metavar="NAME", help="for lines that name none")
    bring.add_argument("--resource", default="", metavar="NAME", help="for lines that name nobody")
    bring.set_defaults(run=_import)

    publish = commands.add_parser("publish", help="put a business into the table of a deployment")
    publish.add_argument("file", type=Path, metavar="FILE.yaml")
    publish.add_argument("--table", required=True, help="as `cdk deploy` prints it")
    publish.add_argument("--region", required=True)
    publish.add_argument(
        "--answer", action="append", default=[], metavar="E164", help="its number, in place of the file's"
    )
    publish.set_defaults(run=_publish)

    wording = commands.add_parser(
        "wording", help="what the receptionist says: list, show, set, reset, sign, play, export"
    )
    wording.set_defaults(run=_wording)
    from local.cost import add_arguments as add_cost_arguments
    from local.doctor.arguments import add_arguments as add_doctor_arguments
    from local.live.arguments import add_arguments as add_live_arguments
    from local.restore import add_arguments as add_restore_arguments
    from local.wording_commands import add_commands

    add_commands(wording.add_subparsers(required=True, metavar="WHAT"))

    business = commands.add_parser(
        "business", help="definitions: lint, plan, apply, show, history, rollback, draft, publish"
    )
    business_arguments.add(business, DATA, _business)

    knowledge = commands.add_parser("knowledge", help="documents to read, and questions nobody could answer")
    knowledge_commands(knowledge.add_subparsers(required=True, metavar="WHAT"))
    knowledge.set_defaults(run=_knowledge)

    voices = commands.add_parser("voices", help="the voices of the ElevenLabs account: id, language, name")
    voices.set_defaults(run=_voices)

    doctor = commands.add_parser("doctor", help="what keeps a deployment from answering calls, and what to do about it")
    add_doctor_arguments(doctor)
    doctor.set_defaults(run=_doctor)

    live = commands.add_parser("verify-live", help="ring a deployed number over the telephone network, within a budget")
    add_live_arguments(live)
    live.set_defaults(run=_verify_live)

    restored = commands.add_parser("restore", help="what was lost from a deployment's table, out of a backup")
    add_restore_arguments(restored)
    restored.set_defaults(run=_restore)

    cost = commands.add_parser("cost", help="what a deployment costs with so many calls a day")
    add_cost_arguments(cost)
    cost.set_defaults(run=_cost)

    customer = commands.add_parser("customer", help="forget somebody: erase, erasures, go-on")
    _customer_commands(customer.add_subparsers(required=True, metavar="WHAT"))

    account = commands.add_parser("account", help="who may sign in: add, list, remove, password")
    _account_commands(account.add_subparsers(required=True, metavar="WHAT"))
    return parser


def _customer_commands(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    erase = what.add_parser("erase", help="everything that is kept of a telephone number; safe to repeat")
    erase.add_argument("number", metavar="E164")
    listed = what.add_parser("erasures", help="what was asked to be forgotten, and whether it is; names nobody")
    go_on = what.add_parser("go-on", help="with what waits, where `firstring up` does not run")
    for parser, act in ((erase, "erase"), (listed, "erasures"), (go_on, "go-on")):
        parser.add_argument("--business", required=True, metavar="ID")
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default %(default)s")
        parser.set_defaults(run=_customer, act=act)


def _account_commands(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add = what.add_parser("add", help="a new account, or another role; asks for a password, or reads it from its input")
    add.add_argument("email", metavar="EMAIL")
    add.add_argument("--name", default="", help="how the person is called; needed for a new account")
    add.add_argument("--role", choices=("owner", "manager", "staff", "read_only"), default="owner")
    whose = add.add_mutually_exclusive_group(required=True)
    whose.add_argument("--business", default="", metavar="ID")
    whose.add_argument("--agency", default="", metavar="NAME", help="every business whose definition names it")
    whose.add_argument("--all", action="store_true", help="every business")
    add.add_argument("--invite", metavar="ORIGIN", help="print an invitation link on this origin, ask for no password")
    listed = what.add_parser("list", help="who has an account, and what they are")
    remove = what.add_parser("remove", help="an account with its roles and sessions")
    password = what.add_parser("password", help="a new password, for somebody who has lost theirs")
    for parser, act in ((add, "add"), (listed, "list"), (remove, "remove"), (password, "password")):
        if parser in (remove, password):
            parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default %(default)s")
        parser.add_argument("--table", default="", help="of a deployment, in place of --data")
        parser.add_argument("--region", default="", help="of the table")
        parser.set_defaults(run=_account, act=act)


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help="default %(default)s")
    parser.add_argument(
        "--data", type=Path, default=DATA, metavar="DIR", help="where state is kept (default %(default)s)"
    )


def _up(given: argparse.Namespace) -> int:
    from local.settings import from_environment
    from local.up import serve

    return serve(from_environment(given.port, given.data), given.answer)


def _ended_politely(work: Coroutine[Any, Any, int]) -> int:
    """Runs it. SIGTERM ends it as Ctrl-C does: what it started is stopped first."""

    async def until_told() -> int:
        task = asyncio.current_task()
        assert task is not None
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    try:
        return asyncio.run(until_told())
    except asyncio.CancelledError:
        return 128 + signal.SIGTERM


def _demo(given: argparse.Namespace) -> int:
    from local.demo import demo

    port = 0 if given.once and given.port == PORT else given.port
    return _ended_politely(demo(port=port, data=given.data, once=given.once))


def _call(given: argparse.Namespace) -> int:
    from local.demo import call

    wanted = {"to": given.to, "caller": given.caller, "scenario": given.scenario, "record": given.record}
    return _ended_politely(call(**wanted, port=given.port, data=given.data))


def _converse(given: argparse.Namespace) -> int:
    from local.converse import run
    from local.settings import mind_of

    account = mind_of(given.mind)
    if account is None:
        return run(sys.stdin, sys.stdout, given.business)
    from receptionist.adapters.openai.mind import second_mind

    with ExitStack() as closing:
        return run(sys.stdin, sys.stdout, given.business, second_mind(account, closing=closing))


def _understand(given: argparse.Namespace) -> int:
    from local.rehearsal import BUSINESSES
    from local.understand import run
    from receptionist.business.load import load_business
    from receptionist.clock import system_clock

    known = [load_business(path) for path in sorted(BUSINESSES.glob("*.yaml"))]
    run(sys.stdin, sys.stdout, {business.id: business for business in known}, system_clock)
    return 0


def _suite(given: argparse.Namespace) -> int:
    from local.suite import report, run_files
    from local.suite_files import SHIPPED, load
    from receptionist.suites.shipped import ANY_BUSINESS

    files = given.files or [*sorted(SHIPPED.glob("*.yaml")), ANY_BUSINESS]
    if given.export is not None:
        from local.suite_export import export

        turns, failed = export(load(files), given.export)
        print(f"{turns} turns written; {failed} reviewed conversations left out because they fail")
        return int(failed > 0)
    if not given.sound:
        return run_files(files, given.junit, show=given.show)
    from local.suite_sound import run_with_sound

    return report(run_with_sound(load(files)), given.junit, sys.stdout, show=given.show)


def _call_to_suite(given: argparse.Namespace) -> int:
    from local.stored import stored_desk
    from local.suite_from_call import suite_of
    from receptionist.ids import CallId
    from receptionist.language.understander import LocalUnderstander

    with stored_desk(given.data) as desk:
        text = suite_of(desk, CallId(given.call), LocalUnderstander())
    if given.out is None:
        sys.stdout.write(text)
    else:
        given.out.write_text(text, encoding="utf-8")
    return 0


def _connect(given: argparse.Namespace) -> int:
    from local.connect import connect
    from local.settings import from_environment

    return connect(given.number, given.business, from_environment(given.port, given.data))


def _voices(given: argparse.Namespace) -> int:
    from local.settings import elevenlabs_of
    from receptionist.adapters.elevenlabs.whole import voices_of
    from receptionist.adapters.http_session import close_session

    async def listed() -> int:
        try:
            for one in await voices_of(elevenlabs_of()):
                print(f"{one.id}  {one.language or '-':3}  {one.name}")
        finally:
            await close_session()
        return 0

    return asyncio.run(listed())


def _import(given: argparse.Namespace) -> int:
    """1 if a line was refused."""
    from local.import_file import import_file, printed
    from receptionist.calendars.wanted import Defaults

    report = import_file(
        given.file,
        given.business,
        given.data,
        dry_run=given.dry_run,
        order=given.dates,
        defaults=Defaults(given.service, given.resource),
    )
    print(printed(report))
    return int(report.counts()["refused"] > 0)


def _publish(given: argparse.Namespace) -> int:
    from local.publish import publish
    from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
    from receptionist.adapters.dynamodb.table import Table, connect

    businesses = DynamoBusinessStore(Table(connect(given.region), given.table))
    print(publish(given.file, businesses, tuple(given.answer)))
    return 0


def _doctor(given: argparse.Namespace) -> int:
    from local.doctor.examination import run

    return run(given)


def _verify_live(given: argparse.Namespace) -> int:
    from local.live.verify import run

    return run(given)


def _restore(given: argparse.Namespace) -> int:
    from local.restore import run

    return run(given)


def _cost(given: argparse.Namespace) -> int:
    from local.cost import run

    return run(given)


def _wording(given: argparse.Namespace) -> int:
    if given.act == "play":
        from local.wording_sound import play

        return play(given)
    from local.wording import run

    return run(given)


def _business(given: argparse.Namespace) -> int:
    from local.business import run

    return run(given)


def _knowledge(given: argparse.Namespace) -> int:
    from local.knowledge_commands import run

    for line in run(given):
        print(line)
    return 0


def _customer(given: argparse.Namespace) -> int:
    from local.customers import run

    for line in run(given):
        print(line)
    return 0


def _account(given: argparse.Namespace) -> int:
    from local import accounts

    if given.table:
        if given.act == "password" or (given.act == "add" and not given.invite):
            raise Misconfigured("a deployment's people have no password here: add them with --invite ORIGIN")
        return _account_at(given, *accounts.of_table(given.table, given.region))
    with accounts.of_folder(given.data) as (door, businesses):
        return _account_at(given, door, businesses)


def _account_at(given: argparse.Namespace, door: "Door", businesses: "BusinessStore") -> int:
    from local import accounts
    from receptionist.accounts.model import Role

    match given.act:
        case "add":
            scope = accounts.scope(businesses, business=given.business, agency=given.agency)
            who = {"email": given.email, "name": given.name, "role": Role(given.role)}
            if given.invite:
                print(accounts.invited(door, scope, **who, origin=given.invite))
            else:
                print(accounts.add(door, scope, **who))
        case "list":
            for line in accounts.listed(door):
                print(line)
        case "remove":
            print(accounts.remove(door, given.email))
        case "password":
            print(accounts.change_password(door, given.email))
    return 0


if __name__ == "__main__":
    sys.exit(main())
