"""What may be said after `firstring business`. Imports nothing, so that `firstring --help` is quick."""

import argparse
from collections.abc import Callable
from pathlib import Path

_PLAN = """Says what `apply` would change, and changes nothing.
Exit code: 0 nothing would change; 2 something would; 1 a file, or the place, is wrong."""
_APPLY = """Publishes what has changed, each business as its next version. Every file is looked through before the first is
published. What callers hear already is replaced only if its tests went well as a draft on the page, or with --suites here, or with
--untried. Safe to repeat. Exit code: 0 all is as in the folder; 1 something could not be published."""
_UNTRIED = "although its tests were played neither here nor on the page"
_KEY = (
    """of the API; KEY for all, or ID=KEY for one business (may be given several times); @FILE reads it from a file"""
)


def add(parser: argparse.ArgumentParser, data: Path, run: Callable[[argparse.Namespace], int]) -> None:
    what = parser.add_subparsers(required=True, metavar="WHAT")

    lint = what.add_parser("lint", help="look a definition through: mistakes, and where it contradicts itself")
    lint.add_argument("files", nargs="+", type=Path, metavar="FILE")
    lint.add_argument("--notes", action="store_true", help="also what could be better")

    plan = what.add_parser("plan", help="what publishing a folder of definitions would change", description=_PLAN)
    apply = what.add_parser("apply", help="publish a folder of definitions", description=_APPLY)
    for folder in (plan, apply):
        folder.add_argument(
            "folder", type=Path, metavar="FOLDER", help="its *.yaml files, one business each; or one file"
        )
        folder.add_argument("--json", action="store_true", help="for programs")
    apply.add_argument("--note", default="", help="why, for the history")
    apply.add_argument(
        "--suites",
        action="store_true",
        help="first play the conversations of its pack, those that hold for any business, and its own; publish if all go well",
    )
    apply.add_argument("--untried", action="store_true", help=_UNTRIED)

    show = what.add_parser("show", help="a definition as it stands, as YAML")
    show.add_argument("--version", type=int, metavar="N", help="as it was published then")
    show.add_argument("--draft", action="store_true", help="the draft")
    history = what.add_parser("history", help="what was published, when, by whom, and what it changed")
    rollback = what.add_parser("rollback", help="publish an old version anew")
    publish = what.add_parser("publish", help="publish the draft")
    for one in (show, history, rollback, publish):
        one.add_argument("business", metavar="ID")
    rollback.add_argument("version", type=int, metavar="VERSION")
    publish.add_argument("--note", default="", help="why, for the history")
    publish.add_argument(
        "--suites",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="first play the conversations of its pack, those that hold for any business, its own, and these; publish if all go well",
    )
    publish.add_argument("--untried", action="store_true", help=_UNTRIED)
    publish.add_argument("--junit", type=Path, metavar="OUT.xml", help="how they went")
    draft = what.add_parser("draft", help="keep a file as the draft; no caller hears it until it is published")
    draft.add_argument("file", type=Path, metavar="FILE")

    quality = what.add_parser(
        "quality", help="economy, balanced or fastest: who serves, what a minute costs, how quick it is"
    )
    quality.add_argument("file", nargs="?", type=Path, metavar="FILE", help="for its languages, its own choice marked")

    test = what.add_parser("test", help="play the conversations of its pack with a definition")
    test.add_argument("file", type=Path, metavar="FILE")
    test.add_argument("--junit", type=Path, metavar="OUT.xml")

    named = {
        "lint": lint, "plan": plan, "apply": apply, "show": show, "history": history, "rollback": rollback, "publish": publish,
        "draft": draft, "quality": quality, "test": test,
    }  # fmt: skip
    for act, command in named.items():
        if command not in (lint, quality, test):
            where = command.add_mutually_exclusive_group()
            where.add_argument(
                "--data", type=Path, default=data, metavar="DIR", help="of `firstring up` (default %(default)s)"
            )
            where.add_argument("--url", default="", help="of a deployment's API, such as https://phone.example.com")
            command.add_argument("--key", action="append", default=[], help=_KEY)
        command.set_defaults(run=run, act=act)
