"""AWS Lambda: POST /sms/*."""

from functions.entry import http
from functions.sms.app import build

handler = http("sms", build)
