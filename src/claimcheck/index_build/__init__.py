"""Making a new build of the index beside the one in use."""
