"""Concrete mismatches between a claim and a passage: numbers, units, dates, names, negation, quantifiers.

Pure rules over the words, no model: what is reported can be pointed at in both texts.
"""

from claimcheck.differences.compare import find_differences

__all__ = ["find_differences"]
