"""Recordings in one S3 bucket, each under the id of its business."""

from typing import Any, BinaryIO, Protocol, cast

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from receptionist.adapters.object_names import is_object_name
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId

_TRANSFER = TransferConfig(use_threads=False)
"""In the thread of whoever asks: 8 MB at a time. An upload that fails, for whatever reason, is aborted by it."""


class S3Client(Protocol):
    """What is used of boto3's client."""

    def put_object(self, *, Bucket: str, Key: str, Body: bytes, ContentType: str) -> Any: ...  # noqa: N803

    def upload_fileobj(
        self,
        Fileobj: "_LeftOpen",  # noqa: N803
        Bucket: str,  # noqa: N803
        Key: str,  # noqa: N803
        ExtraArgs: dict[str, str],  # noqa: N803
        *,
        Config: TransferConfig,  # noqa: N803
    ) -> None: ...

    def get_object(self, *, Bucket: str, Key: str) -> Any: ...  # noqa: N803

    def delete_object(self, *, Bucket: str, Key: str) -> Any: ...  # noqa: N803


def connect(
    region: str, *, endpoint_url: str | None = None, access_key: str | None = None, secret_key: str | None = None
) -> S3Client:
    """A client that gives up soon: 1 s to connect, 10 s to answer, 3 tries. Keys default to the usual AWS chain."""
    config = Config(connect_timeout=1, read_timeout=10, retries={"total_max_attempts": 3, "mode": "standard"})
    client: S3Client = boto3.client(
        "s3",
        region_name=region,
        endpoint_url=endpoint_url,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=config,
    )
    return client


class _LeftOpen:
    """A file that boto3 does not close when it has sent it: who opened it may have to send it again."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        return


class S3ObjectStore:
    """Keeps the promises of ObjectStore. Encryption and retention are the bucket's."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, business: BusinessId, name: str, content: bytes, content_type: str) -> None:
        if not is_object_name(business, name):
            raise ValueError(f"no name for an object: {name!r}")
        try:
            self._client.put_object(
                Bucket=self._bucket, Key=f"{business}/{name}", Body=content, ContentType=content_type
            )
        except (ClientError, BotoCoreError) as error:
            raise StoreUnavailable(f"S3: {type(error).__name__}") from error

    def put_file(self, business: BusinessId, name: str, content: BinaryIO, content_type: str) -> None:
        if not is_object_name(business, name):
            raise ValueError(f"no name for an object: {name!r}")
        content.seek(0)
        try:
            self._client.upload_fileobj(
                _LeftOpen(content), self._bucket, f"{business}/{name}", {"ContentType": content_type}, Config=_TRANSFER
            )
        except (ClientError, BotoCoreError, Boto3Error) as error:
            raise StoreUnavailable(f"S3: {type(error).__name__}") from error

    def get(self, business: BusinessId, name: str) -> bytes | None:
        if not is_object_name(business, name):
            return None
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=f"{business}/{name}")
            content: bytes = answer["Body"].read()
        except ClientError as error:
            code = cast(dict[str, Any], error.response)["Error"]["Code"]
            if code == "NoSuchKey":
                return None
            raise StoreUnavailable(f"S3: {code}") from error
        except BotoCoreError as error:
            raise StoreUnavailable(f"S3: {type(error).__name__}") from error
        return content

    def remove(self, business: BusinessId, name: str) -> None:
        if not is_object_name(business, name):
            return
        try:
            self._client.delete_object(Bucket=self._bucket, Key=f"{business}/{name}")
        except (ClientError, BotoCoreError) as error:
            raise StoreUnavailable(f"S3: {type(error).__name__}") from error
