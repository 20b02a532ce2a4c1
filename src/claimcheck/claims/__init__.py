"""Claims: the sentences of an article, what each asserts, and which of them are worth checking."""

from claimcheck.claims.completing import complete, parts_of
from claimcheck.claims.proposals import proposals_of, propose_claims
from claimcheck.claims.sentences import split_sentences
from claimcheck.claims.survey import survey_article

__all__ = ["complete", "parts_of", "proposals_of", "propose_claims", "split_sentences", "survey_article"]
