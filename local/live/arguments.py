"""How `firstring verify-live` is asked."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="E164", help="the deployed number")
    parser.add_argument("--from", dest="caller", required=True, metavar="E164", help="another number of the account")
    parser.add_argument("--budget", type=float, required=True, metavar="USD", help="what it may cost at most")
    parser.add_argument("--stage", default="dev", help="default %(default)s")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="of the stage, as for cdk -c")
    parser.add_argument("--report", type=Path, default=Path("live.md"), metavar="OUT.md", help="default %(default)s")
