"""Run the command line with ``python -m claimcheck``."""

from claimcheck.cli import run

if __name__ == "__main__":
    run()
