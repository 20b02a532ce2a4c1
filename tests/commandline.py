"""Running the command line inside the test process, as the shell would."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from claimcheck.cli import run


@dataclass(frozen=True)
class Ran:
    """Exit code and output of one command."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What the command printed, read as JSON."""
        return json.loads(self.out)


def claimcheck(*arguments: str | Path, stdin: bytes = b"") -> Ran:
    """Run one command; a traceback is a failure of the test, not an output."""
    out, err = io.StringIO(), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(stdin))
    code = 0
    with (
        mock.patch.object(sys, "argv", ["claimcheck", *map(str, arguments)]),
        mock.patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            run()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    return Ran(code, out.getvalue(), err.getvalue())
