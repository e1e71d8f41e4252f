"""Looks the pinned packages up in the public databases of known weaknesses: Python's at OSV, npm's at its registry.

    python -m local.setup.audit [functions handler runtime dashboard] [--unreachable=told] [--osv URL] [--npm URL]

Only what is shipped counts: the lock files of functions, handler and laptop, and the dashboard's packages but for its tools. Prints a
line for each list. Exit status: 0, nothing known; 1, something is; 2, one could not be looked up, which is not the same as clean. With
`--unreachable=told` that is told and passes, for a CI that may have no network.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
OSV = "https://api.osv.dev/v1/query"
LISTS = ("functions", "handler", "runtime", "dashboard")
LONGEST_S = 600.0
"""For one list: a package is asked for in a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Of one list of packages. `known`: each weak package, with what is known of it. `failed`: why nobody could say; else empty."""

    known: tuple[str, ...] = ()
    failed: str = ""


def of_pip_audit(output: str, complaints: str) -> Answer:
    """`output`: what `pip-audit --format json` has printed; it prints nothing when a database does not answer. One package
    that could not be looked up leaves the list unknown, however many could."""
    packages = [one for one in (_parsed(output) or {}).get("dependencies", ()) if isinstance(one, dict)]
    if not packages:
        return Answer(failed=_last_line(complaints))
    known = tuple(
        f"{one['name']} {one['version']}: {', '.join(flaw['id'] for flaw in one['vulns'])}"
        for one in packages
        if one.get("vulns")
    )
    skipped = [f"{one['name']}: {one['skip_reason']}" for one in packages if "skip_reason" in one]
    return Answer(known, "; ".join(skipped))


def of_npm(output: str, complaints: str) -> Answer:
    """`output`: what `npm audit --json` has printed."""
    report = _parsed(output) or {}
    if "auditReportVersion" not in report:
        return Answer(failed=str(report.get("message") or complaints.partition("\n")[0] or "no answer"))
    flaws: dict[str, Any] = report.get("vulnerabilities", {})
    return Answer(tuple(f"{name} {flaw['range']}: {flaw['severity']}" for name, flaw in sorted(flaws.items())))


def verdict(answers: Sequence[Answer], *, unreachable_is_told: bool) -> int:
    """The exit status."""
    if any(answer.known for answer in answers):
        return 1
    return 2 if any(answer.failed for answer in answers) and not unreachable_is_told else 0


def told(name: str, answer: Answer) -> str:
    lines = [f"known: {one}" for one in answer.known]
    if answer.failed:
        lines.append(f"NOT LOOKED UP: {answer.failed}")
    return "\n".join(f"{name}: {line}" for line in lines or ["nothing known"])


def _parsed(output: str) -> dict[str, Any] | None:
    try:
        found = json.loads(output)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no answer"


def _run(command: Sequence[str | Path]) -> tuple[str, str]:
    try:
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return "", str(error)
    return ended.stdout, ended.stderr


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m local.setup.audit", description=__doc__.partition("\n")[0])
    parser.add_argument("--unreachable", choices=("fails", "told"), default="fails")
    parser.add_argument("--osv", default=OSV, help="address that OSV's queries go to")
    parser.add_argument("--npm", default="", help="address of npm's registry; npm's own setting if empty")
    parser.add_argument("lists", nargs="*", metavar="list", help=f"of {', '.join(LISTS)}; all if none is named")
    wanted = parser.parse_args(arguments)
    if strange := set(wanted.lists) - set(LISTS):
        parser.error(f"no such list: {', '.join(sorted(strange))}")
    answers = []
    for name in wanted.lists or LISTS:
        answers.append(_dashboard(wanted.npm) if name == "dashboard" else _python(name, wanted.osv))
        print(told(name, answers[-1]), flush=True)
    return verdict(answers, unreachable_is_told=wanted.unreachable == "told")


def _dashboard(registry: str) -> Answer:
    elsewhere = [f"--registry={registry}"] if registry else []
    return of_npm(
        *_run(["npm", "--prefix", "dashboard", "audit", "--json", "--omit=dev", "--package-lock-only", *elsewhere])
    )


def _python(name: str, osv: str) -> Answer:
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        _, complaints = _run(
            [
                Path(sys.executable).with_name("pip-audit"), "--requirement", f"requirements/{name}.txt",
                "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json", "--output", found,
                "--vulnerability-service", "osv", "--osv-url", osv, "--cache-dir", folder,
            ]
        )  # fmt: skip
        return of_pip_audit(found.read_text() if found.exists() else "", complaints)


if __name__ == "__main__":
    sys.exit(main())
