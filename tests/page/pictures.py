"""`python -m tests.page.pictures FOLDER`: the two screenshots of the page in docs/."""

import argparse
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import ViewportSize

from simulator.voice.engine import best_voice
from tests.page.browser import LAUNCH, Visitor, chromium, picture, real_skill, running, served

SIZE: ViewportSize = {"width": 1280, "height": 800}

SHOWN: tuple[tuple[str, str, Literal["light", "dark"]], ...] = (
    ("echo-dot", "Echo Dot", "light"),
    ("echo-show", "Echo Show 8", "dark"),
)
"""The name of each picture, the device, and the colors."""

MOMENT = "document.querySelector('.count').textContent === 'breath 4 of 8' && document.body.dataset.phase === 'in'"

NEARLY_FULL = "Number(document.querySelector('.breathing').style.getPropertyValue('--size')) > 0.9"


def main(arguments: list[str] | None = None) -> int:
    """Takes the pictures; 0 where it could."""
    parser = argparse.ArgumentParser(prog="python -m tests.page.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    folder = parser.parse_args(arguments).folder
    executable = chromium()
    if executable is None:
        print("There is no browser (Debian: apt-get install chromium).", file=sys.stderr)
        return 1
    with served(real_skill, best_voice()) as address, running(executable) as browser:
        for name, device, scheme in SHOWN:
            page = browser.new_page(viewport=SIZE, color_scheme=scheme, device_scale_factor=1.5)
            visitor = Visitor(page)
            visitor.open(address, device=device)
            visitor.click(LAUNCH)
            visitor.go_at(10)
            page.wait_for_function(MOMENT)
            visitor.go_at(1)
            page.wait_for_function(NEARLY_FULL)
            page.evaluate("scrollTo(0, 0)")
            page.mouse.move(0, 0)
            picture(page, name, folder)
            page.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
