"""Fetching for the use cases: within the limits of the settings, keeping to what sites ask of programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.readers.addresses import AddressRule
    from claimcheck.readers.web import Fetched
    from claimcheck.settings import WebSettings


class PageFetcher:
    """Gets pages, and remembers what their sites allow.

    Args:
        settings: limits, and whether robots.txt counts.
        rule: which addresses may be connected to; without it the public internet only.
    """

    def __init__(self, settings: WebSettings, rule: AddressRule | None = None) -> None:
        from claimcheck.readers.addresses import PUBLIC_ONLY
        from claimcheck.readers.robots import RobotsRules

        self._settings = settings
        self._rule = rule or PUBLIC_ONLY
        self._robots = RobotsRules() if settings.robots else None

    def fetch(self, url: str) -> Fetched:
        """Get one page.

        Raises:
            FetchError: the URL does not answer, is refused, is not for programs, or is too large.
        """
        from claimcheck.readers.web import fetch

        return fetch(
            url,
            timeout_s=self._settings.timeout_s,
            max_bytes=self._settings.max_mb << 20,
            rule=self._rule,
            robots=self._robots,
        )
