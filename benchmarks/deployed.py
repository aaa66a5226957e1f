"""`make bench`: what is deployed beside two skills one might write instead, as Lambda runs them.

Each with Amazon's own runtime on one processor, against a Runtime API of ours and, over TLS, Amazon's DynamoDB for one
machine; an Echo Show's launch, then turns in the middle of a hold. Medians of processes that take turns; the ratio is
to the hello-world.
"""

import argparse
import compileall
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "lambda")]

from artefact.__main__ import STEPS, build, zipped  # noqa: E402 - found by the line above
from benchmarks.runtime_api import install_runtime, running  # noqa: E402
from lower_back_release.memory.dynamodb import dynamodb_client  # noqa: E402
from simulator.ears.understanding import Intent  # noqa: E402
from simulator.echo.device import Device, Session  # noqa: E402
from simulator.echo.screens import SHOW_8  # noqa: E402
from tests.memory.certificate import certificate  # noqa: E402
from tests.memory.local_dynamodb import ANYBODY, IN_LAMBDA, TABLE, local_dynamodb, make_table  # noqa: E402
from tests.memory.tls import tls  # noqa: E402
from tests.options import at_least  # noqa: E402

ROUNDS, WARM_TURNS = 15, 30
BUILT = ROOT / "build" / "bench"
PACKAGES, RUNTIME, PLAIN, LEAN = BUILT / "packages", BUILT / "runtime", BUILT / "plain", BUILT / "artefact"
HELLOS_TABLE, WARMING = "hello", 500


@dataclass(frozen=True)
class Told:
    """What one process took."""

    cold_ms: float
    processor_ms: float
    second_ms: float
    warm_ms: float
    peak_mb: float


