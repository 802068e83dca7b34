"""HTTP as remote stores need it: form and body requests with authorisation, time limits and patience.

Credentials come from the environment, never from the command line: KG_STORE_USER and KG_STORE_PASSWORD (Basic or
Digest, as the service asks) or KG_STORE_TOKEN (Bearer). What it refuses: other schemes than http and https, and to follow
redirects.
"""

import http.client
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import InputError, ServiceError

#: Answers that say the service is overloaded or not up yet: worth another try.
PASSING = frozenset({429, 502, 503, 504})
TRIES = 4
#: Seconds before the second try; doubled for each further one.
PAUSE_SECONDS = 0.5
#: A message of a service is quoted up to so many letters.
MESSAGE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Response:
    """What a service answered with success. media_type: without parameters, lower case."""

    media_type: str
    content: bytes


class StatusError(ServiceError):
    """A service that answered with an error. status: of HTTP; message: what it said, one line."""

    def __init__(self, url: str, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(f"{url}: answered {status}: {message}")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Takes a redirect for an error: following it would hand the credentials on and make a GET of an update."""

    def redirect_request(self, *args: object) -> None:
        """Returns None: the answer stays what it is."""


class HttpClient:
    """Sends requests to a service.

    Args:
        seconds: how long to wait for an answer to one request.
        environment: where credentials are looked up.
    """

    def __init__(self, seconds: float, environment: Mapping[str, str] = os.environ) -> None:
        self.seconds = seconds
        self._headers = {"User-Agent": "kg"}
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPBasicAuthHandler(passwords),
            urllib.request.HTTPDigestAuthHandler(passwords),
            _NoRedirects(),
        )
        self._passwords = passwords
        self._login = (environment.get("KG_STORE_USER"), environment.get("KG_STORE_PASSWORD", ""))
        if token := environment.get("KG_STORE_TOKEN"):
            self._headers["Authorization"] = f"Bearer {token}"

    def send(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Response:
        """Sends a request and returns the answer. It must be one that may be done twice.

        Raises:
            StatusError: the service answered with an error.
            ServiceError: it did not answer.
        """
        for tries in range(1, TRIES + 1):
            try:
                return self._send_once(method, url, body, headers)
            except StatusError as error:
                if error.status not in PASSING or tries == TRIES:
                    raise
            except (OSError, http.client.HTTPException) as error:
                if tries == TRIES or _is_timeout(error):
                    raise ServiceError(f"{url}: no answer: {_reason(error)}; is the service up?") from None
            time.sleep(PAUSE_SECONDS * 2 ** (tries - 1))
        raise AssertionError("the last try returns or raises")

    def _send_once(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Response:
        request = urllib.request.Request(url, body, {**self._headers, **headers}, method=method)
        user, password = self._login
        if user is not None:
            self._passwords.add_password(None, url, user, password)
        try:
            with self._opener.open(request, timeout=self.seconds) as answer:
                return Response(answer.headers.get_content_type().lower(), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                message = " ".join(error.read(4 * MESSAGE_LENGTH).decode("utf-8", "replace").split())
            raise StatusError(url, error.code, message[:MESSAGE_LENGTH] or error.reason) from None


def check_url(url: str) -> str:
    """Returns the address of a service.

    Raises:
        InputError: it is no http or https address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"{url!r} is no address of a service; it begins with https:// or http://")
    if parts.username or parts.password:
        raise InputError(f"{parts.hostname}: the address holds a password; set KG_STORE_USER and KG_STORE_PASSWORD")
    return url


def _is_timeout(error: Exception) -> bool:
    return isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError)


def _reason(error: Exception) -> str:
    if _is_timeout(error):
        return "it took too long"
    return " ".join(str(getattr(error, "reason", error)).split()) or type(error).__name__
