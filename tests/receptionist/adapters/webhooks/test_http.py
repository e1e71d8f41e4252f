"""A stranger's URL leads to public addresses and nowhere else, within a deadline, whatever the other side does."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from receptionist.adapters.webhooks.http import HttpWebhooks
from receptionist.clock import system_clock
from receptionist.errors import VendorUnavailable
from receptionist.ports import UnfitUrl
from tests.fakes.receiver import Manner, Receiver, a_receiver

NOT_PUBLIC = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.170", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.88.99.1",
    "::", "::1", "fd00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1", "2001:db8::1",
]  # fmt: skip


def resolves_to(*addresses: str) -> Any:
    """A name server whose answers come one after another, the last of them again and again."""
    left = list(addresses)

    def resolve(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with a_receiver() as receiver:
        yield receiver


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_never_called(address: str) -> None:
    def called(*_: Any) -> socket.socket:
        raise AssertionError("connected")

    host = f"[{address}]" if ":" in address else address
    with pytest.raises(UnfitUrl):
        HttpWebhooks().sure_it_will_do(f"https://{host}/")
    with pytest.raises(UnfitUrl):
        HttpWebhooks(connect=called).post(f"https://{host}/", {}, b"")
    with pytest.raises(VendorUnavailable, match="not public"):
        HttpWebhooks(resolve=resolves_to(address), connect=called).post("https://crm.example.com/", {}, b"")


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost.", "017700000001"])
def test_nor_one_that_is_written_strangely(host: str, receiver: Receiver) -> None:
    port = receiver.url.split(":")[2].partition("/")[0]
    with pytest.raises(VendorUnavailable, match="not public|not known"):
        HttpWebhooks().post(f"https://{host}:{port}/", {}, b"")
    assert receiver.arrivals == []


def test_a_name_that_changes_between_looking_and_calling_gains_nothing() -> None:
    went: list[str] = []

    def create(address: tuple[str, int], timeout: float) -> socket.socket:
        went.append(address[0])
        raise ConnectionRefusedError

    changing = resolves_to("93.184.215.14", "127.0.0.1")
    with pytest.raises(VendorUnavailable):
        HttpWebhooks(resolve=changing, connect=create).post("https://crm.example.com/", {}, b"")
    assert went == ["93.184.215.14"]


@pytest.mark.parametrize(
    "url",
    [
        "http://crm.example.com/", "ftp://crm.example.com/", "https://", "https:///path", "crm.example.com", "",
        "https://user:secret@crm.example.com/", "https://crm.example.com/#part", "https://crm.example.com:99999/",
        "https://crm.example.com/\r\nX: 1", "https://crm.example.com/a b", "https://[::1", "https://localhost/",
        "https://db.internal/", "https://münchen.example.com/", "https://crm.example.com/" + "a" * 2000,
        "http://127.0.0.1/", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_what_is_no_public_https_url_is_refused_at_once(url: str) -> None:
    with pytest.raises(UnfitUrl):
        HttpWebhooks().sure_it_will_do(url)


def test_on_one_machine_only_itself_is_let_in_without_tls(receiver: Receiver) -> None:
    here = HttpWebhooks(loopback=True)
    here.sure_it_will_do("https://crm.example.com:8443/in?x=1")
    assert here.post(receiver.url, {"webhook-id": "evt_1"}, b"{}") == 200
    assert here.post(receiver.url.replace("127.0.0.1", "localhost"), {"webhook-id": "evt_1"}, b"{}") == 200
    assert receiver.arrivals[0].path == "/news?of=us"
    for url in ("http://crm.example.com/", "http://10.0.0.1/", "https://10.0.0.1/", "http://169.254.169.254/latest"):
        with pytest.raises(UnfitUrl):
            here.sure_it_will_do(url)
    with pytest.raises(VendorUnavailable, match="not public"):
        HttpWebhooks(loopback=True, resolve=resolves_to("10.0.0.1")).post("http://localhost/", {}, b"")


@pytest.mark.parametrize(("manner", "answer"), [(204, 204), (503, 503), (410, 410), ("redirect", 307), ("half", 500)])
def test_the_status_counts_and_nothing_else_of_the_answer(receiver: Receiver, manner: Manner, answer: int) -> None:
    receiver.manners = [manner]
    assert HttpWebhooks(loopback=True).post(receiver.url, {"webhook-id": "evt_1"}, b"{}") == answer
    assert len(receiver.arrivals) == 1


@pytest.mark.parametrize(("manner", "why"), [("hang", "in time"), ("drip", "in time"), ("cut", "failed")])
def test_one_that_gives_no_answer_is_left_in_time(receiver: Receiver, manner: Manner, why: str) -> None:
    receiver.manners = [manner]
    begun = time.monotonic()
    with pytest.raises(VendorUnavailable, match=why):
        HttpWebhooks(loopback=True, deadline_s=0.3).post(receiver.url, {}, b"{}")
    assert time.monotonic() - begun < 2


def test_nobody_there_is_told_as_such() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(VendorUnavailable, match="nobody answers"):
        HttpWebhooks(loopback=True).post(f"http://127.0.0.1:{port}/", {}, b"{}")


def test_a_certificate_is_verified(tmp_path: Path) -> None:
    trusted, url, arrived = _secure_receiver(tmp_path)
    with pytest.raises(VendorUnavailable, match="certificate"):
        HttpWebhooks(loopback=True).post(url, {}, b"secret")
    with pytest.raises(VendorUnavailable, match="certificate"):
        HttpWebhooks(loopback=True, trusted=trusted).post(url.replace("localhost", "127.0.0.1"), {}, b"secret")
    assert not any(came.startswith(b"POST") for came in arrived)
    assert HttpWebhooks(loopback=True, trusted=trusted).post(url, {}, b"secret") == 204
    assert len([came for came in arrived if came.startswith(b"POST / HTTP/1.1")]) == 1


def _secure_receiver(folder: Path) -> tuple[ssl.SSLContext, str, list[bytes]]:
    """Who trusts its own certificate for `localhost`, where it is, and what came in. Serves three connections."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = system_clock()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "both.pem"
    plain = serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    listener = socket.create_server(("127.0.0.1", 0))
    arrived: list[bytes] = []

    def serve() -> None:
        with listener:
            for _ in range(3):
                connection = listener.accept()[0]
                try:
                    with server.wrap_socket(connection, server_side=True) as secure:
                        came = b""
                        while not came.endswith(b"secret"):
                            came += secure.recv(1 << 16) or b"secret"
                        arrived.append(came)
                        secure.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
                except OSError:
                    connection.close()

    threading.Thread(target=serve, daemon=True).start()
    return ssl.create_default_context(cafile=str(file)), f"https://localhost:{listener.getsockname()[1]}/", arrived
