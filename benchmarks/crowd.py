"""`make crowd`: days with 1,000 to 10,000,000 people, simulated: what Lambda and the table have to bear.

Sessions begin at random, as often as in the day's busiest hour or in a quiet one, and take their turns. An instance of
the function answers one request at a time, and is given up once it has been idle for a while; a request that finds none
idle waits for a new one. What it costs, and where Amazon's quotas lie, is in docs/load.md.
"""

import argparse
import heapq
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

PEOPLE = (10**3, 10**4, 10**5, 10**6, 10**7)

TURNS = 12
"""A session's, as in docs/cost.md."""

GAP_SECONDS = 75.0
"""Between two turns: a routine takes about 15 minutes."""

BUSIEST_HOUR, QUIET_HOUR = 0.12, 0.01
"""The share of a day's people who come in such an hour: guesses; three times the mean hour's, and a quarter of it."""

WARM_SECONDS, COLD_SECONDS = 0.08, 2.0
"""A turn, and what a cold start adds. Guesses for 256 MB, as in docs/cost.md: not measured on Lambda."""

IDLE_SECONDS = 600.0
"""After which an idle instance is given up. Amazon promises no time; five to fifteen minutes are told of."""

MOST_REQUESTS, LONGEST_SECONDS = 600_000, 40 * 3600.0
"""Of a simulation; its first half, in which it finds its balance, isn't counted."""


@dataclass(frozen=True)
class Load:
    """What was seen."""

    requests_a_second: float
    at_once: int
    """The most instances that answered at the same moment."""
    cold: float
    """The share of requests that waited for an instance."""


def moments(sessions_a_second: float, chance: random.Random) -> Iterator[float]:
    """When requests come, in seconds, in order; from the beginning some are in the middle of their session."""

    def gap() -> float:
        return chance.expovariate(1 / GAP_SECONDS)

    under_way = round(sessions_a_second * GAP_SECONDS * TURNS)
    coming = [(gap(), chance.randint(1, TURNS)) for _ in range(under_way)]
    heapq.heapify(coming)
    begins = chance.expovariate(sessions_a_second)
    while True:
        if not coming or begins <= coming[0][0]:
            heapq.heappush(coming, (begins, TURNS))
            begins += chance.expovariate(sessions_a_second)
        else:
            now, left = heapq.heappop(coming)
            yield now
            if left > 1:
                heapq.heappush(coming, (now + gap(), left - 1))


def simulate(people_a_day: int, hour: float, chance: random.Random) -> Load:
    """An hour of a day with so many people, in which that share of them comes."""
    sessions_a_second = people_a_day * hour / 3600
    requests = round(min(MOST_REQUESTS, LONGEST_SECONDS * sessions_a_second * TURNS))
    warm = 1 + round(2 * sessions_a_second * TURNS * WARM_SECONDS)
    busy, idle = list[float](), [0.0] * warm  # until when, and since when
    cold = at_once = 0
    counted_from, now = 0.0, 0.0
    for number, now in enumerate(itertools.islice(moments(sessions_a_second, chance), requests)):
        if number == requests // 2:
            counted_from, cold, at_once = now, 0, 0
        while busy and busy[0] <= now:
            idle.append(heapq.heappop(busy))
        if idle and now - idle[-1] < IDLE_SECONDS:
            idle.pop()  # the one used last: the others may be given up
            until = now + WARM_SECONDS
        else:
            cold, until = cold + 1, now + COLD_SECONDS + WARM_SECONDS
        heapq.heappush(busy, until)
        at_once = max(at_once, len(busy))
    counted = requests - requests // 2
    return Load(counted / (now - counted_from), at_once, cold / counted)


def main() -> None:
    """Prints the table."""
    print(f"{'':>13}{'busiest hour':>46}{'quiet hour':>24}")
    print(f"{'people a day':>13}{'requests a second':>19}{'at once':>12}{'cold starts':>15}{'cold starts':>24}")
    for people in PEOPLE:
        chance = random.Random(1)  # noqa: S311 - to be repeatable is the point
        busiest, quiet = simulate(people, BUSIEST_HOUR, chance), simulate(people, QUIET_HOUR, chance)
        row = (
            f"{people:>13,}{busiest.requests_a_second:19.2f}{busiest.at_once:12}{busiest.cold:15.2%}{quiet.cold:24.2%}"
        )
        print(row, flush=True)


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m benchmarks.crowd", description=__doc__).parse_args()
    main()
