"""What the sites say programs may fetch (robots.txt, RFC 9309), remembered for an hour."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck.readers.charset import clean

if TYPE_CHECKING:
    from protego import Protego

AGENT = "claimcheck"
"""The name by which a robots.txt can address the program."""
MAX_BYTES = 512 * 1024
"""As much of a robots.txt as counts; RFC 9309 asks for 500 KiB at least."""
_KEPT_S = 3600.0


@dataclass(slots=True)
class RobotsRules:
    """The rules of the sites that were asked so far; safe to share between threads."""

    _known: dict[str, tuple[float, Protego]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def known(self, site: str) -> bool:
        """Whether the rules of a site (scheme, host and port) were read within the hour."""
        with self._lock:
            return site in self._known and time.monotonic() - self._known[site][0] < _KEPT_S

    def learn(self, site: str, content: bytes) -> None:
        """Remember the robots.txt of a site; empty where it has none, which allows everything."""
        from protego import Protego

        rules = Protego.parse(clean(content[:MAX_BYTES].decode("utf-8", "replace")))
        with self._lock:
            self._known[site] = (time.monotonic(), rules)

    def allow(self, site: str, url: str) -> bool:
        """Whether a page of a known site may be fetched."""
        with self._lock:
            rules = self._known[site][1]
        return bool(rules.can_fetch(url, AGENT))
