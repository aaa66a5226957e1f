"""Amazon's own renderer in a browser, which Python hands documents to and asks what is seen."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "build" / "screens"


@dataclass(frozen=True)
class Viewport:
    """A kind of screen; its size in dp."""

    width: int
    height: int
    dpi: int = 160
    round: bool = False
    mode: str = "HUB"


VIEWPORTS = {
    "round": Viewport(480, 480, round=True),
    "small": Viewport(960, 480),
    "medium": Viewport(960, 600),
    "large": Viewport(1280, 800),
    "tv": Viewport(960, 540, dpi=320, mode="TV"),
    "portrait": Viewport(800, 1280),
}
"""Amazon's viewport profiles: Echo Spot, Show 5, Show 8, Show 10, Fire TV, and a Show stood on end."""


@dataclass(frozen=True)
class Moment:
    """A moment of a showing, in milliseconds from its beginning, and what is done then."""

    at: int
    picture: str | None = None
    touch: str | None = None
    """The id of what is touched."""


@dataclass(frozen=True)
class Showing:
    """A directive on a screen."""

    name: str
    viewport: str
    directive: dict[str, Any]
    moments: Sequence[Moment]
    ids: Sequence[str] = field(default=())
    """The ids of what is looked at."""


def show(showings: Sequence[Showing]) -> dict[str, dict[str, Any]]:
    """By name: the renderer's complaints, the events sent, and what was seen at each moment."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    asked = [
        {
            "name": each.name,
            "folder": str(PICTURES),
            "viewport": vars(VIEWPORTS[each.viewport]),
            "document": each.directive["document"],
            "payload": each.directive["datasources"],
            "moments": [vars(moment) for moment in each.moments],
            "ids": list(each.ids),
        }
        for each in showings
    ]
    return {seen["name"]: seen for seen in _run("render.mjs", asked)}


def check_schema(directives: Sequence[dict[str, Any]]) -> list[Any]:
    """What Amazon's schema finds wrong with directives."""
    (wrong,) = _run("check.mjs", list(directives))
    return list(wrong)


def needed() -> None:
    """Skips the test where the machine lacks what it takes; where CI is set, that is a failure."""
    lacking = [
        what
        for what, there in {
            "node": shutil.which("node"),
            "chromium": chromium(),
            "package of tests/screen (make node)": (HERE / "node_modules").is_dir(),
        }.items()
        if not there
    ]
    if lacking:
        why = f"SCREENS ARE NOT TESTED: there is no {', no '.join(lacking)}"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


def chromium() -> str | None:
    """The browser: that of CHROMIUM, else the one installed."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def _run(script: str, asked: list[Any]) -> list[Any]:
    done = subprocess.run(  # noqa: S603 - our own script
        [shutil.which("node") or "node", script],
        cwd=HERE,
        env={**os.environ, "CHROMIUM": chromium() or ""},
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line[:1] in "[{"]
