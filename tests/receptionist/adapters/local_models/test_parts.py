"""Weight files are the ones we measured, or the service does not start."""

import os
from pathlib import Path

import pytest

from local.setup.weights import locked
from receptionist.adapters.local_models.load import has_speech, load
from receptionist.adapters.local_models.parts import FOR_TURNS, Parts, installed_folder, manifest
from receptionist.errors import Misconfigured

LOCK = Path(__file__).parents[4] / "requirements" / "weights.txt"
SMALL = "en_US-joe-medium.onnx.json"


def test_a_missing_part_is_named_with_its_package_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(
        Misconfigured, match=r"silero_vad\.onnx is missing \(comes from pipecat-ai\): run make setup, or set PARTS_DIR"
    ):
        Parts(tmp_path).path("silero_vad.onnx")


def test_a_file_of_the_right_size_and_other_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / SMALL).write_bytes(b"x" * manifest()[SMALL].size_bytes)
    with pytest.raises(Misconfigured, match="is not the file we know"):
        Parts(tmp_path).path(SMALL)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lid.176.ftz").write_bytes(b"half")
    with pytest.raises(Misconfigured, match="is not the file we know"):
        Parts(tmp_path).path("lid.176.ftz")


def test_every_part_names_where_it_comes_from() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    for part in manifest().values():
        for source in part.sources:
            assert source.package.startswith("npm:") or f"\n{source.package}==" in lock, part.name


def test_what_is_not_wanted_is_not_downloaded() -> None:
    wanted = {source.package for name in FOR_TURNS for source in manifest()[name].sources}
    left = locked(LOCK.read_text(encoding="utf-8"), wanted)
    packages = [line for line in left.splitlines() if "==" in line]
    assert {line.partition("==")[0] for line in packages} == {one for one in wanted if not one.startswith("npm:")}
    assert left.count("--hash=") >= len(packages)
    assert "whisper" not in left
    assert "kokoro" not in left


def test_one_file_of_ears_or_voices_is_enough_to_want_all_of_them(tmp_path: Path) -> None:
    for name in FOR_TURNS:
        (tmp_path / name).touch()
    assert not has_speech(tmp_path)
    (tmp_path / SMALL).touch()
    assert has_speech(tmp_path)


@pytest.mark.models
@pytest.mark.together
def test_a_part_changed_after_it_was_checked_is_refused(tmp_path: Path) -> None:
    right = (installed_folder() / SMALL).read_bytes()
    (tmp_path / SMALL).write_bytes(right)
    assert Parts(tmp_path).path(SMALL).read_bytes() == right
    (tmp_path / SMALL).write_bytes(right.replace(b"0.667", b"0.668"))
    os.utime(tmp_path / SMALL, ns=(1, 1))
    with pytest.raises(Misconfigured, match="is not the file we know"):
        Parts(tmp_path).path(SMALL)


@pytest.mark.models
@pytest.mark.together
def test_an_operator_may_supply_the_weights_in_a_folder_nobody_can_write(tmp_path: Path) -> None:
    for name in manifest():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(installed_folder() / name)
    # A file where the stamps would go stands for a read-only folder, which root would not notice.
    (tmp_path / ".checked").write_text("", encoding="ascii")
    supplied = load(tmp_path)
    try:
        assert supplied.language_id.probabilities("una mesa para dos, por favor")["es"] > 0.9
    finally:
        supplied.close()
