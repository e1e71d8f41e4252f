"""One listening socket watched several times over, so that who rings at once is let in at once.

libuv accepts one connection of a socket it watches in a turn of its loop (libuv pull request 3696; seen with uvloop 0.23), and a turn
of a busy loop takes a tenth of a second: of fifty callers whose handler was killed, the last one would be let in after five.
"""

import socket

AT_ONCE = 16


def listening_sockets(bound: socket.socket, count: int = AT_ONCE) -> list[socket.socket]:
    """`bound` and its copies, one port all. Whoever serves them closes them."""
    return [bound, *(bound.dup() for _ in range(count - 1))]
