"""Files in, articles out: `read_file`, `read_many`, `read_together`, `propose_columns`."""

from components.corpus.readers.drafts import Columns
from components.corpus.readers.limits import Limits
from components.corpus.readers.reading import Found, Table, propose_columns, read_file, read_many
from components.corpus.readers.together import read_together

__all__ = [
    "Columns",
    "Found",
    "Limits",
    "Table",
    "propose_columns",
    "read_file",
    "read_many",
    "read_together",
]
