import platform
import sys
from collections.abc import Iterator

import pytest

from tests.deploy.cloud import ACCOUNT, AWS_ACCOUNT, DOMAIN, REGION, Cloud, Deployed, stack_name
from tests.emulated_cloud import emulated_cloud
from tests.infra_cdk.assembly import synthesised


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """Empty."""
    with emulated_cloud(tmp_path_factory.mktemp("cloud")) as endpoint:
        yield Cloud(endpoint)


@pytest.fixture(scope="session")
def deployed(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    zone = cloud.client("route53").create_hosted_zone(Name=DOMAIN, CallerReference="test")["HostedZone"]["Id"]
    context = {
        "lambda_arch": {"aarch64": "arm64"}.get(platform.machine(), platform.machine()),
        "lambda_python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "twilio_account_sid": ACCOUNT,
        "domain": DOMAIN,
        "hosted_zone_id": zone.rpartition("/")[2],
        "certificate_arn": f"arn:aws:acm:{REGION}:{AWS_ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000",
    }
    assembly = synthesised(tmp_path_factory.mktemp("cdk"), context)
    cloud.deploy(assembly, stack_name("data"), stack_name("functions"))
    return cloud.opened(assembly)
