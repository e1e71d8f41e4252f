"""The dashboard's files, built by npm on this machine when the cloud is synthesised; no container."""

import base64
import hashlib
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk import aws_s3_deployment as deployment

ROOT = Path(__file__).resolve().parents[1]
DASHBOARD = ROOT / "dashboard"
BUILT_FROM = ("src", "public", "index.html", "package-lock.json", "tsconfig.json", "vite.config.ts", "first-paint.ts")


@jsii.implements(ILocalBundling)
class Built:
    """Builds on this machine; there is no container to fall back on."""

    def try_bundle(self, output_dir: str, *_: Any, **__: Any) -> bool:
        """Fills `output_dir`. Raises CalledProcessError when npm cannot."""
        build(Path(output_dir))
        return True


def build(folder: Path) -> None:
    """The page, in `folder`. Its packages are fetched first where they are not there yet."""
    if not (DASHBOARD / "node_modules" / ".bin" / "vite").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=DASHBOARD, check=True)
    command = ["npx", "--no-install", "vite", "build", "--outDir", str(folder), "--emptyOutDir", "--logLevel", "error"]
    subprocess.run(command, cwd=DASHBOARD, check=True)


def page_source() -> deployment.ISource:
    """What is laid into the bucket. Its hash covers sources and lock file: the same page is not built or sent again."""
    return deployment.Source.asset(
        str(DASHBOARD / "src"),
        asset_hash_type=AssetHashType.CUSTOM,
        asset_hash=_fingerprint(),
        bundling=BundlingOptions(image=DockerImage.from_registry("none"), local=Built()),
    )


def script_hashes() -> tuple[str, ...]:
    """Of the scripts written into index.html, as a Content-Security-Policy lets them run. The build leaves them as they are."""
    index = (DASHBOARD / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts)
    return tuple(f"'sha256-{digest}'" for digest in digests)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(os.fsencode(path.relative_to(DASHBOARD)))
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> list[Path]:
    parts = (DASHBOARD / name for name in BUILT_FROM)
    return sorted(path for part in parts for path in ([part] if part.is_file() else part.rglob("*")) if path.is_file())
