"""What is really seen: every document in Amazon's own renderer, at the moments that the words give."""

import math
from typing import Any

import pytest
from playwright.sync_api import Browser

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.screen import FLOW_WAIT_SECONDS, directive_for
from lower_back_release.content import content_for
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.reply import Reply
from lower_back_release.dialogue.turn import Setting
from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.progress import Progress, new_progress
from tests.screen.renderer import VIEWPORTS, Moment, Renderer, Showing
from tests.screen.schema import viewport_profiles, wrong_with
from tests.store.test_viewports import INTERFACE, PROFILES

pytestmark = pytest.mark.slow

CONTENT = content_for("en-US")
ROUTINE = CONTENT.routine
NOW = 1_800_000_000_000
LARGEST, SMALLEST = 1.0, 0.6
"""The circle's size after the breath in, and after the breath out."""


def answer(*spoken: Command, progress: Progress | None = None) -> tuple[dict[str, Any], Reply]:
    progress = progress or new_progress(ROUTINE)
    for n, command in enumerate(spoken):
        progress, reply = coach_of(CONTENT).turn(progress, command, NOW + n * 60_000, Setting(screen=True))
    directive: dict[str, Any] = directive_for(reply, progress, CONTENT).to_dict()
    return directive, reply


def ms(seconds: float) -> int:
    return round(seconds * 1000)


def breath(reply: Reply, phase: Phase, number: int, *, rest: bool = False, side: int = 0) -> tuple[int, int]:
    """When one half of a breath begins and ends, in milliseconds."""
    for start, end, cue in zip(reply.said.starts, reply.said.ends, reply.said.cues, strict=True):
        at = cue.place
        if (at.stage, at.rest, at.side, at.breath, at.phase) == (Stage.HOLD, rest, side, number, phase):
            return ms(start), ms(end)
    raise AssertionError(f"there is no breath {number}")


LAUNCH = answer(Command("launch"))
POSES = {pose.id: answer(Command("go_to", pose=pose.id)) for pose in ROUTINE.poses}
ASIDES = {
    "paused": answer(Command("launch"), Command("pause")),
    "which_pose": answer(Command("launch"), Command("pause"), Command("go_to")),
    "question": answer(Command("launch"), Command("forget_me")),
    "remind_when": answer(Command("launch"), Command("remind_me")),
    "help": answer(Command("help")),
}
FLOWING = answer(Command("keep_going"))
IDS = ["moon", "breath", "of", "name", "side", "figure0", "figure1", "lesson", "waiting", "choice0"]


def showings() -> list[Showing]:
    directive, reply = LAUNCH
    wanted = [
        Showing(
            f"launch-{viewport}",
            viewport,
            directive,
            [
                Moment(500, f"{viewport}-1-words"),
                Moment(breath(reply, Phase.IN, 3)[1], f"{viewport}-2-breath-in"),
                Moment(breath(reply, Phase.OUT, 3)[1] - 1, f"{viewport}-3-breath-out"),
                Moment(breath(reply, Phase.IN, 5, side=1)[0] + 2000, f"{viewport}-4-other-side"),
                Moment(ms(reply.said.seconds) + 1000, f"{viewport}-5-waiting", touch="choice0"),
            ],
            IDS,
        )
        for viewport in VIEWPORTS
    ]
    for viewport in ("round", "small"):  # where there is least room
        for pose in ROUTINE.poses[1:]:
            directive, reply = POSES[pose.id]
            last = pose.sides_count - 1
            moments = [Moment(breath(reply, Phase.IN, 4, side=last)[1], f"{viewport}-{pose.id}")]
            if pose.rest:
                at = breath(reply, Phase.IN, 2, rest=True)[1]
                moments.append(Moment(at, f"{viewport}-{pose.id}-{pose.rest.id}"))
            moments.append(Moment(ms(reply.said.seconds) + 1000, f"{viewport}-{pose.id}-end"))
            wanted.append(Showing(f"{pose.id}-{viewport}", viewport, directive, moments, IDS))
        wanted += [
            Showing(f"{name}-{viewport}", viewport, aside, [Moment(100, f"{viewport}-{name}")], IDS)
            for name, (aside, _) in ASIDES.items()
        ]
    directive, reply = LAUNCH
    halves = [breath(reply, phase, n) for n in range(1, 9) for phase in Phase]
    wanted.append(Showing("breathing", "medium", directive, [Moment(end) for _, end in halves], IDS))
    directive, reply = FLOWING
    over = ms(reply.said.seconds + FLOW_WAIT_SECONDS)
    wanted.append(Showing("flowing", "medium", directive, [Moment(over - 1), Moment(over + 500)], IDS))
    touched = [Moment(ms(reply.said.seconds) + 1500, touch="choice1"), Moment(over + 500)]
    wanted.append(Showing("touched while flowing", "medium", directive, touched, IDS))
    return wanted


SHOWINGS = showings()


@pytest.fixture(scope="module")
def seen(browser: Browser, renderer: None, address: str) -> dict[str, dict[str, Any]]:
    shown = Renderer(browser, address)
    return {showing.name: shown.show(showing) for showing in SHOWINGS}


def width(state: dict[str, Any], component: str) -> float:
    return float(state[component]["box"][2])


def test_the_schema_finds_nothing_wrong() -> None:
    assert wrong_with([directive for directive, _ in (LAUNCH, FLOWING, *POSES.values(), *ASIDES.values())]) == []


def test_the_schema_would_find_something() -> None:
    directive, _ = answer(Command("launch"))
    document = {**directive["document"], "mainTemplate": {"items": [{"type": "Text", "texture": "rough"}]}}
    assert "texture" in str(wrong_with([{**directive, "document": document}]))


