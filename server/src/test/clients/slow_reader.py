"""Fetches, and takes the answer at a steady rate.

Usage: slow_reader.py PORT PATH REQUEST-FILE BYTES-A-SECOND SECONDS

Prints "begun" when the answer begins. Ends with 0 when the time is over and the server still
sends, with 3 when the server has ended the connection.
"""

import socket
import sys
import time

STEPS_A_SECOND = 10

port, path, request, rate, seconds = sys.argv[1:]
with open(request, "rb") as file:
    body = file.read()
head = (
    f"POST /{path}/git-upload-pack HTTP/1.1\r\nHost: localhost\r\n"
    "Content-Type: application/x-git-upload-pack-request\r\n"
    f"Content-Length: {len(body)}\r\n\r\n"
)
step = int(rate) // STEPS_A_SECOND
connection = socket.socket()
# What the system takes in advance is small, and it says at once that there is room again.
connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
connection.connect(("127.0.0.1", int(port)))
connection.sendall(head.encode() + body)
start = time.monotonic()
taken = 0
while time.monotonic() - start < float(seconds):
    try:
        part = connection.recv(step)
    except ConnectionError:
        part = b""
    if not part:
        sys.exit(3)
    if not taken:
        print("begun", flush=True)
    taken += len(part)
    time.sleep(max(0.0, taken / int(rate) - (time.monotonic() - start)))
