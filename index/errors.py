"""What can go wrong in a way that the user can mend.

TweespraakError
├── ArticleError      one file cannot be read as an article; the others go on
│   └── UnreadableError   it cannot be opened, which may pass
├── FolderError       the folder of articles is not there or cannot be listed
├── IndexStoreError   the index is missing, damaged, in use or made with other settings
├── WeightsError      built-in weights cannot be prepared
├── ModelError        the model that was asked for cannot be had
├── QuestionSetError  a question set or a results file has not the expected form
└── SettingError      a setting has a value that cannot be used

The message is one line for a person: it names the file or setting, its value and what to do.
The command line prints it and leaves with exit code 1; nothing else is caught there.
"""

from index.unread import UnreadReason


class TweespraakError(Exception):
    """A mistake or a lack that the user can mend; its text is one line that says how."""


class ArticleError(TweespraakError):
    """One file cannot be read as an article; its text does not name the file."""

    def __init__(self, reason: UnreadReason) -> None:
        super().__init__(str(reason))
        self.reason = reason


class UnreadableError(ArticleError):
    """A file cannot be opened: a right is missing, the disk fails, a share is away. Later it may be."""


class FolderError(TweespraakError):
    """The folder of articles is not there, is not a folder or cannot be listed."""


class IndexStoreError(TweespraakError):
    """The index is missing, damaged, in use or made with other settings."""


class WeightsError(TweespraakError):
    """Built-in weights cannot be prepared: a package, disk space or permission is missing."""


class ModelError(TweespraakError):
    """The model that was asked for cannot be had: no connection, wrong name, no memory."""


class QuestionSetError(TweespraakError):
    """A question set or a results file has not the form that it should have."""


class SettingError(TweespraakError):
    """A setting has a value that cannot be used."""
