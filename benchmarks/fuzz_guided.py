"""Fuzzing by libFuzzer, which goes on from whatever reached a new branch of the reader (atheris).

What was reached stays under .fuzz/<target>/reached, so a later run goes on from there.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks import fuzz_finds
from benchmarks.fuzz_tried import Tried
from tests.fuzz.target import CORPUS, Target, kind_of

LONGEST_BYTES = 8192
HANGS_S = 30
GONE_MB = 3000
_COUNTED = re.compile(r"cov: (\d+) ft: (\d+)")
_INPUTS = re.compile(r"number_of_executed_units:\s+(\d+)")


def fuzz(
    targets: dict[str, Target], each_s: float, root: Path, *, module: str = "tests.fuzz.targets", corpus: Path = CORPUS
) -> dict[str, Tried]:
    """`module`: where the child finds the targets, too. `corpus`: where finds are kept."""
    for name, target in targets.items():
        _prepare(name, target, root / name)
    _run({name: [f"-max_total_time={max(1, round(each_s))}", *_where(root / name)] for name in targets}, root, module)
    return {name: _outcome(name, target, root / name, corpus) for name, target in targets.items()}


def reached(inputs: dict[str, Path], root: Path) -> dict[str, tuple[int, int]]:
    """Edges and features of the inputs in a folder, by the same count."""
    for name in inputs:
        (root / name / "finds").mkdir(parents=True, exist_ok=True)
    _run({name: ["-runs=0", str(folder)] for name, folder in inputs.items()}, root, "tests.fuzz.targets")
    return {name: _counted(root / name)[-1] for name in inputs}


def _prepare(name: str, target: Target, folder: Path) -> None:
    for anew in ("seeds", "finds"):
        shutil.rmtree(folder / anew, ignore_errors=True)
        (folder / anew).mkdir(parents=True)
    (folder / "reached").mkdir(exist_ok=True)
    for number, content in enumerate(target.given(name)):
        (folder / "seeds" / f"{number}").write_bytes(content)
    words = ('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in target.words)
    (folder / "words").write_text("".join(words), encoding="ascii")


def _where(folder: Path) -> list[str]:
    words = [f"-dict={folder / 'words'}"] if (folder / "words").stat().st_size else []  # an empty one is refused
    return [
        *words, f"-artifact_prefix={folder / 'finds'}/", f"-max_len={LONGEST_BYTES}", "-len_control=0",
        f"-timeout={HANGS_S}", f"-rss_limit_mb={GONE_MB}", "-print_final_stats=1", str(folder / "reached"), str(folder / "seeds"),
    ]  # fmt: skip


def _run(arguments: dict[str, list[str]], root: Path, module: str) -> None:
    asked: list[str] = []
    for name, own in arguments.items():
        asked += [*(["--"] if asked else []), name, str(root / name), *own]
    subprocess.run([sys.executable, "-m", "benchmarks.fuzz_instrumented", module, *asked], check=True)


def _counted(folder: Path) -> list[tuple[int, int]]:
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    counted = [(int(edges), int(features)) for edges, features in _COUNTED.findall(log)]
    if not counted:
        raise RuntimeError(f"libFuzzer did not begin: {folder / 'log'} ends with {log[-200:]!r}")
    return counted


def _outcome(name: str, target: Target, folder: Path, corpus: Path) -> Tried:
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    (edges, features), (edges_last, features_last) = _counted(folder)[0], _counted(folder)[-1]
    tried = Tried("guided", 0, (edges, edges_last), (features, features_last))
    tried.inputs = sum(int(found) for found in _INPUTS.findall(log))
    for path in sorted((folder / "finds").iterdir()):
        tried.finds += _kept(name, target, path, corpus)
    return tried


def _kept(name: str, target: Target, path: Path, corpus: Path) -> int:
    """1 for a find that breaks the reader as it is deployed, too, without its branches counted."""
    content = path.read_bytes()
    if path.name.startswith(("crash-", "oom-")):  # not tried again in this process: it may end it
        fuzz_finds.keep(corpus / name, content, RuntimeError(f"ended its process: {path.name}"))
        return 1
    if (error := fuzz_finds.broken(target, content)) is None:
        print(f"{name}: only with its branches counted: {path}", file=sys.stderr)
        return 0
    fuzz_finds.keep(corpus / name, fuzz_finds.made_small(target, content, kind_of(error)), error)
    return 1
