"""Telling that two written web addresses name one page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ARCHIVED = re.compile(r"(?:https?:)?//web\.archive\.org/web/\d+[a-z_]*/(?=\S)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+-]*:", re.IGNORECASE)  # without a dot, or a host with a port would be one
_USUAL_PORTS = {80, 443}


def page_named_by(url: str) -> str | None:
    """What is left of an address without what does not change the page; None where it is no web address.

    Scheme, "www.", the slash at the end, the fragment and a usual port do not count, nor the letter case of the host;
    a copy in the Wayback Machine is the page it copies.
    """
    written = url.strip()
    archived = _ARCHIVED.match(written)
    if archived is not None:
        written = written[archived.end() :]
    if not _SCHEME.match(written) and not written.startswith("//"):
        written = f"//{written}"
    try:
        parts = urlsplit(written)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:  # a bracket that is not closed, a port that is no number
        return None
    if parts.scheme not in {"", "http", "https"} or "." not in host or " " in host:
        return None
    place = host if port is None or port in _USUAL_PORTS else f"{host}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{place}{parts.path.rstrip('/')}{query}"
