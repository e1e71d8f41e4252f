"""What may be written after `firstring wording`."""

import argparse
from pathlib import Path

LANGUAGES = ("en", "es", "pa")


def add_commands(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """list, show, set, reset, sign, play and export."""
    told = {
        "list": "every sentence, and who vouches for it",
        "show": "one sentence with its gaps, its wordings and an example",
        "set": "words of the business's own",
        "reset": "the words that come with Firstring again",
        "sign": "a native speaker vouches for what they have read: a sentence, or all of a language",
        "play": "an example as a WAV file, in the local voice of the language",
        "export": "all of it as JSON, for whoever reviews it",
    }
    for act, about in told.items():
        parser = what.add_parser(act, help=about)
        if act in ("show", "set", "reset", "play"):
            parser.add_argument(
                "sentence", metavar="SENTENCE", help="as `list` names it, such as ask_date or booked.texted"
            )
        if act == "sign":
            parser.add_argument("sentence", metavar="SENTENCE", nargs="?", default="", help="none: all of the language")
            parser.add_argument("--by", required=True, metavar="NAME", help="the native speaker")
        if act == "set":
            parser.add_argument("text", metavar="TEXT", help="with the gaps of the sentence in braces")
        if act == "play":
            parser.add_argument("out", type=Path, metavar="OUT.wav")
        if act not in ("list", "export"):
            parser.add_argument("--variant", type=int, default=0, metavar="N", help="0: the first time; 1: again, ...")
        if act in ("list", "export"):
            parser.add_argument("--unreviewed", action="store_true", help="only those nobody vouches for")
        parser.add_argument("--language", choices=LANGUAGES, required=act not in ("list", "export"))
        parser.add_argument("--business", default="restaurant", metavar="ID")
        parser.add_argument("--data", type=Path, default=Path(".data"), metavar="DIR", help="default %(default)s")
        parser.set_defaults(act=act)
