"""The evidence corpus: readers of tables and folders, the import, the store."""
