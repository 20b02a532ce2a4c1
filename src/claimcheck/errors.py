"""Errors a person can act on: each says what happened and, as ``hint``, what to do next.

ClaimcheckError
├── UsageError              the request itself is incomplete or contradictory
├── SettingsError           a setting is unknown or has a bad value
├── WorkspaceError          no workspace here, or it cannot be written
├── InputError              something a person brought cannot be used
│   ├── UnreadableError     a file or page that cannot be read
│   ├── EmptyInputError     nothing in it
│   ├── LanguageError       a text in a language that a step does not work for
│   └── FetchError          a URL that does not answer, is refused, or is too large
├── NotFoundError           an id that nothing has
├── StorageError            the database or the disk
│   ├── BusyError           another process holds what is needed
│   ├── DiskFullError       no space left; what was there before stays
│   └── SchemaError         the database is newer than the program, or its history was changed
├── SearchIndexError        the search index
│   ├── NoIndexError        none was built yet
│   ├── IndexMismatchError  files, manifest or model do not match
│   └── BuildInProgressError another process is building
├── ModelError              a model that is missing, broken or not the one expected
├── VerdictRuleError        a verdict that breaks a rule of the record
└── ConflictError           somebody else changed it since it was read
"""

from __future__ import annotations


class ClaimcheckError(Exception):
    """Base of every error that is shown to a person instead of a traceback."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ClaimcheckError):
    """The request is incomplete or contradictory."""


class SettingsError(ClaimcheckError):
    """A setting is unknown or has a value that cannot be used."""


class WorkspaceError(ClaimcheckError):
    """There is no workspace here, or it cannot be written."""


class InputError(ClaimcheckError):
    """Something a person brought cannot be used as it is."""


class UnreadableError(InputError):
    """A file or page whose bytes cannot be turned into text."""


class EmptyInputError(InputError):
    """A file, page or paste with no text in it."""


class LanguageError(InputError):
    """A text in a language that this step does not work for; nothing is guessed."""


class FetchError(InputError):
    """A URL that does not answer, is refused by rule, or is larger than the limit."""


class NotFoundError(ClaimcheckError):
    """An id that nothing in the workspace has."""


class StorageError(ClaimcheckError):
    """The database or the disk could not do what was asked; nothing was changed."""


class BusyError(StorageError):
    """Another process holds the database longer than we wait."""


class DiskFullError(StorageError):
    """No space left on the disk; what was stored before is untouched."""


class SchemaError(StorageError):
    """The database is newer than the program, or its recorded history was changed."""


class SearchIndexError(ClaimcheckError):
    """The search index cannot be used."""


class NoIndexError(SearchIndexError):
    """No build exists yet."""


class IndexMismatchError(SearchIndexError):
    """Files, manifest or model of a build do not match each other."""


class BuildInProgressError(SearchIndexError):
    """Another process is building the index."""


class ModelError(ClaimcheckError):
    """A model is missing, broken or not the one that was expected."""


class VerdictRuleError(ClaimcheckError):
    """A verdict breaks a rule of the record; the message names the rule."""


class ConflictError(ClaimcheckError):
    """Somebody else changed the same thing since it was read; nothing was overwritten."""
