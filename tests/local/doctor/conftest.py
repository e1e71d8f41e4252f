import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from receptionist.clock import system_clock


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[tuple[str, ssl.SSLContext, datetime]]:
    """An address with a certificate of its own, who trusts it, and when it ends."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    ends = system_clock().replace(microsecond=0) + timedelta(days=90)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(ends - timedelta(days=91))
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "own.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(file)

    class Greets(BaseRequestHandler):
        def handle(self) -> None:
            try:
                with ours.wrap_socket(self.request, server_side=True) as socket:
                    socket.recv(1)
            except OSError:
                pass

    server = ThreadingTCPServer(("127.0.0.1", 0), Greets)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_address[1]}", ssl.create_default_context(cafile=str(file)), ends
    server.shutdown()
    server.server_close()
