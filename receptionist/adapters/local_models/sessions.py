"""ONNX sessions for a process that serves many calls: few threads each, none of them spinning between two turns."""

import os
from pathlib import Path

# Since 1.29 it tells Microsoft of each process and model where nobody says no, and it looks here before anything can be said in Python:
# https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # noqa: TID251
import onnxruntime as ort


def session(path: Path, threads: int = 1) -> ort.InferenceSession:
    """`threads` per run; several runs at once each take that many."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # A spinning thread pool burns a core per session while nobody speaks.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class StillWanted:
    """Whether what is being computed is still wanted. For any threads."""

    def __init__(self) -> None:
        self._options = ort.RunOptions()
        self._options.log_severity_level = 4  # it is no fault, and what it would write goes around our own log

    def no_more(self) -> None:
        """The run that goes on stops at its next layer. Safe to repeat."""
        self._options.terminate = True

    @property
    def options(self) -> ort.RunOptions:
        """For `InferenceSession.run`, which raises when it is no more."""
        return self._options
