"""claimcheck: a fact-check and claim verification workbench that runs on the desk's own machine."""

__version__ = "0.1.0"
