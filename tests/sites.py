"""Web sites of a test's own on this machine, and a desk that may fetch from them."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from claimcheck.readers.addresses import AddressRule

PAGE = b"<html><body><p>The bridge reopened in May.</p></body></html>"
LOOPBACK_ALLOWED = AddressRule(allowed=lambda _: True)


@dataclass
class Site:
    """A server whose answers a test writes path by path."""

    server: ThreadingHTTPServer
    scheme: str
    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]]
    requests: list[dict[str, str]] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"


def reply(
    body: bytes = PAGE, status: int = 200, media_type: str = "text/html; charset=utf-8", **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def redirect(location: str, status: int = 302) -> Callable[[BaseHTTPRequestHandler], None]:
    return reply(b"", status, Location=location)


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        answers: ClassVar[dict[str, Callable[[BaseHTTPRequestHandler], None]]] = {}
        requests: ClassVar[list[dict[str, str]]] = []

        def do_GET(self) -> None:
            self.requests.append({"path": self.path, **dict(self.headers.items())})
            try:
                self.answers[self.path](self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that hangs up during the handshake is what some tests are about

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Site(server, "https" if context else "http", Handler.answers, Handler.requests)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
