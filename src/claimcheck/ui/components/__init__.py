"""Small browser components for what no stock widget does: text with marks and selection, writing that is not lost."""
