"""Fetching pages, against real servers on this machine."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address

import pytest
import trustme

from claimcheck.errors import FetchError
from claimcheck.readers.addresses import AddressRule, is_public, look_up
from claimcheck.readers.robots import RobotsRules
from claimcheck.readers.web import Fetched, fetch
from sites import LOOPBACK_ALLOWED, PAGE, Site, redirect, reply, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def get(
    url: str,
    *,
    timeout_s: float = 10,
    max_bytes: int = 1 << 20,
    rule: AddressRule = LOOPBACK_ALLOWED,
    robots: RobotsRules | None = None,
) -> Fetched:
    return fetch(url, timeout_s=timeout_s, max_bytes=max_bytes, rule=rule, robots=robots)


def test_a_page_comes_with_its_bytes_its_media_type_and_its_address(site: Site) -> None:
    site.answers["/news?id=1"] = reply()
    page = get(site.url("/news?id=1#comments"))
    assert page == Fetched(url=site.url("/news?id=1"), content=PAGE, media_type="text/html; charset=utf-8")


def test_the_address_of_a_redirected_page_is_where_it_was_found(site: Site) -> None:
    site.answers["/old"] = redirect("/new", 301)
    site.answers["/new"] = reply()
    assert get(site.url("/old")).url == site.url("/new")


def test_a_compressed_page_is_unpacked(site: Site) -> None:
    site.answers["/"] = reply(gzip.compress(PAGE), Content_Encoding="gzip")
    assert get(site.url("/")).content == PAGE


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 503])
def test_an_error_status_is_named(site: Site, status: int) -> None:
    site.answers["/"] = reply(b"<p>no</p>", status)
    with pytest.raises(FetchError, match=f"status {status}") as caught:
        get(site.url("/"))
    assert caught.value.hint


def test_an_endless_chain_of_redirects_ends(site: Site) -> None:
    site.answers["/"] = redirect("/")
    with pytest.raises(FetchError, match="redirects more than 10 times"):
        get(site.url("/"))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "example.org/a",
        "http://",
    ],
)
def test_only_http_is_fetched(url: str) -> None:
    with pytest.raises(FetchError, match=r"no http or https address|no web address"):
        get(url)


def test_a_redirect_to_a_file_is_refused(site: Site) -> None:
    site.answers["/"] = redirect("file:///etc/passwd")
    with pytest.raises(FetchError, match="no http or https address"):
        get(site.url("/"))


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(FetchError, match="holds a user name") as caught:
        get("http://editor:secret@127.0.0.1/")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"],
)  # fmt: skip
def test_every_spelling_of_this_machine_is_refused(site: Site, host: str) -> None:
    with pytest.raises(FetchError, match=r"is refused: it leads|no web address"):
        fetch(site.url("/", host), timeout_s=5, max_bytes=1000)
    assert site.requests == []


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.5.4", "192.168.1.1", "127.0.0.53", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fc00::1", "fd12::1",
        "fec0::1", "ff02::1", "2001:db8::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "2002:7f00:1::", "2002:c0a8:101::", "64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1",
        "::ffff:0:127.0.0.1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "fe80::1%eth0", "100::1",
    ],
)  # fmt: skip
def test_addresses_outside_the_public_internet_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_addresses_of_the_public_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_redirect_into_the_own_network_is_refused(site: Site) -> None:
    site.answers["/"] = redirect(f"http://inside.example:{site.port}/secret")
    site.answers["/secret"] = reply(b"secret")
    allowed_once = AddressRule(
        allowed=lambda address: str(address) == "127.0.0.1",
        look_up=lambda host, port: ["10.1.2.3"] if host == "inside.example" else look_up(host, port),
    )
    with pytest.raises(FetchError, match=r"inside\.example is refused"):
        get(site.url("/"), rule=allowed_once)
    assert [request["path"] for request in site.requests] == ["/"]


def test_the_connection_goes_to_the_address_that_was_checked_even_if_the_name_changes_its_answer(site: Site) -> None:
    site.answers["/"] = reply()
    answers = iter([["127.0.0.1"], ["10.9.9.9"], ["10.9.9.9"]])
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    rule = AddressRule(allowed=lambda address: str(address) == "127.0.0.1", look_up=rebinding)
    assert get(site.url("/", "rebinding.example"), rule=rule).content == PAGE
    assert asked == ["rebinding.example"]
    assert site.requests[0]["Host"] == f"rebinding.example:{site.port}"


def test_only_the_allowed_ones_of_several_addresses_are_tried(site: Site) -> None:
    site.answers["/"] = reply()
    mixed = AddressRule(
        allowed=lambda address: str(address) == "127.0.0.1", look_up=lambda *_: ["127.0.0.2", "127.0.0.1"]
    )
    assert get(site.url("/", "mixed.example"), rule=mixed).content == PAGE


def test_the_next_address_is_tried_when_one_does_not_answer(site: Site) -> None:
    site.answers["/"] = reply()
    two = AddressRule(allowed=lambda _: True, look_up=lambda *_: ["127.0.0.9", "127.0.0.1"])
    assert get(site.url("/", "two.example"), rule=two).content == PAGE


def test_a_declared_size_above_the_limit_is_refused(site: Site) -> None:
    site.answers["/"] = reply(b"x" * 5000)
    with pytest.raises(FetchError, match="larger than"):
        get(site.url("/"), max_bytes=4000)


def test_an_undeclared_size_above_the_limit_is_refused(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 10_000)

    site.answers["/"] = endless
    with pytest.raises(FetchError, match="larger than"):
        get(site.url("/"), max_bytes=100_000)


def test_a_small_packet_that_unpacks_to_a_huge_page_is_refused(site: Site) -> None:
    site.answers["/"] = reply(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(FetchError, match="larger than"):
        get(site.url("/"), max_bytes=1_000_000)


def test_a_server_that_drips_meets_the_total_time(site: Site) -> None:
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    site.answers["/"] = drip
    began = time.monotonic()
    try:
        with pytest.raises(FetchError, match=r"within 0.5 s"):
            get(site.url("/"), timeout_s=0.5)
    finally:
        stop.set()
    assert time.monotonic() - began < 5


def test_a_server_that_drips_its_headers_meets_the_total_time(site: Site) -> None:
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not stop.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    site.answers["/"] = drip
    try:
        with pytest.raises(FetchError, match=r"within 0.5 s"):
            get(site.url("/"), timeout_s=0.5)
    finally:
        stop.set()


def test_a_server_that_never_answers_meets_the_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(FetchError, match=r"within 0.3 s"):
            get(f"http://127.0.0.1:{port}/", timeout_s=0.3)


def test_a_name_look_up_that_hangs_meets_the_time() -> None:
    release = threading.Event()

    def hanging(host: str, port: int) -> list[str]:
        release.wait(30)
        return []

    try:
        with pytest.raises(FetchError, match=r"within 0.3 s"):
            get("http://slow.example/", timeout_s=0.3, rule=AddressRule(look_up=hanging))
    finally:
        release.set()


def test_a_closed_port_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchError, match=r"does not answer: .*refused"):
        get(f"http://127.0.0.1:{port}/")


def test_an_unknown_name_does_not_answer() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(FetchError, match=r"nowhere\.example does not answer") as caught:
        get("http://nowhere.example/", rule=AddressRule(look_up=unknown))
    assert "object at" not in caught.value.message


def test_an_answer_that_is_no_http_is_an_error(site: Site) -> None:
    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"220 mail.example ESMTP\r\n")

    site.answers["/"] = nonsense
    with pytest.raises(FetchError, match="does not answer"):
        get(site.url("/"))


def test_a_page_cut_short_is_an_error_not_half_a_page(site: Site) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(PAGE)

    site.answers["/"] = cut
    with pytest.raises(FetchError, match="does not answer"):
        get(site.url("/"))


def test_over_tls_the_name_is_sent_and_the_certificate_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    certificate = authority.issue_cert("news.example")
    names = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    rule = AddressRule(allowed=lambda _: True, look_up=lambda *_: ["127.0.0.1"])
    with serving(context) as site, authority.cert_pem.tempfile() as trusted:
        monkeypatch.setenv("SSL_CERT_FILE", trusted)
        site.answers["/"] = reply()
        assert get(site.url("/", "news.example"), rule=rule).content == PAGE
        assert names == ["news.example"]
        assert site.requests[0]["Host"] == f"news.example:{site.port}"
        with pytest.raises(FetchError, match=r"other\.example has no valid certificate"):
            get(site.url("/", "other.example"), rule=rule)


def test_a_certificate_nobody_vouches_for_is_refused() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with serving(context) as site, pytest.raises(FetchError, match="no valid certificate"):
        get(site.url("/"))


def robots_txt(text: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return reply(text.encode(), media_type="text/plain")


def paths(site: Site) -> list[str]:
    return [request["path"] for request in site.requests]


def test_a_page_that_its_site_asks_programs_to_leave_alone_is_not_fetched(site: Site) -> None:
    site.answers["/robots.txt"] = robots_txt("User-agent: *\nDisallow: /*/private$\nAllow: /\n")
    site.answers["/a/private"] = reply()
    site.answers["/a/private/not"] = reply()
    rules = RobotsRules()
    with pytest.raises(FetchError, match=r"asks programs not to fetch this page \(robots\.txt\)") as caught:
        get(site.url("/a/private"), robots=rules)
    assert "web.robots" in str(caught.value.hint)
    assert paths(site) == ["/robots.txt"]
    assert get(site.url("/a/private/not"), robots=rules).content == PAGE
    assert paths(site) == ["/robots.txt", "/a/private/not"]
    assert get(site.url("/a/private")).content == PAGE


def test_rules_for_claimcheck_by_name_count_before_those_for_all(site: Site) -> None:
    site.answers["/robots.txt"] = robots_txt(
        "User-agent: *\nDisallow: /\n\nUser-agent: claimcheck\nDisallow: /drafts/\n"
    )
    site.answers["/story"] = reply()
    assert get(site.url("/story"), robots=RobotsRules()).content == PAGE
    with pytest.raises(FetchError, match=r"robots\.txt"):
        get(site.url("/drafts/1"), robots=RobotsRules())


@pytest.mark.parametrize(
    "answer",
    [
        reply(b"", 404),
        reply(b"", 403),
        reply(b""),
        reply(PAGE),
        reply(b"\x00\xff\xfe binary \x00" * 1000),
        reply(b"# nothing\n" * 200_000),
    ],
    ids=["404", "403", "empty", "a page", "binary", "two megabytes"],
)
def test_a_site_without_usable_rules_allows_everything(
    site: Site, answer: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    site.answers["/robots.txt"] = answer
    site.answers["/story"] = reply()
    assert get(site.url("/story"), robots=RobotsRules()).content == PAGE


def test_a_site_that_cannot_say_what_it_allows_is_left_alone(site: Site) -> None:
    site.answers["/robots.txt"] = reply(b"", 503)
    with pytest.raises(FetchError, match=r"its robots\.txt answers with status 503"):
        get(site.url("/story"), robots=RobotsRules())
    assert paths(site) == ["/robots.txt"]


def test_the_site_a_page_redirects_to_is_asked_too_and_its_rules_come_by_the_guarded_way(site: Site) -> None:
    site.answers["/robots.txt"] = redirect(f"http://inside.example:{site.port}/robots.txt")
    guarded = AddressRule(
        allowed=lambda address: str(address) == "127.0.0.1",
        look_up=lambda host, port: ["10.1.2.3"] if host == "inside.example" else look_up(host, port),
    )
    with pytest.raises(FetchError, match=r"inside\.example is refused"):
        get(site.url("/story"), rule=guarded, robots=RobotsRules())
    with serving() as other:
        site.answers["/robots.txt"] = reply(b"", 404)
        site.answers["/story"] = redirect(other.url("/story"))
        other.answers["/robots.txt"] = robots_txt("User-agent: *\nDisallow: /\n")
        with pytest.raises(FetchError, match=r"asks programs not to fetch"):
            get(site.url("/story"), robots=RobotsRules())
        assert paths(other) == ["/robots.txt"]
