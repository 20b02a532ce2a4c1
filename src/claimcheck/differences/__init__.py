"""Concrete mismatches between a claim and a passage, and the window in which an earlier case would refute a first.

Pure rules over the words, no model: what is reported can be pointed at in both texts.
"""

from claimcheck.differences.claims import find_claim_differences, is_reworded
from claimcheck.differences.compare import find_differences
from claimcheck.differences.precedents import Unprecedented, read_unprecedented

__all__ = ["Unprecedented", "find_claim_differences", "find_differences", "is_reworded", "read_unprecedented"]
