"""Turning bytes of files and pages into text and metadata."""
