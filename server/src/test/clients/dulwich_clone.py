"""Clones URL into DIRECTORY with dulwich and prints the file README.md of its HEAD."""

import sys

from dulwich import porcelain

url, directory = sys.argv[1:]
repository = porcelain.clone(url, directory, errstream=porcelain.NoneStream())
sys.stdout.write(open(directory + "/README.md", encoding="utf-8").read())
repository.close()
