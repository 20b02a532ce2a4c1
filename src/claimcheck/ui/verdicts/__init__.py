"""The page Verdicts."""
