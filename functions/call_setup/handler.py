"""AWS Lambda: POST /voice/*."""

from functions.call_setup.app import build
from functions.entry import http

handler = http("call_setup", build)
