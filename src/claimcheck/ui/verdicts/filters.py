"""The filters over the table of verdicts; they stand in the address, so a filtered table can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from claimcheck.ui.days import FIRST_DAY, LAST_DAY
from claimcheck.ui.paging import first_page
from claimcheck.ui.safe import label, one_line
from claimcheck.workbench.browsing import ArticleName, VerdictFilter

PAGE_KEY = "verdicts.page"
_KEYS = (
    "verdicts.text",
    "verdicts.rating",
    "verdicts.reviewer",
    "verdicts.since",
    "verdicts.until",
    "verdicts.article",
)
_REPLACED_KEY = "verdicts.replaced"


def filter_bar(ratings: Sequence[str], reviewers: Sequence[str], articles: Sequence[ArticleName]) -> VerdictFilter:
    """Draw the filters and return what they say; `replaced_toggle` stands elsewhere."""
    names = _distinct_names(articles)
    columns = st.columns([3, 2, 2, 1.6, 1.6, 3], vertical_alignment="bottom")
    text = columns[0].text_input(
        "Words",
        key="verdicts.text",
        type="search",
        placeholder="in claim, explanation or title",
        max_chars=200,
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
        live="400ms",
    )
    rating = columns[1].selectbox(
        "Rating",
        ratings,
        index=None,
        key="verdicts.rating",
        placeholder="any",
        format_func=one_line,
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
    )
    reviewer = columns[2].selectbox(
        "Reviewer",
        reviewers,
        index=None,
        key="verdicts.reviewer",
        placeholder="anybody",
        format_func=one_line,
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
    )
    since = columns[3].date_input(
        "From",
        None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        key="verdicts.since",
        format="YYYY-MM-DD",
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
    )
    until = columns[4].date_input(
        "To",
        None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        key="verdicts.until",
        format="YYYY-MM-DD",
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
    )
    article = columns[5].selectbox(
        "Article",
        names,
        index=None,
        key="verdicts.article",
        placeholder="any" if articles else "none has a verdict yet",
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
    )
    return VerdictFilter(
        text=text.strip() or None if text else None,
        rating=rating,
        reviewer=reviewer,
        since=since,
        until=until,
        article_id=next((known.id for known, name in zip(articles, names, strict=True) if name == article), None),
    )


def replaced_toggle() -> bool:
    """Whether verdicts that were corrected are listed too."""
    return st.checkbox(
        "Also replaced ones",
        key=_REPLACED_KEY,
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
        help="Verdicts that a correction has replaced. They are never deleted.",
    )


def clear_filters() -> None:
    """Show everything again; a callback."""
    for key in _KEYS:
        st.session_state[key] = "" if key == "verdicts.text" else None
    first_page(PAGE_KEY)


def in_words(wanted: VerdictFilter, articles: Sequence[ArticleName] = ()) -> str:
    """What a filter leaves in, escaped for Markdown."""
    words = []
    if wanted.text:
        words.append(f"with “{label(wanted.text, 60)}”")
    if wanted.rating:
        words.append(f"rated “{label(wanted.rating, 60)}”")
    if wanted.reviewer:
        words.append(f"by {label(wanted.reviewer, 60)}")
    if wanted.since:
        words.append(f"from {wanted.since.isoformat()}")
    if wanted.until:
        words.append(f"up to {wanted.until.isoformat()}")
    if wanted.article_id:
        title = next((known.title for known in articles if known.id == wanted.article_id), wanted.article_id)
        words.append(f"on “{label(title, 60)}”")
    if wanted.include_replaced:
        words.append("with those that were replaced")
    return ", ".join(words)


def _distinct_names(articles: Sequence[ArticleName]) -> list[str]:
    """A name for each article; two with one title are told apart by their ids."""
    titles = [one_line(article.title, 100) or "without a title" for article in articles]
    return [
        f"{title} ({article.id[-6:]})" if titles.count(title) > 1 else title
        for title, article in zip(titles, articles, strict=True)
    ]
