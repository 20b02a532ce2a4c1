"""Fusing and grouping of hits."""

from claimcheck.matching.fusion import Chance, Leg, fuse
from claimcheck.matching.grouping import best_per_group

__all__ = ["Chance", "Leg", "best_per_group", "fuse"]
