"""Verdict tables and ClaimReview for readers outside the desk."""
