"""Articles: the text in which claims are made, cleaned of the page around it."""

from claimcheck.articles.pastes import CleanedText, clean_paste
from claimcheck.articles.reading import read_article

__all__ = ["CleanedText", "clean_paste", "read_article"]
