"""A host whose readers are confined as on a system without seccomp."""

from components.corpus.readers.sandbox import confinement
from tests.corpus.readers.sandbox import misbehaving

MODULE = "tests.corpus.readers.sandbox.without_seccomp"


def main(descriptor):
    """Serve as the host does, on the socket with this descriptor."""
    confinement.forbid_calls = lambda libc, filter: None
    misbehaving.main(descriptor)
