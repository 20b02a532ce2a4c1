"""Concrete mismatches between a claim and a passage."""
