"""Where Twilio's regions are, in AWS's names.

Which region of Twilio's processes a number's calls is a setting of the number (`voice_region`), not its country, and each has
webhooks, keys and tokens of its own (https://www.twilio.com/docs/global-infrastructure). Sound is quickest where the two are close.
"""

from receptionist.errors import Misconfigured

TWILIO = {"us1": "us-east-1", "ie1": "eu-west-1", "au1": "ap-southeast-2"}
"""Twilio's regions and where in AWS they are."""
CONTINENTS = {"us": "us1", "ca": "us1", "mx": "us1", "sa": "us1", "eu": "ie1", "me": "ie1", "af": "ie1", "il": "ie1", "ap": "au1"}  # fmt: skip
"""By the first word of an AWS region's name, whose sound reaches it with the shortest way."""
EDGE_REGION = "us-east-1"
"""Where CloudFront's certificates and firewall rules have to be:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html"""


def twilio_near(region: str) -> str:
    """Twilio's region that numbers answered in AWS's `region` should be routed to. Raises Misconfigured for a place unheard of."""
    near = CONTINENTS.get(region.partition("-")[0])
    if near is None or region.count("-") < 2:
        raise Misconfigured(f"{region!r} is no AWS region such as us-east-1")
    return near
