"""The evidence corpus: reading tables and folders, the import that goes on where it stopped, the store."""
