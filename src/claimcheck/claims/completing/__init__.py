"""Making a claim complete on its own, and offering the statements a compound claim makes."""

from claimcheck.claims.completing.parts import parts
from claimcheck.claims.completing.placing import parts_of
from claimcheck.claims.completing.replacing import applied
from claimcheck.claims.completing.wording import complete

__all__ = ["applied", "complete", "parts", "parts_of"]
