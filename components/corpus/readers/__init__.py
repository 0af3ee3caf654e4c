"""Files in, articles out: `read_file`."""

from components.corpus.readers.limits import Limits
from components.corpus.readers.reading import read_file

__all__ = ["Limits", "read_file"]
