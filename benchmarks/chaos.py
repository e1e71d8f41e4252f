"""The fault matrix: every fault at every point of two calls, on virtual time, with the real conversation behind it.

    python -m benchmarks.chaos [--fault F] [--phase P] [--dialogue D] [--turn N] [--transcripts]

Prints what came of each fault in each phase, and the transcript of every call that did not end as its caller wanted. Exit
code 1 if there was one. Takes about a minute for a hundred cells on one core.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from statistics import quantiles

from tests.chaos.dialogues import DIALOGUES
from tests.chaos.matrix import FAULTS, PHASES, Cell, Played, cells, play


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    undisturbed = {dialogue.name: play(dialogue) for dialogue in DIALOGUES}
    began = time.perf_counter()
    played: dict[Cell, Played] = {}
    for cell in cells(undisturbed):
        if _wanted(cell, asked):
            played[cell] = result = play(cell)
            if result.faults and result.struck:
                print("\n".join([f"FAILED {cell}", *(f"   {fault}" for fault in result.faults), *result.transcript]))
            elif asked.transcripts:
                print("\n".join([f"{cell}", *result.transcript]))
            sys.stdout.flush()
    return _report(played, time.perf_counter() - began)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("--fault", choices=FAULTS)
    parser.add_argument("--phase", choices=PHASES)
    parser.add_argument("--dialogue", choices=[one.name for one in DIALOGUES])
    parser.add_argument("--turn", type=int, help="of the caller's lines, from 1")
    parser.add_argument("--transcripts", action="store_true", help="of the calls that went well, too")
    return parser.parse_args(arguments)


def _wanted(cell: Cell, asked: argparse.Namespace) -> bool:
    return (
        asked.fault in (None, cell.fault)
        and asked.phase in (None, cell.phase)
        and asked.dialogue in (None, cell.dialogue.name)
        and asked.turn in (None, cell.turn + 1)
    )


def _report(played: dict[Cell, Played], seconds: float) -> int:
    """The exit code."""
    struck = {cell: result for cell, result in played.items() if result.struck}
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for cell, result in struck.items():
        counts[cell.fault, cell.phase].append(not result.faults)
    print(f"\n{'calls that ended as wanted':28}" + "".join(f"{phase:>18}" for phase in PHASES))
    for fault in FAULTS:
        row = [counts[fault, phase] for phase in PHASES]
        print(f"{fault:28}" + "".join(f"{f'{sum(one)} of {len(one)}' if one else '-':>18}" for one in row))
    failed = sum(bool(result.faults) for result in struck.values())
    print(
        f"\n{len(struck)} cells struck, {failed} failed, {len(played) - len(struck)} had nothing to strike; {seconds:.0f} s"
    )
    first = sorted(at for result in struck.values() for at in result.first_words_s)
    if len(first) > 1:
        p50, p95 = quantiles(first, n=20, method="inclusive")[9::9]
        print(f"first word after the next stream's start: p50 {p50:.2f} s, p95 {p95:.2f} s, most {first[-1]:.2f} s")
    for fault in FAULTS:
        mute = sorted(result.mute_s for cell, result in struck.items() if cell.fault == fault and result.mute_s)
        if len(mute) > 1:
            p50, p95 = quantiles(mute, n=20, method="inclusive")[9::9]
            print(
                f"{fault}, loss of a stream to the next word: p50 {p50:.1f} s, p95 {p95:.1f} s, most {mute[-1]:.1f} s"
            )
    print(f"resumes: at most {max((result.resumes for result in struck.values()), default=0)}")
    return 1 if failed or not struck else 0


if __name__ == "__main__":
    sys.exit(main())
