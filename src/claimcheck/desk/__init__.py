"""The record of a desk: articles, claims, verdicts and their ledger."""
