"""What may be written after `firstring knowledge`."""

import argparse
from collections.abc import Iterable
from pathlib import Path

LANGUAGES = ("en", "es", "pa")


def add_commands(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """add, list, show, approve, remove, ask, gaps and answer."""
    told = {
        "add": "a file to read: text, Markdown, PDF or a saved web page; a draft until it is approved",
        "list": "the documents of a business",
        "show": "the passages of one document",
        "approve": "let callers be told it",
        "remove": "take a document off the shelf",
        "ask": "what a caller would be told who asks this",
        "gaps": "what callers asked and nobody could answer, the most asked first",
        "answer": "answer such a question, in the draft of the definition",
    }
    for act, about in told.items():
        parser = what.add_parser(act, help=about)
        if act == "add":
            parser.add_argument("file", type=Path, metavar="FILE")
            parser.add_argument("--name", default="", help="how the business calls it (default: the file's name)")
        if act in ("show", "approve", "remove"):
            parser.add_argument("document", metavar="ID", help="as `list` shows it")
        if act == "approve":
            parser.add_argument("--passages", default="", metavar="1,2,5", help="only these (default: all)")
            parser.add_argument("--withdraw", action="store_true", help="the other way: callers are told it no more")
        if act == "ask":
            parser.add_argument("question", metavar="QUESTION")
        if act == "answer":
            parser.add_argument("gap", metavar="ID", help="as `gaps` shows it")
            parser.add_argument("text", metavar="TEXT", help="a sentence or two, spoken as they are")
            parser.add_argument("--question", default="", help="in better words than the caller's")
            parser.add_argument(
                "--publish", action="store_true", help="now, if nothing contradicts it and its tests go well"
            )
        if act in ("add", "answer"):
            parser.add_argument("--language", choices=LANGUAGES, default="en")
        parser.add_argument("--business", required=True, metavar="ID")
        parser.add_argument("--data", type=Path, default=Path(".data"), metavar="DIR", help="default %(default)s")
        parser.set_defaults(act=act)


def run(given: argparse.Namespace) -> Iterable[str]:
    """The lines to print. Raises Misconfigured and the refusals of the desk."""
    from local.knowledge import shelf  # noqa: PLC0415  `firstring --help` is quick

    with shelf(given.data, given.business) as opened:
        match given.act:
            case "add":
                yield from opened.add(given.file, given.name, given.language)
            case "list":
                yield from opened.list()
            case "show":
                yield from opened.show(given.document)
            case "approve":
                numbers = tuple(int(one) for one in given.passages.split(",") if one.strip().isdigit())
                yield from opened.approve(given.document, numbers, approved=not given.withdraw)
            case "remove":
                yield from opened.remove(given.document)
            case "ask":
                yield from opened.ask(given.question)
            case "gaps":
                yield from opened.gaps()
            case "answer":
                yield from opened.answer(given.gap, given.text, given.language, given.question, publish=given.publish)
