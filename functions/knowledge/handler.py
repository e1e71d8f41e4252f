"""AWS Lambda: documents, and questions nobody could answer."""

from functions.entry import http
from functions.knowledge.app import build

handler = http("knowledge", build)
