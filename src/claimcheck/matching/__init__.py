"""Fusing and grouping of hits."""

from claimcheck.matching.fusion import minmax_fuse
from claimcheck.matching.grouping import best_per_group

__all__ = ["best_per_group", "minmax_fuse"]
