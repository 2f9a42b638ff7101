"""A certificate for this rehearsal alone, made at run time and thrown away: nobody trusts it."""

import datetime
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from installers.windows.rehearsal import tools
from installers.windows.rehearsal.steps import require


def make(folder: Path) -> str:
    """Make it in a folder; gives the command that signs with it, as `CASEROOM_SIGN` wants it."""
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Caseroom rehearsal, trust nobody")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    key_file, certificate_file = folder / "key.pem", certificate_of(folder)
    key_file.touch(mode=0o600)
    key_file.write_bytes(private)
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    tool = tools.find("osslsigncode")
    keys = f"-certs '{certificate_file}' -key '{key_file}'"
    return f"'{tool}' sign {keys} -h sha256 -n Caseroom -in {{file}} -out {{out}}"


def certificate_of(folder: Path) -> Path:
    """The public half."""
    return folder / "certificate.pem"


def require_signed(file: Path, folder: Path) -> None:
    """Raise `Failed` unless the file bears a whole signature of this rehearsal's."""
    tool = tools.find("osslsigncode")
    command = [tool, "verify", "-CAfile", str(certificate_of(folder)), "-in", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    says = done.stdout + done.stderr
    require(
        "Signature verification: ok" in says, f"{file.name} is not signed as it should be:\n{says}"
    )
