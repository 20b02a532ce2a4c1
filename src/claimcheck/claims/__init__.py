"""Sentences of an article and the claims among them."""
