"""urllib3 connections that go to an address the rule allows, and that end when the time is up.

The host name stays the one of the URL, so the Host header, TLS's server name and the check of the certificate are as
they would be without the rule.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection
from urllib3.util.ssl_ import create_urllib3_context

from claimcheck.readers.addresses import AddressRule


class RefusedAddressError(Exception):
    """All addresses of a host are refused by the rule; no OSError, which urllib3 would take for a broken connection."""


class Deadline:
    """One time limit over everything a fetch does; at its end the open socket is shut, whatever waits on it.

    Timeouts of a socket start anew with every byte, so a server that drips would never meet one.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    @property
    def left_s(self) -> float:
        """Seconds left, never below a small positive number, so that it can be a timeout."""
        return max(self._ends - time.monotonic(), 0.001)

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._ends

    def watch(self, opened: socket.socket) -> None:
        """Shut this socket when the time is up."""
        with self._lock:
            self._socket = opened

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keep watch while the body runs."""
        timer = threading.Timer(self.left_s, self._shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _shut(self) -> None:
        with self._lock:
            if self._socket is not None:
                try:
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # below TLS, which is not thread-safe
                except OSError:
                    return  # closed already


class _GuardedConnection(HTTPConnection):
    def __init__(self, *args: Any, rule: AddressRule, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rule = rule
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        addresses = self._rule.addresses(self.host, self.port or self.default_port, timeout_s=self._deadline.left_s)
        if not addresses:
            raise RefusedAddressError(self.host)
        failure: OSError | None = None
        for address in addresses:
            try:
                opened = create_connection(
                    (address, self.port or self.default_port),
                    self._deadline.left_s,
                    source_address=self.source_address,
                    socket_options=self.socket_options,
                )
            except OSError as error:
                failure = error
                continue
            self._deadline.watch(opened)
            return opened
        raise NewConnectionError(self, str(failure)) from failure


class _GuardedSecureConnection(_GuardedConnection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _GuardedConnection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _GuardedSecureConnection


def open_pool(scheme: str, host: str, port: int | None, *, rule: AddressRule, deadline: Deadline) -> HTTPConnectionPool:
    """A pool for one request to one host; the caller closes it."""
    if port is None:  # left out, http.client would look for one in the host, and finds it in an IPv6 address
        port = HTTPConnection.default_port if scheme == "http" else HTTPSConnection.default_port
    if scheme == "http":
        return _Pool(host, port, maxsize=1, rule=rule, deadline=deadline)
    context = create_urllib3_context()
    context.load_default_certs()
    context.load_verify_locations(certifi.where())
    return _SecurePool(host, port, maxsize=1, ssl_context=context, rule=rule, deadline=deadline)