@pytest.mark.parametrize("name", [showing.name for showing in SHOWINGS])
def test_the_renderer_has_nothing_to_complain_of(seen: dict[str, dict[str, Any]], name: str) -> None:
    assert seen[name]["complaints"] == []


@pytest.mark.parametrize("told", INTERFACE["supportedViewports"], ids=PROFILES)
def test_a_screen_is_drawn_of_each_kind_that_the_store_is_told_of(told: dict[str, Any]) -> None:
    assert [
        name
        for name, viewport in VIEWPORTS.items()
        if told["mode"] == viewport.mode
        if told["shape"] == ("ROUND" if viewport.round else "RECTANGLE")
        if told["minWidth"] <= viewport.width <= told["maxWidth"]
        if told["minHeight"] <= viewport.height <= told["maxHeight"]
    ]


def test_the_viewport_profiles_are_those_of_amazons_own_package() -> None:
    sizes = ("minWidth", "maxWidth", "minHeight", "maxHeight")
    assert sorted(PROFILES.values()) == sorted(
        (each["mode"].upper(), each["shape"].upper(), *(each["dpSizeRange"][size] for size in sizes))
        for each in viewport_profiles()
    )


def test_the_circle_is_largest_when_the_breath_in_ends_and_smallest_when_the_breath_out_ends(
    seen: dict[str, dict[str, Any]],
) -> None:
    stage = 640  # the medium screen's circle at its largest, in pixels: 80 hundredths of 800
    sizes = [width(state, "moon") / stage for state in seen["breathing"]["states"]]
    assert sizes == pytest.approx([LARGEST, SMALLEST] * 8, abs=0.01)


def test_the_number_shown_is_that_of_the_breath(seen: dict[str, dict[str, Any]]) -> None:
    # At the end of a breath out the next one has not begun; only its very first moment could show.
    numbers = [state["breath"]["text"].strip() for state in seen["breathing"]["states"]]
    assert numbers[::2] == [str(n) for n in range(1, 9)]
    assert seen["breathing"]["states"][0]["of"]["text"].strip() == "of 8"


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_the_other_side_is_named_and_drawn(seen: dict[str, dict[str, Any]], viewport: str) -> None:
    first, other = seen[f"launch-{viewport}"]["states"][1], seen[f"launch-{viewport}"]["states"][3]
    assert (first["side"]["text"], other["side"]["text"]) == ("right leg on top", "left leg on top")
    assert [first["figure0"]["opacity"], first["figure1"]["opacity"]] == [1, 0]
    assert [other["figure0"]["opacity"], other["figure1"]["opacity"]] == [0, 1]


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_at_the_end_the_words_to_say_can_be_touched(seen: dict[str, dict[str, Any]], viewport: str) -> None:
    last = seen[f"launch-{viewport}"]["states"][-1]
    assert width(last, "lesson") == 0
    assert "next pose" in last["choice0"]["text"]
    assert [event["arguments"] for event in seen[f"launch-{viewport}"]["events"]] == [["next_pose", str(NOW)]]


@pytest.mark.parametrize("showing", SHOWINGS, ids=[showing.name for showing in SHOWINGS])
def test_nothing_stands_outside_the_screen(seen: dict[str, dict[str, Any]], showing: Showing) -> None:
    viewport = VIEWPORTS[showing.viewport]
    for state in seen[showing.name]["states"]:
        for name, component in state.items():
            if component:
                x, y, wide, high = component["box"]
                assert x >= 0, name
                assert y >= 0, name
                assert x + wide <= viewport.pixels_wide + 1, name
                assert y + high <= viewport.pixels_high + 1, name


SCREEN_HEIGHTS = {
    **{"round": 63.5, "small": 62.5, "medium": 107.7, "large": 136.0},
    **{"extra_large": 194.3, "portrait": 345.4},
}
"""Millimetres: a Spot's 2.5 inches across; a Show 5, 8 and 10 by the inches of their names (docs/screens.md); a Show
15, both ways, by the 15.6 inches and 16:9 of developer.amazon.com, "Device Specifications: Echo Show"."""

LEGIBLE = ("small", "medium", "large", "extra_large", "portrait")
"""Those that are read from where one lies."""


def arc_minutes(letters: float, viewport: str) -> float:
    """The angle that a capital letter is seen under from three metres, where letters are so many pixels large."""
    capital = 0.7 * letters / VIEWPORTS[viewport].pixels_high * SCREEN_HEIGHTS[viewport]
    return math.degrees(capital / 3000) * 60


@pytest.mark.parametrize(
    ("viewport", "component", "at_least"),
    [
        ("round", "breath", 9.0),
        *((viewport, "breath", 15.0) for viewport in LEGIBLE),
        *((viewport, text, 5.0) for viewport in LEGIBLE for text in ("name", "side")),
    ],
)
def test_what_one_needs_in_a_pose_can_be_read_from_three_metres(
    seen: dict[str, dict[str, Any]], viewport: str, component: str, at_least: float
) -> None:
    letters = seen[f"launch-{viewport}"]["states"][1][component]["letters"]
    assert arc_minutes(letters, viewport) >= at_least


def test_flowing_sends_its_event_when_the_words_are_over_and_not_before(seen: dict[str, dict[str, Any]]) -> None:
    _, reply = FLOWING
    (event,) = seen["flowing"]["events"]
    assert event["arguments"] == ["next", str(NOW)]
    assert event["at"] == pytest.approx(ms(reply.said.seconds + FLOW_WAIT_SECONDS), abs=100)


def test_a_touch_does_not_stop_the_clock(seen: dict[str, dict[str, Any]]) -> None:
    sent = [event["arguments"][0] for event in seen["touched while flowing"]["events"]]
    assert sent == ["pause", "next"]
