"""Answers to the second: a test says something, and goes to a place in what comes of it."""

from typing import Any

from tests.page.browser import Visitor

FRAME = 50
"""Milliseconds in which the page is drawn at least once."""

Turn = dict[str, Any]
"""A turn, as the page is told it."""


def answer(visitor: Visitor, words: str) -> Turn:
    """Says something; comes back with the answer, at its beginning."""
    with visitor.page.expect_response("**/hear") as response:
        visitor.type(words)
    visitor.wait_for("speaking", step=100)
    turn: Turn = response.value.json()
    return turn


def position(visitor: Visitor) -> float:
    """Seconds into the answer, to a tenth."""
    return float(visitor.page.get_by_role("slider", name="The answer").get_attribute("aria-valuenow") or 0)


def go_on_to(visitor: Visitor, seconds: float) -> None:
    """Lets time pass until so many seconds of the answer have been heard."""
    visitor.let_pass(max(0, round(1000 * (seconds - position(visitor)))))


def hear_out(visitor: Visitor, turn: Turn) -> None:
    """Lets time pass until the answer is over, and somebody is listened to."""
    go_on_to(visitor, turn["seconds"] + 0.5)
    visitor.wait_for("listening", step=100)


def stay(turn: Turn, breath: int, phase: str) -> dict[str, Any]:
    """Where in the answer that half of a breath is, on the first side."""
    return next(each for each in turn["stays"] if (each["breath"], each["phase"]) == (breath, phase))


def stop(visitor: Visitor) -> None:
    """Stops the clock; comes back when the page shows it."""
    visitor.page.get_by_role("button", name="Stop the clock").click()
    visitor.let_pass(FRAME)
