"""What Amazon is sent, and what is checked before. Never deployed."""

import sys
from pathlib import Path

# What is deployed is a folder, not a package: here it has to be found as Lambda finds it.
sys.path.insert(0, str(Path(__file__).parent.parent / "lambda"))
