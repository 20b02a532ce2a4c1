"""Which network addresses a page may come from: public ones only, decided on the address that is connected to.

A name is looked up once and the connection goes to the very address that was checked. Whoever owns the name cannot
answer with a public address for the check and a private one for the connection.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64: the last 32 bits are the IPv4 address that is really reached."""
_TRANSLATED_INSIDE = IPv6Network("64:ff9b:1::/48")
"""NAT64 inside a network; older Pythons take it for public."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet, looking through IPv6 forms that carry an IPv4 address."""
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(carried)
        if address.is_site_local or address in _TRANSLATED_INSIDE:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if int(address) >> 32 == 0 and int(address) > 1:
        return IPv4Address(int(address))  # the old "compatible" form, ::127.0.0.1
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def look_up(host: str, port: int) -> list[str]:
    """Numeric addresses of a host, in the order the system prefers; every spelling of one, such as 0x7f.1, too.

    Raises:
        OSError: the name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class AddressRule:
    """How names become addresses and which of them may be connected to."""

    allowed: Callable[[Address], bool] = is_public
    look_up: Callable[[str, int], list[str]] = look_up

    def addresses(self, host: str, port: int, *, timeout_s: float) -> list[str]:
        """The addresses of a host that may be connected to; empty where all are refused.

        Raises:
            OSError: the name is not known.
            TimeoutError: nobody answered in time.
        """
        return [found for found in self._found(host, port, timeout_s) if self.allowed(ip_address(found))]

    def _found(self, host: str, port: int, timeout_s: float) -> list[str]:
        # The system's look-up knows no time limit, so it runs in a thread that is left behind when it is too slow.
        answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.look_up(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, name="address look-up", daemon=True).start()
        try:
            answer = answers.get(timeout=max(timeout_s, 0.0))
        except queue.Empty:
            raise TimeoutError(f"no answer to the look-up of {host}") from None
        if isinstance(answer, Exception):
            raise OSError(str(answer)) from answer
        return answer


PUBLIC_ONLY = AddressRule()
