"""What a read and a write through the memory cost, beside boto3's bare get_item and put_item of the same item.

Against DynamoDB Local, in the same process, taken in turn. Each figure is the median of many rounds.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "lambda"))

from lower_back_release.content import content_for  # noqa: E402 - found by the line above
from lower_back_release.memory.dynamodb import DynamoDbMemory, dynamodb_client  # noqa: E402
from lower_back_release.memory.pseudonym import Identity  # noqa: E402
from lower_back_release.memory.record import Record  # noqa: E402
from lower_back_release.memory.remember import remember  # noqa: E402
from lower_back_release.person.history import History  # noqa: E402
from lower_back_release.person.preferences import Preferences  # noqa: E402
from lower_back_release.person.progress import Progress, new_progress  # noqa: E402
from tests.memory.local_dynamodb import ANYBODY, TABLE, local_dynamodb, make_table  # noqa: E402

ROUNDS = 500
PERSON = Identity("amzn1.ask.account.BENCHMARK")


def main() -> None:
    """Prints the table."""
    began = time.perf_counter()
    dynamodb_client(**ANYBODY)
    print(f"loading boto3 and making the first client: {(time.perf_counter() - began) * 1e3:.0f} ms, once a cold start")
    with local_dynamodb() as address:
        client: Any = dynamodb_client(30, 30, endpoint_url=address, **ANYBODY)
        make_table(client)
        calls: list[str] = []
        client.meta.events.register("before-send.dynamodb.*", lambda request, **_: calls.append(request.url))
        compare(client, calls)


def compare(client: Any, calls: list[str]) -> None:
    """Prints times, their ratios, and how many times each goes over the wire."""
    memory = DynamoDbMemory(TABLE, client)
    progress = full_progress().to_json()
    memory.write(PERSON, Record(progress, 1, "request"), 0)
    item = client.scan(TableName=TABLE)["Items"][0]
    key = {name: item[name] for name in ("account", "voice")}
    version = 1

    def turn() -> None:
        nonlocal version
        ours = Record(progress, version + 1, f"request-{version}")
        version = remember(memory, PERSON, ours, lambda _: progress).version

    paths: dict[str, Callable[[], object]] = {
        "bare get_item": lambda: client.get_item(TableName=TABLE, Key=key, ConsistentRead=True),
        "reading": lambda: memory.read(PERSON),
        "bare put_item": lambda: client.put_item(TableName=TABLE, Item=item | {"version": {"N": str(version)}}),
        "remembering a turn": turn,
    }
    taken: dict[str, list[float]] = {name: [] for name in paths}
    trips: dict[str, set[int]] = {name: set() for name in paths}
    for _ in range(ROUNDS):
        for name, path in paths.items():
            calls.clear()
            began = time.perf_counter()
            path()
            taken[name].append(time.perf_counter() - began)
            trips[name].add(len(calls))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    yardsticks = {"reading": "bare get_item", "remembering a turn": "bare put_item"}
    print(f"{'':24}{'median':>12}{'times bare':>14}{'round trips':>14}")
    for name, median in medians.items():
        ratio = median / medians[yardsticks.get(name, name)]
        print(f"{name:24}{median * 1e3:9.2f} ms{ratio:14.2f}{', '.join(map(str, sorted(trips[name]))):>14}")


def full_progress() -> Progress:
    """Somebody who has been in every pose."""
    routine = content_for("en-US").routine
    poses = tuple(routine.order)
    course = replace(new_progress(routine).course, began_ms=1_800_000_000_000)
    return Progress(course, Preferences(left_out=poses), History(known=poses))


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__).parse_args()
    main()
