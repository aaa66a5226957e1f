"""Whatever a function may be called with: requests by the SDK's own schema, and true ones with something odd."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from ask_sdk_model import Request

from lower_back_release.content import FILES, content_for
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.lesson.breath import MOST_BREATHS_HELD
from lower_back_release.lesson.timeline import Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.memory.schema import LAST_VERSION
from lower_back_release.person.bounds import LATEST_MS
from lower_back_release.person.course import MOST_STEPS, Runs
from lower_back_release.person.history import MOST_DAYS
from lower_back_release.person.owed import MOST_TIMES, Question
from simulator.echo.device import Device, Session
from simulator.echo.screens import SHOW_8
from tests.wishes import asking, intents

PRIVATE = "nobody's business"
"""In every odd text: nothing of it may be said, logged or kept."""

LOCALES = ("en-US", *sorted(name for name in FILES if "-" in name), "fr-FR")
"""Those with words of their own, and one with none."""

NOW = datetime(2027, 1, 15, 8, tzinfo=UTC)

WITH_SLOTS = tuple(name for name in intents() if asking(name, 0).slots)
"""Intents that have something said in them."""

NOT_REQUESTS: tuple[object, ...] = (
    *(None, "ping", "", [], {}, 0, True, [{}], {"request": None}, {"request": []}, {"request": {}}, {"warmer": True}),
    {"request": {"type": None}},
    {"request": {"type": 7}},
    {"version": "0", "id": PRIVATE, "detail-type": "Scheduled Event", "source": "aws.events", "detail": {}},
    {"Records": [{"eventSource": "aws:sqs", "body": PRIVATE}]},
    {"requestContext": {"http": {"method": "GET"}}, "body": None},
)
"""What functions are called with that isn't Alexa: to keep them warm, by mistake, by other services."""


def _deep(levels: int) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


@cache
def _many() -> dict[str, None]:
    """So many names that to look at each would take a second."""
    return dict.fromkeys(map(str, range(300_000)))


STAYS = 0.3
"""How often a part is taken that has parts of its own, and not one of those."""

ODD: tuple[Callable[[], Any], ...] = (
    *(lambda value=value: value for value in (None, True, False, 0, -1, 1, 7, 10**9, 10**400, -(10**18), 0.5, 1e300)),
    *(lambda value=value: value for value in (float("nan"), float("inf"), "", " ", "0", "1", "-1", "?", "None")),
    *(
        lambda value=value: value
        for value in ("Infinity", "1e400", "9" * 5000, "\u0663", "last", "12", "\x00", "\ud800")
    ),
    *(lambda value=value: f"{PRIVATE} {value}" for value in ("<break/>", "&amp;", "{0.__class__}", "{called}", "']}")),
    *(lambda value=value: value for value in ("1700000000000", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "soon")),
    lambda: PRIVATE * 3000,
    list,
    dict,
    lambda: [PRIVATE],
    lambda: {PRIVATE: PRIVATE},
    lambda: _deep(900),
    lambda: ["reclined_shoelace"] * 10_000,
    lambda: {f"{PRIVATE} {n}": n for n in range(2000)},
    lambda: dict(_many()),
)
"""Values that nobody expects, each made anew."""


NAMES: tuple[str, ...] = (*COMMANDS, *Question, *Stage, *Runs, *Variation, *content_for("en-US").routine.held_by_id)
"""Names of ours, of every kind."""

BOUNDS = LAST_VERSION, LATEST_MS, MOST_BREATHS_HELD, MOST_DAYS, MOST_STEPS, MOST_TIMES


def requests_by_schema() -> tuple[str, ...]:
    """Every type of request that the SDK knows."""
    return tuple(sorted(Request.discriminator_value_class_map))


