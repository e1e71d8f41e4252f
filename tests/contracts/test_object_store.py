"""What every store of recordings promises."""

import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError
from moto import mock_aws

from receptionist.adapters.memory.objects import MemoryObjectStore
from receptionist.adapters.objects.folder import FolderObjectStore
from receptionist.adapters.objects.s3 import S3ObjectStore, connect
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId
from receptionist.ports import ObjectStore
from tests.fakes.records import RESTAURANT, SALON

WAV = "audio/wav"


@pytest.fixture(scope="module")
def s3() -> Any:
    return connect("us-east-1", access_key="test", secret_key="test")


@pytest.fixture(params=["memory", "folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ObjectStore]:
    match request.param:
        case "folder":
            yield FolderObjectStore(tmp_path / "objects")
        case "s3":
            with mock_aws():
                s3 = request.getfixturevalue("s3")
                s3.create_bucket(Bucket="recordings")
                yield S3ObjectStore(s3, "recordings")
        case _:
            yield MemoryObjectStore()


def test_a_recording_is_played_back_as_it_was_kept(store: ObjectStore) -> None:
    store.put(RESTAURANT, "2026/CA1.wav", b"RIFF\x00\xff", WAV)
    assert store.get(RESTAURANT, "2026/CA1.wav") == b"RIFF\x00\xff"


@pytest.mark.parametrize("size", [0, 58, 9_000_000])
def test_a_file_is_kept_whole_and_left_open_to_be_kept_again(store: ObjectStore, size: int) -> None:
    file = io.BytesIO(bytes(range(250)) * (size // 250) + b"x" * (size % 250))
    file.seek(size // 2)
    for name in ("CA1.wav", "2026/CA1.wav"):
        store.put_file(RESTAURANT, name, file, WAV)
        assert store.get(RESTAURANT, name) == file.getvalue()


def test_a_recording_nobody_made_is_not_there(store: ObjectStore) -> None:
    store.put(RESTAURANT, "2026/CA1.wav", b"RIFF", WAV)
    assert store.get(RESTAURANT, "CA2.wav") is None
    assert store.get(RESTAURANT, "2026") is None
    assert store.get(RESTAURANT, "2026/CA1.wav/more") is None


def test_a_recording_kept_again_replaces_the_first(store: ObjectStore) -> None:
    store.put(RESTAURANT, "CA1.wav", b"half", WAV)
    store.put(RESTAURANT, "CA1.wav", b"whole", WAV)
    assert store.get(RESTAURANT, "CA1.wav") == b"whole"


def test_a_business_hears_its_own_recordings_only(store: ObjectStore) -> None:
    store.put(RESTAURANT, "CA1.wav", b"RIFF", WAV)
    assert store.get(SALON, "CA1.wav") is None
    assert store.get(SALON, "../restaurant/CA1.wav") is None
    assert store.get(BusinessId("."), "restaurant/CA1.wav") is None


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../CA1.wav", "a/../../b", "a//b", "a/", ".hidden", "a\\b", "a\x00b", "a b", "x" * 201]
)
def test_a_name_that_leads_elsewhere_is_refused(store: ObjectStore, name: str) -> None:
    with pytest.raises(ValueError, match="no name for an object"):
        store.put(RESTAURANT, name, b"RIFF", WAV)
    with pytest.raises(ValueError, match="no name for an object"):
        store.put_file(RESTAURANT, name, io.BytesIO(b"RIFF"), WAV)
    assert store.get(RESTAURANT, name) is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    store = FolderObjectStore(tmp_path / "objects")
    store.put(RESTAURANT, "CA1.wav", b"RIFF", WAV)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("secret")
    (tmp_path / "objects" / RESTAURANT / "out").symlink_to(tmp_path / "secret")
    assert store.get(RESTAURANT, "out/key") is None
    with pytest.raises(ValueError, match="no name for an object"):
        store.put(RESTAURANT, "out/new", b"", WAV)


def test_a_file_half_written_is_never_seen_and_leaves_nothing_behind(tmp_path: Path) -> None:
    store = FolderObjectStore(tmp_path)
    store.put(RESTAURANT, "CA1.wav/part", b"", WAV)
    with pytest.raises(StoreUnavailable):
        store.put(RESTAURANT, "CA1.wav", b"RIFF", WAV)
    assert [path.name for path in (tmp_path / RESTAURANT).iterdir()] == ["CA1.wav"]


def test_a_recording_that_was_removed_is_gone_and_its_neighbours_are_not(store: ObjectStore) -> None:
    store.put(RESTAURANT, "2026/CA1.wav", b"one", WAV)
    store.put(RESTAURANT, "2026/CA2.wav", b"two", WAV)
    store.put(SALON, "2026/CA1.wav", b"theirs", WAV)
    for _ in range(2):
        store.remove(RESTAURANT, "2026/CA1.wav")
    store.remove(RESTAURANT, "nothing/there.wav")
    store.remove(RESTAURANT, "2026")
    store.remove(RESTAURANT, "../salon/2026/CA1.wav")
    assert store.get(RESTAURANT, "2026/CA1.wav") is None
    assert store.get(RESTAURANT, "2026/CA2.wav") == b"two"
    assert store.get(SALON, "2026/CA1.wav") == b"theirs"


class _ClosedMeanwhile(io.BytesIO):
    """A recording that is let go while it is being sent."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            self.close()
        return super().read(size)


def _unfinished(s3: Any) -> list[Any]:
    found: list[Any] = s3.list_multipart_uploads(Bucket="recordings").get("Uploads", [])
    return found


@mock_aws
def test_an_upload_that_breaks_off_leaves_no_parts_to_be_paid_for() -> None:
    s3: Any = connect("us-east-1", access_key="test", secret_key="test")
    s3.create_bucket(Bucket="recordings")
    parts, seen = itertools.count(), list[int]()

    def second_part_is_lost(**_: Any) -> None:
        seen.append(len(_unfinished(s3)))
        if next(parts):
            raise EndpointConnectionError(endpoint_url="s3")

    s3.meta.events.register("before-call.s3.UploadPart", second_part_is_lost)
    with pytest.raises(StoreUnavailable, match="EndpointConnectionError"):
        S3ObjectStore(s3, "recordings").put_file(RESTAURANT, "CA1.wav", io.BytesIO(bytes(20_000_000)), WAV)
    assert seen == [1, 1]
    assert _unfinished(s3) == []


@mock_aws
def test_an_upload_whose_file_is_let_go_leaves_no_parts_to_be_paid_for() -> None:
    s3: Any = connect("us-east-1", access_key="test", secret_key="test")
    s3.create_bucket(Bucket="recordings")
    begun = list[object]()
    s3.meta.events.register("before-call.s3.CreateMultipartUpload", lambda **_: begun.append(None))
    with pytest.raises(ValueError, match="closed"):
        S3ObjectStore(s3, "recordings").put_file(RESTAURANT, "CA1.wav", _ClosedMeanwhile(bytes(20_000_000)), WAV)
    assert begun
    assert _unfinished(s3) == []
