"""Lines to recognisers are encrypted, and to nobody else."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from receptionist.adapters.deepgram.ears import DeepgramDictation
from receptionist.adapters.ears.line import Address, Line


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Of 127.0.0.1, signed by nobody else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stand-in")])
    now = datetime.now(UTC)  # noqa: TID251 - the other side's library looks at the machine's clock
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = tmp_path / "public.pem", tmp_path / "private.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return public, private


@pytest.mark.parametrize("trusted", [True, False])
def test_only_a_vendor_with_a_certificate_is_told_anything(trusted: bool, certificate: tuple[Path, Path]) -> None:
    public, private = certificate
    known = ssl.create_default_context(cafile=str(public)) if trusted else None
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    served.load_cert_chain(public, private)
    heard: list[bytes] = []

    async def answer(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            heard.append(message.data)
        return socket

    async def call() -> None:
        app = web.Application()
        app.router.add_get("/v1/listen", answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=served).start()
        address = Address(f"wss://127.0.0.1:{runner.addresses[0][1]}/v1/listen", ())
        dialled = Line("stand-in", address, DeepgramDictation("en"), trusted=known)
        dialled.dial()
        await dialled.settled()
        assert dialled.open is trusted
        assert (dialled.failed is None) is trusted
        dialled.sound(b"\x10" * 160)
        await asyncio.sleep(0.1)
        dialled.hang_up()
        await runner.cleanup()

    asyncio.run(asyncio.wait_for(call(), 10))
    assert (heard[:1] == [b"\x10" * 160]) is trusted