def main() -> None:
    """Builds, measures, and prints the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=at_least(1), default=ROUNDS)
    rounds = parser.parse_args().rounds
    for said in prepared():
        print(said)
    ours, theirs = zipped(LEAN), zipped(PACKAGES)
    print(f"the zip: {ours / 1e6:.2f} MB; what the yardsticks import: {theirs / 1e6:.2f} MB, {theirs / ours:.1f}x\n")
    with local_dynamodb() as address, TemporaryDirectory() as folder, tls(address, certificate(Path(folder))) as table:
        client = dynamodb_client(30, 30, endpoint_url=address, **ANYBODY)
        make_table(client)
        make_hellos_table(client)
        for n in range(WARMING):  # Java is slow at first, and whoever came first would pay for it
            client.put_item(TableName=HELLOS_TABLE, Item={"id": {"S": str(n)}})
            client.get_item(TableName=HELLOS_TABLE, Key={"id": {"S": str(n)}}, ConsistentRead=True)
        every = Path(folder) / "every_authority.pem"
        every.write_bytes(
            Path(table["AWS_CA_BUNDLE"]).read_bytes() + (PACKAGES / "certifi" / "cacert.pem").read_bytes()
        )
        skills = candidates({**table, "PROGRESS_TABLE": TABLE})
        skills["ours, every authority"] = (LEAN, RUNTIME), {**skills["ours"][1], "AWS_CA_BUNDLE": str(every)}
        taken: dict[str, list[Told]] = defaultdict(list)
        for _ in range(rounds):
            for name, (paths, environment) in skills.items():
                taken[name].append(measured(paths, environment))
    print_medians(taken)
    print()
    print_steps(rounds)
    print()
    print_reminders(rounds)
    print()
    print_imports()


def candidates(table: Mapping[str, str]) -> dict[str, tuple[Sequence[Path], Mapping[str, str]]]:
    """By name, the folders that each imports from and its environment; the yardstick of all is the first."""
    yardsticks = ROOT / "benchmarks" / "yardsticks"
    return {
        "hello, no memory": ((yardsticks / "hello", PACKAGES), {}),
        "standard, with a table": ((yardsticks / "standard", PACKAGES), {**table, "PROGRESS_TABLE": HELLOS_TABLE}),
        "ours": ((LEAN, RUNTIME), table),
        "ours, no table": ((LEAN, RUNTIME), {}),
        "ours, boto3": ((LEAN, PACKAGES), {**table, "DYNAMODB_CLIENT": "boto3"}),
        "ours, not made lean": ((PLAIN, PACKAGES), table),
        "ours, no table, and Powertools": (
            (yardsticks / "powertools", LEAN, RUNTIME, PACKAGES),
            {"_HANDLER": "with_powertools.lambda_handler"},
        ),
    }


def prepared() -> list[str]:
    """Lays out everything that is measured; what the build told."""
    shutil.rmtree(BUILT, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    lock = ROOT / "requirements-bench.lock"
    subprocess.run([*pip, "--target", str(PACKAGES), "-r", str(lock)], check=True)  # noqa: S603 - our own words
    install_runtime(RUNTIME)
    shutil.copytree(ROOT / "lambda", PLAIN, ignore=shutil.ignore_patterns("__pycache__", "artefact"))
    compileall.compile_dir(PLAIN, quiet=2)
    compileall.compile_dir(ROOT / "benchmarks" / "yardsticks", quiet=2)
    return build(LEAN, for_this_python=True)


def make_hellos_table(client: object) -> None:
    """The table of the skill that one would copy."""
    client.create_table(  # type: ignore[attr-defined]  # boto3 has no types
        TableName=HELLOS_TABLE,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )


def measured(paths: Sequence[Path], environment: Mapping[str, str]) -> Told:
    """A process from its start: a launch, a second turn, and then many."""
    device, session = Device(screen=SHOW_8, user=f"amzn1.ask.account.{time.time_ns()}"), Session()
    now = datetime(2027, 1, 15, 8, tzinfo=UTC)
    began = time.perf_counter()
    with running(paths, environment) as function:
        answer = function.answer(device.launch(session, now))
        cold, processor = time.perf_counter() - began, function.processor_seconds
        turns: list[float] = []
        for turn in range(1 + WARM_TURNS):
            session.new, session.attributes = False, answer.get("sessionAttributes") or {}
            asked = device.intent(session, now + timedelta(seconds=90 + turn), Intent("BreathsLeftIntent"))
            began = time.perf_counter()
            answer = function.answer(asked)
            turns.append(time.perf_counter() - began)
        warm = statistics.median(turns[1:])
        return Told(1000 * cold, 1000 * processor, 1000 * turns[0], 1000 * warm, function.peak_megabytes)


def print_medians(taken: Mapping[str, Sequence[Told]]) -> None:
    """The table."""
    names = [field.name for field in fields(Told)]
    medians = {
        who: [statistics.median(getattr(one, name) for one in told) for name in names] for who, told in taken.items()
    }
    yardstick = next(iter(medians.values()))
    heads = ("cold start, ms", "processor, ms", "second turn, ms", "a warm turn, ms", "peak memory, MB")
    print(f"{'':26}" + "".join(f"{head:>24}" for head in heads))
    for who, values in medians.items():
        cells = (f"{value:15.1f} {value / least:7.2f}x" for value, least in zip(values, yardstick, strict=True))
        print(f"{who:26}" + "".join(cells))


def print_steps(rounds: int) -> None:
    """What each step of the build saves: processor time until the skill has its words, without that step alone."""
    yardstick, lean = "hello", "ours"
    folders = {yardstick: ROOT / "benchmarks" / "yardsticks" / "hello", lean: LEAN}
    for step in STEPS:
        folders[f"without {step}"] = BUILT / step.replace(" ", "_")
        build(folders[f"without {step}"], for_this_python=True, without=(step,))
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, folder in folders.items():
            taken[name].append(loading_seconds((folder, PACKAGES) if name == yardstick else (folder,)))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print("processor time until it is loaded")
    for name, median in medians.items():
        print(f"{name:34}{1000 * median:8.1f} ms{median / medians[yardstick]:8.2f}x")


def print_reminders(rounds: int) -> None:
    """What whoever wishes for a reminder waits for once: the processor time to load what calls Alexa's services."""
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for more in ("", "import lower_back_release.alexa.reminders_client"):
            taken[more].append(loading_seconds((LEAN,), more))
    without, having = map(statistics.median, taken.values())
    print(f"{'the first wish for a reminder':34}{1000 * (having - without):8.1f} ms")


def loading_seconds(paths: Sequence[Path], more: str = "") -> float:
    """What a process takes of a processor that loads a function from these folders, and runs `more` then."""
    before = getrusage(RUSAGE_CHILDREN)
    environment = {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PROGRESS_TABLE": TABLE, **IN_LAMBDA}
    code = "import lambda_function"
    if (paths[0] / "lower_back_release").exists():
        code += "; from lower_back_release.content import content_for; content_for('en-US')"
    code += f"; {more}" if more else ""
    command = [sys.executable, "-S", "-B", "-c", code]
    subprocess.run(command, cwd=paths[0], env=environment, check=True)  # noqa: S603 - our own words
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def print_imports(most: int = 14) -> None:
    """What ours takes to load, by package: processor time is not told apart, so only the shares count."""
    environment = {"PYTHONPATH": str(LEAN), "PROGRESS_TABLE": TABLE, **IN_LAMBDA}
    command = [sys.executable, "-S", "-B", "-X", "importtime", "-c", "import lambda_function"]
    told = subprocess.run(command, cwd=LEAN, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    packages: dict[str, int] = defaultdict(int)
    for own, module in re.findall(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)$", told.stderr, re.MULTILINE):
        depth = 2 if module.startswith("lower_back_release") else 1
        packages[".".join(module.split(".")[:depth])] += int(own)
    whole = sum(packages.values())
    print("where loading ours takes its time")
    for name, own in sorted(packages.items(), key=lambda one: -one[1])[:most]:
        print(f"{name:40}{own / whole:8.1%}")


if __name__ == "__main__":
    main()
