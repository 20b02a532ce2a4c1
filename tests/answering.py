"""A program for a test: at every line of its input it opens the index anew, searches, and writes what it found.

Arguments: folder of the workspace, number of passages up to which scores are exact, queries.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from claimcheck.errors import ClaimcheckError
from claimcheck.workspace import Workspace
from indexes import Desk


def answer(root: Path, exact_limit: int, queries: list[str]) -> list[list[tuple[str, float]]] | str:
    """Passages and similarities for every query, or the refusal."""
    desk = Desk(Workspace(root), exact_limit=exact_limit)
    try:
        return [[(hit.passage.id, round(hit.similarity, 5)) for hit in desk.search(text).hits] for text in queries]
    except ClaimcheckError as error:
        return f"{error.message} {error.hint}"


if __name__ == "__main__":
    for _ in sys.stdin:
        sys.stdout.write(json.dumps(answer(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])) + "\n")
        sys.stdout.flush()
