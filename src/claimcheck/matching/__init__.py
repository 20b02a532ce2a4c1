"""Fusing and grouping of hits."""

from claimcheck.matching.copies import Copies, Wording, shared_text
from claimcheck.matching.fusion import Chance, Leg, fuse
from claimcheck.matching.grouping import best_per_group

__all__ = ["Chance", "Copies", "Leg", "Wording", "best_per_group", "fuse", "shared_text"]
