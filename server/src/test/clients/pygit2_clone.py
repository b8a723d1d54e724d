"""Clones URL into DIRECTORY with pygit2 and prints the file README.md of its HEAD.

The username and token are asked for by a callback, as programs do that keep them apart.
"""

import sys

import pygit2

url, directory, username, token = sys.argv[1:]
credentials = pygit2.UserPass(username, token)
repository = pygit2.clone_repository(
    url, directory, callbacks=pygit2.RemoteCallbacks(credentials=credentials)
)
commit = repository.head.peel(pygit2.Commit)
sys.stdout.write(commit.tree["README.md"].data.decode())
