"""A function of ours in AWS Lambda, run now and waited for."""

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from receptionist.errors import VendorUnavailable


def connect(region: str) -> Any:
    """A client that waits as long as the function's work may take a caller who hears nothing; asking twice is for whoever
    looks next."""
    limits = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 1})
    return boto3.client("lambda", region_name=region, config=limits)


class RunFunction:
    """Called, it runs the function without arguments and waits for its end. Safe to share between threads. Raises VendorUnavailable,
    also if the function itself failed; it may have run."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    def __call__(self) -> None:
        try:
            answer = self._client.invoke(FunctionName=self._name, InvocationType="RequestResponse", Payload=b"{}")
        except (BotoCoreError, ClientError) as error:
            raise VendorUnavailable(f"Lambda: {type(error).__name__}") from error
        if "FunctionError" in answer:
            raise VendorUnavailable(f"{self._name} failed")
