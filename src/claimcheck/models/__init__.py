"""The packaged models and any other that a setting names; heavy libraries load at first use."""

from claimcheck.models.embedder import load_embedder

__all__ = ["load_embedder"]
