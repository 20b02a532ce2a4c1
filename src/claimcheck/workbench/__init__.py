"""The use cases: the only thing the faces talk to."""
