"""Fetching one page from the public web, within a time and a size, and never from inside the desk's own network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from claimcheck import __version__
from claimcheck.errors import FetchError
from claimcheck.readers.addresses import PUBLIC_ONLY, AddressRule
from claimcheck.readers.robots import AGENT, MAX_BYTES, RobotsRules

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse
    from urllib3.util import Url

    from claimcheck.readers.connections import Deadline

_MAX_REDIRECTS, _ROBOTS_REDIRECTS = 10, 5
_CHUNK = 1 << 16
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_PASTE = "check it in a browser; you can also paste the text or bring a saved copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came: the address it was finally found at, its bytes and what the server calls them."""

    url: str
    content: bytes
    media_type: str | None


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    rule: AddressRule
    deadline: Deadline
    timeout_s: float
    max_bytes: int
    cut: bool = False
    """Whether what is too large is cut off, not refused."""


class _StatusError(FetchError):
    def __init__(self, url: str, status: int, reason: str | None) -> None:
        super().__init__(f"{url} answers with status {status} {reason or ''}".rstrip(), _PASTE)
        self.status = status


def fetch(
    url: str, *, timeout_s: float, max_bytes: int, rule: AddressRule = PUBLIC_ONLY, robots: RobotsRules | None = None
) -> Fetched:
    """Get a page over http or https, following redirects, each of which is checked like the first address.

    Args:
        url: with http:// or https:// in front.
        timeout_s: seconds for everything together, from the name look-up to the last byte.
        max_bytes: largest content, after decompression.
        rule: which addresses may be connected to; the default allows the public internet only.
        robots: the sites' own rules for programs, asked for as needed and kept to; None where they do not count.

    Raises:
        FetchError: not http, no answer, a refused address, a site that asks programs to stay away, an HTTP status that
            is an error, or too large.
    """
    from claimcheck.readers.connections import Deadline

    deadline = Deadline(timeout_s)
    limits = _Limits(rule=rule, deadline=deadline, timeout_s=timeout_s, max_bytes=max_bytes)
    with deadline.running():
        return _follow(url, limits, robots, _MAX_REDIRECTS)


def _follow(url: str, limits: _Limits, robots: RobotsRules | None, redirects: int) -> Fetched:
    for _ in range(redirects + 1):
        if robots is not None:
            _respect(robots, url, limits)
        found = _request(url, limits)
        if isinstance(found, Fetched):
            return found
        url = urldefrag(urljoin(url, found.location)).url
    raise FetchError(f"{url} redirects more than {redirects} times", _PASTE)


def _respect(robots: RobotsRules, url: str, limits: _Limits) -> None:
    """Refuse a page that its site asks programs to leave alone; the rules come by the same guarded way as pages."""
    parsed = _parse(url)
    site = f"{parsed.scheme}://{parsed.netloc}"
    if not robots.known(site):
        try:
            asked = replace(limits, max_bytes=MAX_BYTES, cut=True)
            content = _follow(f"{site}/robots.txt", asked, None, _ROBOTS_REDIRECTS).content
        except _StatusError as error:
            if error.status >= 500:  # RFC 9309: a site that cannot say counts as one that forbids
                raise FetchError(
                    f"{parsed.host} cannot say what programs may fetch: its robots.txt answers with status "
                    f"{error.status}",
                    "try again later, or save the page and bring the file",
                ) from error
            content = b""
        robots.learn(site, content)
    if not robots.allow(site, parsed.url):
        raise FetchError(
            f"{parsed.host} asks programs not to fetch this page (robots.txt)",
            "open it in a browser, save it and bring the file; web.robots turns this off",
        )


def _request(url: str, limits: _Limits) -> Fetched | _Redirect:
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError, SSLError

    from claimcheck.readers.connections import RefusedAddressError, open_pool

    parsed, deadline = _parse(url), limits.deadline
    host, scheme = parsed.host or "", parsed.scheme or ""
    try:
        with open_pool(scheme, host, parsed.port, rule=limits.rule, deadline=deadline) as pool:
            response = pool.urlopen(
                "GET",
                parsed.request_uri,
                headers=_HEADERS,
                redirect=False,
                retries=False,
                timeout=deadline.left_s,
                preload_content=False,
            )
            try:
                found = _answer(response, url, limits)
                if deadline.passed:  # a socket that was shut looks like the end of the page
                    raise TimeoutError
                return found
            finally:
                response.close()
    except RefusedAddressError as error:
        raise FetchError(
            f"{host} is refused: it leads to a private or reserved address, not to the public web",
            "save the page and bring the file",
        ) from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if deadline.passed:
            raise FetchError(
                f"{host} did not send the page within {limits.timeout_s:g} s", "raise web.timeout_s"
            ) from error
        if isinstance(error, SSLError):
            raise FetchError(f"{host} has no valid certificate: {_reason(error)}", _PASTE) from error
        raise FetchError(f"{host} does not answer: {_reason(error)}", "check the address and the connection") from error


def _parse(url: str) -> Url:
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        parsed = parse_url(url.strip())
    except LocationParseError as error:
        raise FetchError(f"{url} is no web address", "copy it from the browser's address bar") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise FetchError(f"{url} is no http or https address", "copy it from the browser's address bar")
    if parsed.auth is not None:
        raise FetchError(f"the address of {parsed.host} holds a user name", "leave out the part before the @")
    return parsed


def _answer(response: BaseHTTPResponse, url: str, limits: _Limits) -> Fetched | _Redirect:
    location = response.get_redirect_location()
    if location:
        return _Redirect(location)
    if not 200 <= response.status < 300:
        raise _StatusError(url, response.status, response.reason)
    declared = response.headers.get("Content-Length", "")
    if not limits.cut and declared.isdigit() and int(declared) > limits.max_bytes:
        raise _too_large(url, limits.max_bytes)
    parts, size = [], 0
    for chunk in response.stream(_CHUNK):
        size += len(chunk)
        parts.append(chunk)
        if size > limits.max_bytes:
            if limits.cut:
                break
            raise _too_large(url, limits.max_bytes)
    return Fetched(url=urldefrag(url).url, content=b"".join(parts), media_type=response.headers.get("Content-Type"))


def _too_large(url: str, max_bytes: int) -> FetchError:
    return FetchError(f"{url} is larger than {max_bytes / (1 << 20):.3g} MB", "raise web.max_mb, or bring a saved copy")


def _reason(error: BaseException) -> str:
    """The innermost cause in words, without the names of objects that urllib3 puts in front."""
    inner = error.args[-1] if error.args else error
    if isinstance(inner, BaseException):
        return _reason(inner)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(inner).rpartition(">: ")[2] or type(error).__name__
