"""What is heard, and whether what is seen agrees with it."""

import json
from pathlib import Path
from typing import Any

from tests.page.browser import LAUNCH, Visitor

FIGURES = Path("build") / "page" / "agreement.json"

HALF_A_SECOND = 0.5

BREATHS_WATCHED = 2

WATCH = """
(seconds) => new Promise((seen) => {
  const from = performance.now(), samples = [];
  const circle = document.querySelector(".dot .breathing");
  const look = () => {
    const sound = sounds.find((each) => !each.paused);
    if (sound) samples.push({
      heard: sound.currentTime,
      count: document.querySelector(".now .count").textContent,
      phase: document.querySelector(".dot .phase").textContent,
      size: Number(circle.style.getPropertyValue("--size")),
      words: document.querySelector(".words").textContent,
    });
    if (performance.now() - from < 1000 * seconds) requestAnimationFrame(look);
    else seen(samples);
  };
  look();
})
"""
"""Notes, frame by frame, what is heard and what is shown."""


def first(samples: list[dict[str, Any]], **shown: str) -> float:
    """The second of the sound at which something is shown for the first time."""
    return next(float(each["heard"]) for each in samples if shown.items() <= each.items())


def turning_point(samples: list[dict[str, Any]], start: float, end: float) -> float:
    """The second of the sound at which the circle is largest."""
    between = [each for each in samples if start <= each["heard"] <= end]
    return float(max(between, key=lambda each: each["size"])["heard"])


def test_circle_counter_words_and_voice_agree(visitor: Visitor, address: str) -> None:
    visitor.open(address)
    with visitor.page.expect_response("**/hear") as answer:
        visitor.page.get_by_role("button", name=LAUNCH).click()
    turn = answer.value.json()
    breaths = [moment for moment in turn["moments"] if moment["phase"]][: 2 * BREATHS_WATCHED + 1]
    visitor.go_at(20)
    visitor.page.wait_for_function(
        "window.sounds && document.querySelector('.words').textContent.startsWith('Settle in')"
    )
    visitor.go_at(1)
    visitor.page.wait_for_function("sounds.some((each) => !each.paused)")
    start = visitor.page.evaluate("sounds.find((each) => !each.paused).currentTime")
    samples = visitor.page.evaluate(WATCH, breaths[-1]["at"] - start + 1)
    apart: dict[str, float] = {"counter": 0.0, "circle": 0.0, "words": 0.0}
    for moment in breaths:
        shown = {"count": f"breath {moment['breath']} of 8", "phase": moment["phase"]}
        apart["counter"] = max(apart["counter"], abs(first(samples, **shown) - moment["at"]))
    for moment in breaths[:-1]:
        if moment["phase"] == "in":
            end = moment["at"] + moment["seconds"]
            turned = turning_point(samples, moment["at"], end + moment["seconds"])
            apart["circle"] = max(apart["circle"], abs(turned - end))
    for cue in turn["cues"]:
        if breaths[0]["at"] <= cue["at"] <= breaths[-1]["at"]:
            apart["words"] = max(apart["words"], abs(first(samples, words=cue["words"]) - cue["at"]))
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(json.dumps({name: round(seconds, 3) for name, seconds in apart.items()}), encoding="utf-8")
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
