"""Pure work on text: digests, normalising, dates, sentences, passages."""
