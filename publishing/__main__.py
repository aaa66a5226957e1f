"""Lays the skill out in build/package/, as `ask deploy` takes it: `make package`, or `python -m publishing`.

The parameters are taken from the environment, where make puts them: SKILL_ID, SKILL_ENDPOINT and PRIVACY_URL; or STACK,
and if need be REGION, in place of the first two. What is missing or a dummy is refused, all of it at once, with exit
code 2. What an earlier run has laid out is then left as it is.
"""

import os
import sys
from pathlib import Path

from publishing.parameters import RefusedError, read_parameters
from publishing.project import ROOT, lay_out

FOLDER = ROOT / "build" / "package"

ASK = ROOT / "publishing" / "node_modules" / ".bin" / "ask"
"""Amazon's ASK CLI, where `make ask` puts it."""

REFUSED = 2
"""The exit code where a parameter is not what it should be: that of argparse."""

NEXT = """\
Laid out in {folder}: skill {skill_id}, answered by {endpoint}.
To send it to Amazon, as a version in development that nobody else can see: cd {folder} && {ask} deploy

That is Amazon's ASK CLI: `make ask` installs it, `{ask} configure` signs it in, each once. Your own will do as well.
Where it stops at once with "Class extends value undefined", npm has brought it antlr4ts 0.5.0-dev: the overrides in
publishing/package.json show how to have 0.5.0-alpha.4 instead.
"""


def main(folder: Path = FOLDER) -> int:
    """Lays it out, or says on stderr what is wrong; gives the exit code."""
    try:
        parameters = read_parameters(os.environ)
    except RefusedError as refused:
        print("Nothing is laid out.", *refused.complaints, sep="\n", file=sys.stderr)
        return REFUSED
    lay_out(parameters, folder)
    print(NEXT.format(folder=folder, ask=ASK, skill_id=parameters.skill_id, endpoint=parameters.endpoint), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
