"""Making a claim complete on its own, and offering the statements a compound claim makes."""

from claimcheck.claims.completing.wording import applied, complete

__all__ = ["applied", "complete"]
