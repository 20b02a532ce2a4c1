"""What on a page is there for other ends than its text, told by what the page itself calls it.

Names of classes and roles that many sites share, none of a single site. Only short parts are taken out by name, so that
a page whose whole text stands in a part so called keeps it.
"""

from __future__ import annotations

_LONGEST = 1200
"""Characters up to which a part is taken out for its name."""
_NAMES = (
    "newsletter",
    "signup",
    "sign-up",
    "paywall",
    "disclosure",
    "popup",
    "popmake",
    "modal",
    "cookie-",
    "photo-caption",
    "image-caption",
    "img-caption",
    "media-caption",
    "wp-caption-text",
    "photo-credit",
    "image-credit",
)
_PARTS = "self::div or self::section or self::aside or self::p or self::form or self::figure or self::span or self::ul"


def _named(name: str) -> str:
    folded = "translate(concat(@class, ' ', @id), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
    return f"contains({folded}, '{name}')"


FURNITURE = [
    "//*[@role='dialog' or @role='alertdialog' or @aria-modal='true']",
    f"//*[{_PARTS}][{' or '.join(map(_named, _NAMES))}][string-length(normalize-space(.)) < {_LONGEST}]",
]
"""XPath expressions of parts to take out before a page is read."""
