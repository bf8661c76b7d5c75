"""The errors a caller may meet.

    NewsextractError
    ├── InputError        an article cannot be read: missing, empty, binary, wrong encoding
    │   └── SizeLimitError    ... or is larger than allowed
    ├── DataError         a data file is damaged; names file and line
    │   └── LexiconError      ... or a lexicon of the user's
    ├── ValidationError   a record breaks the schema or its own spans: a bug of ours, never written
    ├── StoreError        a database refused, was lost, or holds another schema version
    ├── BatchError        a batch cannot go on; what was finished is kept
    └── TimeLimitError    an article took longer than allowed and was rejected whole

Each message says what is wrong and what to do next.
"""


class NewsextractError(Exception):
    """Root of everything that newsextract raises on purpose."""


class InputError(NewsextractError):
    """An input that cannot be read at all."""


class SizeLimitError(InputError):
    """An article that is larger than allowed."""


class DataError(NewsextractError):
    """A row of a data file that cannot be used."""


class LexiconError(DataError):
    """A user's lexicon that cannot be read, or a row of it that cannot be used."""


class ValidationError(NewsextractError):
    """A record that does not keep the contract; it is not written."""


class StoreError(NewsextractError):
    """A database that could not be written or read."""


class BatchError(NewsextractError):
    """A batch that cannot go on."""


class TimeLimitError(NewsextractError):
    """An article that exceeded its time limit."""
