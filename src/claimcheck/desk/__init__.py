"""The desk's record: articles, claims, verdicts, ledger."""
