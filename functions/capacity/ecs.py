"""The handlers' service in ECS."""

from collections.abc import Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.capacity.watch import Task
from receptionist.errors import VendorUnavailable

AT_ONCE = 10
"""Tasks in one request for protection, at most:
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateTaskProtection.html"""
DESCRIBED = 100


class EcsService:
    """Over boto3's client."""

    def __init__(self, client: Any, cluster: str, service: str) -> None:
        self._client, self._cluster, self._service = client, cluster, service

    def tasks(self) -> list[Task]:
        try:
            (service,) = self._client.describe_services(cluster=self._cluster, services=[self._service])["services"]
            pages = self._client.get_paginator("list_tasks").paginate(cluster=self._cluster, serviceName=self._service)
            arns = [arn for page in pages for arn in page["taskArns"]]
            found = [
                task
                for first in range(0, len(arns), DESCRIBED)
                for task in self._client.describe_tasks(cluster=self._cluster, tasks=arns[first : first + DESCRIBED])[
                    "tasks"
                ]
            ]
        except (BotoCoreError, ClientError, KeyError, ValueError) as error:
            raise VendorUnavailable(f"ECS does not tell its tasks: {type(error).__name__}") from error
        return [
            Task(task["taskArn"], _address(task), task["taskDefinitionArn"] == service["taskDefinition"])
            for task in found
        ]

    def protect(self, tasks: Sequence[str], minutes: int) -> None:
        told: dict[str, Any] = {"protectionEnabled": minutes > 0}
        if minutes:
            told["expiresInMinutes"] = minutes
        try:
            for first in range(0, len(tasks), AT_ONCE):
                self._client.update_task_protection(
                    cluster=self._cluster, tasks=list(tasks[first : first + AT_ONCE]), **told
                )
        except (BotoCoreError, ClientError) as error:
            raise VendorUnavailable(f"ECS does not protect tasks: {type(error).__name__}") from error


def _address(task: dict[str, Any]) -> str:
    """Empty where it has none yet."""
    details = (detail for one in task.get("attachments", ()) for detail in one.get("details", ()))
    return next((str(one["value"]) for one in details if one.get("name") == "privateIPv4Address"), "")
