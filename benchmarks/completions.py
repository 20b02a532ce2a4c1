"""Complete wordings before and after, sentence by sentence, for a person to judge by eye.

    python benchmarks/completions.py article.txt page.html --published 2025-05-15

Prints every sentence with its complete wording, each replacement with its kind and what the article says, and what was
left open; then how many of each kind there were and the time it took.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from claimcheck.articles import read_article
from claimcheck.claims import complete, parts_of, split_sentences
from claimcheck.domain import Article, Completion, PublicationDate


def main() -> None:
    """Print the wordings of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="articles: text, HTML, PDF or Word")
    parser.add_argument("--published", type=date.fromisoformat, help="day of publication of all of them")
    parser.add_argument("--parts", action="store_true", help="print the parts of compound sentences too")
    given = parser.parse_args()
    kinds: Counter[str] = Counter()
    for path in given.files:
        article = _read(path, given.published)
        print(f"\n# {article.title} ({article.published.day if article.published else 'no day'})")
        complete(article, 0, 1)  # parsed once, before the clock starts
        sentences = split_sentences(article.text)
        started = time.perf_counter()
        completions = [complete(article, sentence.start, sentence.end) for sentence in sentences]
        seconds = time.perf_counter() - started
        for completion in completions:
            kinds.update(one.kind.value for one in completion.replacements)
            kinds["left open"] += len(completion.left_open)
            _show(article, completion, with_parts=given.parts)
        print(f"\n{len(sentences)} sentences in {seconds:.2f} s once the article is parsed")
    print("\n" + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))


def _read(path: Path, published: date | None) -> Article:
    article = read_article(path.read_bytes(), name=path.name, media_type=None, url=None, added_at=datetime.now(UTC))
    day = article.published if published is None else PublicationDate(day=published, origin="given")
    return replace(article, published=day)


def _show(article: Article, completion: Completion, *, with_parts: bool) -> None:
    parts = parts_of(completion.said, completion.text) if with_parts else ()
    if not completion.replacements and not completion.left_open and not parts:
        return
    print(f"\n- {completion.said}")
    if completion.replacements:
        print(f"+ {completion.text}")
    for one in completion.replacements:
        source = f"  [{article.text[slice(*one.source)]}]" if one.source else ""
        print(f"    {one.kind.value}: {one.said!r} → {one.words!r}{source}")
    for start, end in completion.left_open:
        print(f"    open: {completion.said[start:end]!r}")
    for part in parts:
        print(f"    part, {part.aspect.value}: {part.text}")


if __name__ == "__main__":
    main()
