"""What is heard, and whether what is seen agrees with it."""

import json
from pathlib import Path

import pytest

from tests.page.agreement import DEVICES, watch
from tests.page.browser import LAUNCH, Visitor

FIGURES = Path("build") / "page"

HALF_A_SECOND = 0.5

AS_FAST_AS_HEARD = 4
"""Times as fast as real, at which half a second of the pose passes in an eighth."""

TRIES = 3
"""What disagrees does so every time; a machine that does other things holds up a drawing now and then."""


@pytest.mark.slow
@pytest.mark.usefixtures("renderer")
@pytest.mark.parametrize("device", DEVICES)
def test_circle_counter_words_and_voice_agree_throughout_a_pose(visitor: Visitor, address: str, device: str) -> None:
    visitor.page.add_init_script("sessionStorage.clear()")  # each try is a conversation of its own
    for _ in range(TRIES):
        visitor.open(address, device=device)
        apart = watch(visitor, device, AS_FAST_AS_HEARD)
        if max(apart.values()) < HALF_A_SECOND:
            break
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / f"agreement-{device}.json").write_text(json.dumps(apart), encoding="utf-8")
    assert max(apart.values()) < HALF_A_SECOND, apart


def test_talking_while_it_speaks_silences_it_at_once(visitor: Visitor, address: str) -> None:
    visitor.open(address)
    visitor.click(LAUNCH)
    visitor.page.wait_for_function("sounds.some((each) => each.currentTime > 0.3 && !each.paused)")
    visitor.page.route("**/hear", lambda route: None)  # the skill takes its time
    visitor.page.get_by_label("What you say").fill("Alexa, pause")
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("sounds.every((each) => each.paused)")
    assert visitor.state == "thinking"


def test_without_sound_it_is_read(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    hurried.click(LAUNCH)
    hurried.wait_until(lambda: "reclined shoelace" in hurried.heard)
    assert hurried.page.evaluate("sounds.every((each) => each.paused)")


def test_a_sound_that_cannot_be_fetched_leaves_the_words(hurried: Visitor, address: str, complaints: list[str]) -> None:
    hurried.open(address)
    hurried.page.route("**/*.wav", lambda route: route.fulfill(status=500))
    hurried.click(LAUNCH)
    hurried.wait_until(lambda: "reclined shoelace" in hurried.heard)
    complaints.clear()


def test_the_sound_is_as_fast_as_the_clock(visitor: Visitor, address: str) -> None:
    visitor.open(address)
    visitor.go_at(3)
    visitor.click(LAUNCH)
    visitor.page.wait_for_function("sounds.some((each) => !each.paused && each.currentTime > 1)")
    assert visitor.page.evaluate("sounds.find((each) => !each.paused).playbackRate") == 3
    visitor.go_at(20)
    visitor.page.wait_for_function("sounds.every((each) => each.paused)")
    assert visitor.state == "speaking"
