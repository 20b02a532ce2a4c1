"""One immutable build of the search index: opening, searching, verifying it."""
