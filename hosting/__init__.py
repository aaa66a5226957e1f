"""The skill on a machine of one's own, for Amazon to call (docs/self-hosting.md). Never deployed to Lambda."""

import sys
from pathlib import Path

# What is deployed is a folder, not a package: here it has to be found as Lambda finds it.
sys.path.insert(0, str(Path(__file__).parent.parent / "lambda"))

HOST = "127.0.0.1"
PORT = 5000
"""Where it listens unless told otherwise: for this machine alone, since what is in front of it has the certificate."""
