# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""A slow network to a place of its own: a network namespace that is reached at 100 Mbit/s, 20 ms there and back.

Two TUN devices, one here and one in the namespace. Each lets packets out through a token bucket of the kernel (tc tbf);
this program hands them from one to the other and holds each for half of the 20 ms. (The kernel has a delay too, netem,
but not every kernel is built with it.) TCP sees what it sees on a line: its windows open slowly, connections take a
round trip, and nothing is faster than the bucket. Needs root and iproute2.
"""

import collections
import fcntl
import os
import select
import struct
import subprocess
import threading
import time

from private_servers import Failure

RATE = "100mbit"
ROUND_TRIP_SECONDS = 0.020
MTU = 1500
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


def ip(*arguments, program="ip"):
    try:
        done = subprocess.run([program, *arguments], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False)
    except FileNotFoundError:
        raise Failure(f"The slow network needs {program}: apt install iproute2.") from None
    if done.returncode != 0:
        raise Failure(f"The slow network needs root and its rights over the network (CAP_NET_ADMIN).\n"
                      f"{program} {' '.join(arguments)}: {done.stdout}")


class SlowNetwork:
    """Use it as a context: inside, the namespace `name` is at `address`. Programs run there by `prefix`."""

    def __init__(self):
        # Several benchmarks may run on one computer.
        number = os.getpid()
        self.name = f"sosie-bench-{number}"
        network = f"10.213.{number % 251}"
        self.address = f"{network}.2"
        self._ends = ((f"sosie{number}h", f"{network}.1", []), (f"sosie{number}t", self.address, ["-n", self.name]))
        self.prefix = ["ip", "netns", "exec", self.name]
        self._descriptors = []
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._stop_read, self._stop_write = os.pipe()

    def __enter__(self):
        ip("netns", "add", self.name)
        try:
            for device, address, where in self._ends:
                self._descriptors.append(open_tun(device))
                if where:
                    ip("link", "set", device, "netns", self.name)
                    ip(*where, "link", "set", "lo", "up")
                ip(*where, "address", "add", f"{address}/30", "dev", device)
                ip(*where, "link", "set", device, "mtu", str(MTU), "up")
                ip(*where, "qdisc", "add", "dev", device, "root", "tbf", "rate", RATE, "burst", "32kb", "latency",
                   "50ms", program="tc")
        except BaseException:
            self._remove()
            raise
        self._thread.start()
        return self

    def __exit__(self, *_):
        os.write(self._stop_write, b"x")
        self._thread.join()
        self._remove()

    def _remove(self):
        for descriptor in self._descriptors:
            os.close(descriptor)
        ip("netns", "delete", self.name)

    def _carry(self):
        """Each packet leaves at the other end ROUND_TRIP_SECONDS / 2 after it came."""
        here, there = self._descriptors
        other = {here: there, there: here}
        on_the_way = collections.deque()
        while True:
            wait = max(0.0, on_the_way[0][0] - time.monotonic()) if on_the_way else None
            ready, _, _ = select.select([here, there, self._stop_read], [], [], wait)
            if self._stop_read in ready:
                return
            now = time.monotonic()
            for descriptor in ready:
                # All that is there, at one price.
                try:
                    while True:
                        on_the_way.append((now + ROUND_TRIP_SECONDS / 2, other[descriptor], os.read(descriptor, 65536)))
                except BlockingIOError:
                    pass
            while on_the_way and on_the_way[0][0] <= now:
                _, descriptor, packet = on_the_way.popleft()
                try:
                    os.write(descriptor, packet)
                except OSError:
                    pass  # A network loses packets; a device that is not up yet takes none.


def open_tun(device):
    try:
        descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(descriptor, TUNSETIFF, struct.pack("16sH22s", device.encode(), IFF_TUN | IFF_NO_PI, b""))
    except OSError as error:
        raise Failure(f"The slow network needs root and /dev/net/tun: {error}") from None
    return descriptor
