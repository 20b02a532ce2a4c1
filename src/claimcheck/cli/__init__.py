"""The command line: parse, call one use case, print. Results on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
import traceback

EXIT_ERROR = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def run() -> None:
    """Run the command line; the one place where errors are shown to a person in the terminal."""
    from claimcheck.cli.app import app
    from claimcheck.cli.printing import complain
    from claimcheck.errors import ClaimcheckError, UsageError

    debug = "--debug" in sys.argv[1:]
    try:
        app(prog_name="claimcheck")
    except ClaimcheckError as error:
        if debug:
            traceback.print_exc()
        complain(error.message, error.hint)
        sys.exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_ERROR)
    except KeyboardInterrupt:
        complain("interrupted; everything finished so far is kept", "run the same command again to go on")
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone; so do we, quietly
        sys.exit(EXIT_ERROR)
