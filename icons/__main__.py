"""Draws the store's icons from icon.svg: `python -m icons`."""

import argparse
from pathlib import Path

import resvg_py

HERE = Path(__file__).parent

SIZES = (108, 512)
"""Pixels a side of the small and the large icon: the two sizes that the Alexa Skills Store shows."""


def render(side: int) -> bytes:
    """The icon as a square PNG, `side` pixels wide."""
    svg = (HERE / "icon.svg").read_text(encoding="utf-8")
    return resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True)


def png(side: int) -> Path:
    """Where the icon that is `side` pixels wide is kept."""
    return HERE / f"icon-{side}.png"


def main() -> None:
    """Writes an icon for each size beside the SVG."""
    for side in SIZES:
        png(side).write_bytes(render(side))


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m icons", description=__doc__).parse_args()
    main()
