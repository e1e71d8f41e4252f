"""What a session brings along."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.timeout(120)

THREADS = """
import os, sys
from pathlib import Path
import importlib.util
folder = Path(importlib.util.find_spec("onnxruntime").origin).parent
model = folder / "datasets" / "mul_1.onnx"
if sys.argv[1] == "ours":
    from receptionist.adapters.local_models.sessions import session
    made = session(model)
else:
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    made = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
print(len(os.listdir("/proc/self/task")))
"""


def threads(whose: str, **told: str) -> int:
    """Of a process that has made one session; as on a machine of somebody's, which is no CI."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}  # noqa: TID251
    done = subprocess.run(
        [sys.executable, "-c", THREADS, whose], env={**environment, **told}, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_the_runtime_of_models_tells_its_maker_nothing_of_us() -> None:
    """What it would send leaves by a thread of its own."""
    silent = threads("plain", ORT_DISABLE_TELEMETRY="1")
    assert threads("plain") > silent, "it would tell"
    assert threads("ours") == silent
