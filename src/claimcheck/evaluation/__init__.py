"""Scores on public and own data."""
