"""A host whose readers are confined as on a system without Landlock."""

from components.corpus.readers.sandbox import confinement
from tests.corpus.readers.sandbox import misbehaving

MODULE = "tests.corpus.readers.sandbox.without_landlock"


def main(descriptor):
    """Serve as the host does, on the socket with this descriptor."""
    confinement.bind_files = lambda libc, allowed: None
    misbehaving.main(descriptor)
