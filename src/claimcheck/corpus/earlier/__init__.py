"""Fact-checks of others, brought in so that a claim checked before is known at once."""
