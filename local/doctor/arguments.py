"""How `firstring doctor` is asked; apart, so that every other command is as quick as before."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", default="", help="default: that of cdk.json, else dev")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="of the stage, as for cdk -c")
    parser.add_argument("--no-call", action="store_true", help="do not ring")
    parser.add_argument("--json", action="store_true", help="for programs")
