"""What the program can do with a text in some language, said instead of guessed.

The models that come with it learnt from English alone: the pipeline that cuts sentences and finds names, the claim
detector, the embedder, and everything that compares words.
"""

from __future__ import annotations

from functools import lru_cache

from claimcheck.domain import LanguageSupport
from claimcheck.errors import LanguageError

_LACKING_OUTSIDE_ENGLISH = (
    "finding claims",
    "completing and splitting claims",
    "comparing numbers, dates and names with evidence",
    "judging the stance of evidence",
    "searching by meaning (by words works)",
)


def language_support(code: str | None) -> LanguageSupport:
    """What works for a text in the language of an ISO 639 code; None is treated like English."""
    lacking = () if code in {None, "en"} else _LACKING_OUTSIDE_ENGLISH
    return LanguageSupport(code=code, name=language_name(code) if code else None, lacking=lacking)


def require_english(code: str | None, what: str) -> None:
    """Refuse a text in another language for a step that would only guess.

    Args:
        code: ISO 639 code of the text; None, where it could not be told, passes.
        what: the step, as the subject of "works for English texts".

    Raises:
        LanguageError: the text is in another language.
    """
    support = language_support(code)
    if not support.full:
        raise LanguageError(
            f"{what} works for English texts only; this one is in {support.name}",
            "add claims by hand: mark them on the Article page, or `claimcheck claims add TEXT --article ID`",
        )


def language_name(code: str) -> str:
    """The English name of a language, or its code where it has none that is listed."""
    return _names().get(code) or f"the language with the code {code}"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from babel import Locale

    return dict(Locale("en").languages.items())
