"""A place on the web: one GET for the notice, one for the installer, and nothing is said of us.

The certificate must be one that this computer trusts. A redirect is followed to https alone, and
never to a file, to another protocol, or without encryption.
"""

import http.client
import ssl
import sys
from collections.abc import Iterator
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from db.rules.findings import Refused, hard
from db.rules.update_place import may_be_asked
from db.storage.trusted_roots import trusted_roots
from desktop.updates.notice import NOTICE_FILE
from desktop.updates.places import PART
from desktop.updates.strict_json import LARGEST

CALLED = "Caseroom"  # the User-Agent: no version, no system, nothing of who asks
_SILENCE = 20.0  # seconds for each answer of the network
_PARTIAL = 206


class WebPlace:
    """The address of a notice, or of a folder on the web that holds one."""

    def __init__(self, address: str) -> None:
        here = address if address.endswith(".json") else f"{address.rstrip('/')}/{NOTICE_FILE}"
        self._address = here

    def notice(self) -> bytes:
        """See `Place.notice`."""
        with self._get(self._address) as answer:
            return self._whole(answer)

    def parts(self, name: str, begin: int) -> tuple[int, Iterator[bytes]]:
        """See `Place.parts`."""
        more = {"Range": f"bytes={begin}-"} if begin else {}
        answer = self._get(urljoin(self._address, quote(name)), **more)
        goes_on = getattr(answer, "status", 0) == _PARTIAL
        headers = getattr(answer, "headers", {})
        told = str(headers.get("Content-Range", "")).startswith(f"bytes {begin}-")
        return begin if goes_on and told else 0, _pieces(answer)

    def _get(self, address: str, **headers: str) -> IO[bytes]:
        asked = Request(address, headers={"User-Agent": CALLED, **headers})
        try:
            return _opener().open(asked, timeout=_SILENCE)
        except Refused:
            raise
        except HTTPError as error:
            error.close()
            raise Refused(hard("update.address_says", status=error.code)) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _problem(error) from None

    def _whole(self, answer: IO[bytes]) -> bytes:
        try:
            return answer.read(LARGEST + 1)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _problem(error) from None


def _pieces(answer: IO[bytes]) -> Iterator[bytes]:
    with answer:
        while True:
            try:
                part = answer.read(PART)
            except http.client.IncompleteRead as error:
                part = error.partial  # what is missing is seen by whoever counts
                if not part:
                    return
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise _problem(error) from None
            if not part:
                return
            yield part


class _OnlyEncrypted(HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if not newurl.startswith("https://") or not may_be_asked(newurl):
            fp.close()
            raise Refused(hard("update.address_leads_away"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> OpenerDirector:
    """Nothing that opens files or other protocols is in it."""
    opener = OpenerDirector()
    opener.addheaders = []
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(context=_trust()),
        HTTPDefaultErrorHandler(),
        _OnlyEncrypted(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _trust() -> ssl.SSLContext:
    """What this computer trusts: a packed program does not know where a Linux keeps that."""
    roots = trusted_roots() if sys.platform != "win32" else "system"
    context = ssl.create_default_context(cafile=None if roots == "system" else roots)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _problem(error: BaseException) -> Refused:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Refused(hard("update.address_not_trusted"))
    return Refused(hard("update.address_gone"))