class Odd:
    """Odd things, at random but repeatable."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.locale = LOCALES[0]
        """In which a device asks, from the beginning of a session to its end."""
        self._seen: dict[str, list[dict[str, Any]]] = defaultdict(list)
        """The attributes so far, by locale: sentences of one language are no other's."""

    def value(self) -> Any:
        """Something that nobody expects."""
        kinds = (self._some_number,), (self._some_moment,), (self._some_bound,), (self._some_name,), ODD, ODD
        return self.chance.choice(self.chance.choice(kinds))()

    def _some_number(self) -> Any:
        """A number of any length, or one as words hold it."""
        number = self.chance.randrange(10 ** self.chance.randrange(1, 500))
        return self.chance.choice((str, int, int.__neg__))(number)

    def _some_bound(self) -> int:
        """The most that something kept may be, or one beside it."""
        return self.chance.choice(BOUNDS) + self.chance.choice((-1, 0, 0, 1))

    def _some_name(self) -> str:
        """A name of ours, which may be that of something else."""
        return self.chance.choice(NAMES)

    def _some_moment(self) -> str:
        """A moment in any year that there may be."""
        moment = datetime(self.chance.randrange(1, 10_000), 1, 1, tzinfo=UTC) + timedelta(self.chance.randrange(300))
        return moment.isoformat()

    def grown(self, value: Any) -> Any:
        """The same, and more of it, where it holds nothing that holds more: what it should be, but for its size."""
        times = self.chance.choice((2, 10, 100, 300))
        if any(isinstance(each, dict | list) for each in _members(value)):
            return value
        match value:
            case bool():
                return value
            case int():
                return (value % 10**500) * 10**times + self.chance.randrange(10)
            case str():
                return (value[:100] or PRIVATE) * times
            case list():
                return (value[:3] or [PRIVATE]) * times
            case dict():
                return value | {f"{PRIVATE} {n}": PRIVATE * self.chance.randrange(10) for n in range(times)}
        return value

    def event(self, attributes: Mapping[str, Any]) -> object:
        """What the function is called with next, in a session with these attributes."""
        kinds = (
            *(self._true, self._heard_oddly, self._with_something_odd, self._of_another_turn),
            *(self._of_odd_attributes, self._by_schema, self._no_request),
        )
        if attributes:
            self._seen[self.locale].append(deepcopy(dict(attributes)))
        else:
            self.locale = self.chance.choice(LOCALES)
        return self.chance.choices(kinds, (2, 3, 4, 3, 3, 3, 1))[0](deepcopy(dict(attributes)))

    def altered(self, whole: Any, times: int = 1) -> Any:
        """The same, with so many of its parts left out, put elsewhere, or odd."""
        for _ in range(times):
            if not _names(whole):
                return self.value()
            owner, name = self._place(whole)
            match self.chance.randrange(8):
                case 0:
                    del owner[name]
                case 1:
                    owner[name] = [owner[name]]
                case 2:
                    other, there = self._place(whole)
                    owner[name] = other[there]
                case 3 | 4:
                    owner[name] = self.grown(owner[name])
                case _:
                    owner[name] = self.value()
        return whole

    def _place(self, whole: Any) -> tuple[Any, Any]:
        """A part of something that has some, however deep: its owner, and its name or number there."""
        while True:
            name = self.chance.choice(_names(whole))
            if not _names(whole[name]) or self.chance.random() < STAYS:
                return whole, name
            whole = whole[name]

    def _true(self, attributes: Any) -> dict[str, Any]:
        """A request as a device sends it."""
        chance = self.chance
        device, session = (
            Device(screen=SHOW_8 if chance.random() < 0.5 else None, locale=self.locale),
            Session(new=not attributes, attributes=attributes),
        )
        now = NOW + timedelta(seconds=chance.randrange(100_000))
        match chance.randrange(10):
            case 0:
                return device.launch(session, now)
            case 1:
                return device.session_ended(session, now, chance.choice(["USER_INITIATED", "ERROR"]))
            case 2:
                owed = attributes.get("owed") if isinstance(attributes, dict) else None
                answer = owed.get("answer_id", 0) if isinstance(owed, dict) else 0
                wish = chance.choice(["next_pose", "go_to", "yes", "stop", "pace", PRIVATE])
                return device.user_event(session, now, {"arguments": [wish, str(answer), chance.choice(["x", "rest"])]})
        names = intents() if chance.random() < 0.5 else WITH_SLOTS
        return device.intent(session, now, asking(chance.choice(names), chance.randrange(1000)))

    def _with_something_odd(self, attributes: dict[str, Any]) -> object:
        mine = deepcopy(self._true(attributes))  # a device's own parts are every request's
        return self.altered(mine, self.chance.choice((1, 1, 1, 2, 3)))

    def _heard_oddly(self, attributes: Any) -> dict[str, Any]:
        """A true request, but for the time it is of, or the words in a slot."""
        mine = deepcopy(self._true(attributes))
        slots = mine["request"].get("intent", {}).get("slots")
        if slots:
            slot = self.chance.choice(list(slots.values()))
            slot["value"] = self.chance.choice((str(self._some_number()), self.value()))
            slot.pop("slotValue", None)
        else:
            mine["request"]["timestamp"] = self.chance.choice((self._some_moment(), self.value()))
        return mine

    def _of_another_turn(self, attributes: dict[str, Any]) -> dict[str, Any]:
        """A true request, of attributes some of which are as they were another time: each right, but not together."""
        seen = self._seen[self.locale]
        for _ in range(self.chance.choice((1, 2, 5)) if seen else 0):
            other = self.chance.choice(seen)
            name = self.chance.choice(list(other))
            owner, theirs = attributes, other
            if isinstance(theirs[name], dict) and isinstance(owner.get(name), dict) and theirs[name]:
                owner, theirs = owner[name], theirs[name]
                name = self.chance.choice(list(theirs))
            owner[name] = deepcopy(theirs[name])
        return self._true(attributes)

    def _of_odd_attributes(self, attributes: dict[str, Any]) -> object:
        return self._true(
            self.altered(attributes, self.chance.choice((1, 1, 2, 5, 40))) if attributes else {"progress": self.value()}
        )

    def _no_request(self, _: dict[str, Any]) -> object:
        return self.chance.choice((*NOT_REQUESTS, self.value()))

    def _by_schema(self, attributes: dict[str, Any]) -> object:
        """Any type of request the SDK knows, with all that may be in it."""
        kind = self.chance.choice(requests_by_schema())
        event = self._true(attributes)
        made = self._of(Request.discriminator_value_class_map[kind], 4)
        event["request"] = made | event["request"] | {"type": kind} if isinstance(made, dict) else {"type": kind}
        if self.chance.random() < 0.5:
            event["context"] = self._of("ask_sdk_model.context.Context", 5)
        if kind.startswith("AlexaSkillEvent") or self.chance.random() < 0.3:
            del event["session"]
        return event

    def _of(self, kind: str, deep: int) -> Any:
        """JSON of a type of the SDK's, by its own schema."""
        chance = self.chance
        if chance.random() < 0.02:
            return self.value()
        match kind:
            case "str":
                return chance.choice(["en-US", "NONE", PRIVATE, "7"])
            case "int" | "float" | "bool":
                return chance.choice([0, 1, 7])
            case "datetime":
                return NOW.isoformat()
            case "object":
                return chance.choice([None, {}, PRIVATE])
        if kind.startswith("list["):
            return [self._of(kind[5:-1], deep - 1) for _ in range(chance.randrange(3))]
        if kind.startswith("dict("):
            return {PRIVATE: self._of(kind[5:-1].split(", ")[1], deep - 1)}
        module, _, name = kind.rpartition(".")
        cls = getattr(import_module(module), name)
        if issubclass(cls, Enum):
            return chance.choice([*(member.value for member in cls), "NEWER_THAN_THE_SDK"])
        if deep <= 0:
            return {}
        known = zip(cls.deserialized_types.items(), cls.attribute_map.values(), strict=True)
        return {written: self._of(of, deep - 1) for (_, of), written in known if chance.random() < 0.8}


def _members(whole: Any) -> Iterable[Any]:
    return whole.values() if isinstance(whole, dict) else whole if isinstance(whole, list) else ()


def _names(whole: Any) -> Sequence[Any]:
    """What the parts of something are called there: names or numbers; none of what has no parts."""
    return list(whole) if isinstance(whole, dict) else range(len(whole)) if isinstance(whole, list) else ()
