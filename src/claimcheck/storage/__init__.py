"""Opening databases politely, and writing files so that a crash leaves either the old or the new."""
