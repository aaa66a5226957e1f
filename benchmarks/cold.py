"""What it takes of a processor until the skill is built, as in a cold start of Lambda's: with each way to the table.

Each figure is the median of many processes, taken in turn; the ratio is to the first.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 15
LAMBDA = {
    "AWS_LAMBDA_FUNCTION_NAME": "skill",
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
}
WAYS = {
    "without a table": {},
    "with Lambda's own client": {"PROGRESS_TABLE": "progress"},
    "with boto3": {"PROGRESS_TABLE": "progress", "DYNAMODB_CLIENT": "boto3"},
}


def main() -> None:
    """Prints the table."""
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(ROUNDS):
        for way, environment in WAYS.items():
            taken[way].append(processor_seconds({**os.environ, **LAMBDA, **environment}))
    medians = {way: statistics.median(seconds) for way, seconds in taken.items()}
    print(f"{'until the skill is built':28}{'processor':>12}{'ratio':>8}")
    for way, median in medians.items():
        print(f"{way:28}{median * 1e3:9.0f} ms{median / medians['without a table']:8.2f}")


def processor_seconds(environment: dict[str, str]) -> float:
    """What one process takes that imports the entry."""
    before = os.times()
    asked = [sys.executable, "-c", "import lambda_function"]
    subprocess.run(asked, cwd=Path("lambda"), env=environment, check=True)  # noqa: S603 - our own words
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
