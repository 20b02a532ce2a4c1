"""Claims: the sentences of an article, and which of them are worth checking."""

from claimcheck.claims.proposals import propose_claims
from claimcheck.claims.sentences import split_sentences

__all__ = ["propose_claims", "split_sentences"]
