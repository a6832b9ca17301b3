"""A cable to a database that can be pulled out and put back."""

from __future__ import annotations

import contextlib
import socket
import threading
import time


class Cable:
    """Forwards a port of this machine to another one; `cut` ends all and takes no more."""

    def __init__(self, port):
        self.target = port
        self.listener = None
        self.links = []
        self.port = 0
        self.mend()

    def mend(self):
        """Take calls, on the same port as before."""
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for _ in range(50):
            with contextlib.suppress(OSError):
                self.listener.bind(("127.0.0.1", self.port))
                break
            time.sleep(0.1)
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._take, args=(self.listener,), daemon=True).start()

    def cut(self):
        """End every call, take none."""
        for link in (self.listener, *self.links):
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            link.close()
        self.links.clear()

    def _take(self, listener):
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                self.links += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_pump, args=(one, other), daemon=True).start()


def _pump(one, other):
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    for link in (one, other):
        with contextlib.suppress(OSError):
            link.shutdown(socket.SHUT_RDWR)
