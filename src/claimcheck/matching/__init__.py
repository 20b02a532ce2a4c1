"""Fusing and grouping of hits."""
