"""The packaged models and any other that a setting names."""
