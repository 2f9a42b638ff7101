"""A place on the web, asked over a real connection: encrypted, to whom this computer trusts."""

import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from db.rules.findings import Refused
from db.rules.update_place import UpdatesForm, check_updates
from db.texts import explain
from desktop.updates.fetching import fetch
from desktop.updates.notice import genuine_notice
from desktop.updates.places import place_of
from tests.desktop.updates.certificates import Vouched, certificates
from tests.desktop.updates.release import INSTALLER, PACKAGE, Signer, signed

SIGNER = Signer()
NOTICE = signed(SIGNER)
FILE = genuine_notice(NOTICE, SIGNER.keys).installer_for("linux") or pytest.fail("none")


class Site(ThreadingHTTPServer):
    """A web server of this computer; what it hands out can be changed."""

    daemon_threads = True

    def __init__(self, server_certificate: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.files = {"/c/caseroom-update.json": NOTICE, f"/c/{PACKAGE}": INSTALLER}
        self.leads_to: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.breaks_off_after: int | None = None
        scheme = "http"
        if server_certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(server_certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
            scheme = "https"
        self.address = f"{scheme}://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Who does not trust us hangs up."""


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        site = self.server
        site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        if self.path in site.leads_to:
            self.send_response(302)
            self.send_header("Location", site.leads_to[self.path])
            self.end_headers()
            return
        content = site.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        begin = int(self.headers.get("Range", "bytes=0-")[len("bytes=") : -1])
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - begin))
        self.end_headers()
        part = content[begin:]
        if site.breaks_off_after is not None and self.path.endswith(".deb"):
            part, site.breaks_off_after = part[: site.breaks_off_after], None
        self.wfile.write(part)

    def log_message(self, *_: object) -> None:
        """Quiet."""


Sites = Callable[[Path | None], Site]


@pytest.fixture
def serve() -> Iterator[Sites]:
    """Servers that end with the test."""
    begun: list[Site] = []

    def begin(certificate: Path | None) -> Site:
        begun.append(site := Site(certificate))
        threading.Thread(target=site.serve_forever, args=(0.01,), daemon=True).start()
        return site

    yield begin
    for site in begun:
        site.shutdown()
        site.server_close()


@pytest.fixture(scope="module")
def vouched(tmp_path_factory: pytest.TempPathFactory) -> Vouched:
    return certificates(tmp_path_factory.mktemp("certificates"), "Harbor")


@pytest.fixture(autouse=True)
def trusting(vouched: Vouched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(vouched.roots))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site(serve: Sites, vouched: Vouched) -> Site:
    return serve(vouched.server)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    assert not explain(refused.value).startswith("That is not possible")
    return refused.value.findings[0].code.removeprefix("update.")


def code_at(address: str) -> str:
    return code_of(place_of(address).notice)


def test_the_notice_and_the_installer_come_over_an_encrypted_connection(
    site: Site, tmp_path: Path
) -> None:
    for words in (
        f"{site.address}/c",
        f"{site.address}/c/",
        f"{site.address}/c/caseroom-update.json",
    ):
        assert place_of(words).notice() == NOTICE
    assert fetch(place_of(f"{site.address}/c"), FILE, tmp_path / "cache").read_bytes() == INSTALLER


def test_nothing_is_said_of_who_asks(site: Site) -> None:
    place_of(f"{site.address}/c").notice()
    (path, headers), *more = site.asked
    assert (path, more) == ("/c/caseroom-update.json", [])
    assert headers.pop("host") == site.address.removeprefix("https://")
    assert headers == {
        "user-agent": "Caseroom",
        "accept-encoding": "identity",
        "connection": "close",
    }


def test_what_broke_off_is_asked_for_from_there(site: Site, tmp_path: Path) -> None:
    place, folder = place_of(f"{site.address}/c"), tmp_path / "cache"
    site.breaks_off_after = 1_500_000
    assert code_of(lambda: fetch(place, FILE, folder)) == "broke_off"
    assert fetch(place, FILE, folder).read_bytes() == INSTALLER
    assert site.asked[-1][1]["range"] == "bytes=1500000-"


def test_a_certificate_that_this_computer_does_not_trust_is_refused(
    serve: Sites, tmp_path: Path
) -> None:
    other = serve(certificates(tmp_path, "Somebody else").server)
    assert code_at(f"{other.address}/c") == "address_not_trusted"
    assert other.asked == []


def test_a_certificate_of_another_name_is_refused(site: Site) -> None:
    assert code_at(f"https://localhost:{site.server_port}/c") == "address_not_trusted"


def test_a_redirect_is_followed_to_https_alone(site: Site, serve: Sites, vouched: Vouched) -> None:
    plain, other = serve(None), serve(vouched.server)
    notice = "/c/caseroom-update.json"
    site.leads_to[notice] = f"{other.address}{notice}"
    assert place_of(f"{site.address}/c").notice() == NOTICE
    for wrong in (f"{plain.address}{notice}", "file:///etc/passwd", "ftp://127.0.0.1/x", "//["):
        site.leads_to[notice] = wrong
        assert code_at(f"{site.address}/c") in (
            "address_leads_away",
            "address_gone",
            "address_says",
        )
    assert plain.asked == []
    site.leads_to[notice] = f"{site.address}{notice}"
    assert code_at(f"{site.address}/c") in ("address_says", "address_gone")  # round and round
    assert len(site.asked) < 20


def test_without_encryption_only_this_computer_is_asked(serve: Sites) -> None:
    plain = serve(None)
    assert place_of(f"{plain.address}/c").notice() == NOTICE
    for address in ("http://updates.example/c", "ftp://127.0.0.1/c", "file:///c", "https://"):
        assert check_updates(UpdatesForm(address)), address
        assert code_of(lambda address=address: place_of(address)) == "address_bad"  # type: ignore[misc]
    for address in ("https://u:p@updates.example/", "https://updates.example/?a=b", "https://a b/"):
        assert code_of(lambda address=address: place_of(address)) == "address_bad"  # type: ignore[misc]


def test_more_than_a_notice_can_be_is_not_read(site: Site) -> None:
    site.files["/c/caseroom-update.json"] = b" " * 5_000_000
    content = place_of(f"{site.address}/c").notice()
    assert len(content) == 256 * 1024 + 1
    assert code_of(lambda: genuine_notice(content, SIGNER.keys)) == "too_large"


def test_an_address_that_has_nothing_says_so(site: Site) -> None:
    assert code_at(f"{site.address}/elsewhere") == "address_says"
    site.shutdown()
    site.server_close()
    assert code_at(f"{site.address}/c") == "address_gone"
