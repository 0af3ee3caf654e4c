"""Hosts forked from one process that has loaded what files of every format need, and no format.

To load that takes each host a second. What a format needs each loads itself, as after a start.
"""

import json
import os
import signal
import socket
import sys

MODULE = "tests.corpus.readers.sandbox.forked_host"
DOOR = "door"
"""The socket in `TMPDIR` at which hosts are asked for."""


def main(descriptor):
    """Have a forked host serve on the socket with this descriptor; returns when it has ended."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking:
        asking.connect(os.path.join(os.environ["TMPDIR"], DOOR))
        socket.send_fds(asking, [json.dumps(sys.path).encode()], [descriptor])
        os.close(descriptor)
        asking.recv(1)


def fork_hosts():
    """Load what all need, say so on standard output, and fork a host for whoever asks."""
    from components.corpus.readers.sandbox import child, host

    child._warm_up_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(os.path.join(os.environ["TMPDIR"], DOOR))
        door.listen()
        os.write(1, b"ready\n")
        while True:
            asking, _ = door.accept()
            path, (descriptor,), *_ = socket.recv_fds(asking, 100_000, 1)
            if not os.fork():
                door.close()
                sys.path[:] = json.loads(path)
                # Whoever asked waits until the process is gone, and with it `asking`.
                host.main(descriptor)
                os._exit(0)
            asking.close()
            os.close(descriptor)
