"""The screens of Echo devices and of Fire TV."""

from dataclasses import dataclass
from typing import Any

DPI = 160
"""Dots an inch at which a dp is a pixel (Android's definition, which APL shares)."""


@dataclass(frozen=True)
class Screen:
    """A screen, of a kind that Amazon's viewport profiles name (npm apl-suggester, viewportProfiles)."""

    name: str
    pixels_wide: int
    pixels_high: int
    dpi: int = DPI
    round: bool = False
    mode: str = "HUB"

    @property
    def width(self) -> int:
        """Dp."""
        return round(self.pixels_wide * DPI / self.dpi)

    @property
    def height(self) -> int:
        """Dp."""
        return round(self.pixels_high * DPI / self.dpi)

    @property
    def touched(self) -> bool:
        """Whether one can touch it."""
        return self.mode != "TV"

    def drawn(self) -> dict[str, Any]:
        """The screen as Amazon's renderer is told of it, by the renderer's own names; its size in pixels."""
        size = {"width": self.pixels_wide, "height": self.pixels_high, "dpi": self.dpi}
        return {**size, "isRound": self.round, "mode": self.mode}

    def viewport(self) -> dict[str, Any]:
        """The Viewport object of a request, as Amazon's documentation has it."""
        return {
            "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216, "canRotate": False, "canResize": False}],
            "mode": self.mode,
            "shape": "ROUND" if self.round else "RECTANGLE",
            "pixelWidth": self.pixels_wide,
            "pixelHeight": self.pixels_high,
            "currentPixelWidth": self.pixels_wide,
            "currentPixelHeight": self.pixels_high,
            "dpi": self.dpi,
            **({"touch": ["SINGLE"]} if self.touched else {}),
            "video": {"codecs": ["H_264_42", "H_264_41"]},
        }


SPOT = Screen("Echo Spot", 480, 480, round=True)
SHOW_5 = Screen("Echo Show 5", 960, 480)
SHOW_8 = Screen("Echo Show 8", 1280, 800, dpi=213)
SHOW_10 = Screen("Echo Show 10", 1280, 800)
SHOW_15 = Screen("Echo Show 15", 1920, 1080)
SHOW_15_UPRIGHT = Screen("Echo Show 15, upright", 1080, 1920)
TV = Screen("Fire TV", 1920, 1080, dpi=320, mode="TV")

SCREENS = {
    "spot": SPOT,
    "show-5": SHOW_5,
    "show-8": SHOW_8,
    "show-10": SHOW_10,
    "show-15": SHOW_15,
    "show-15-upright": SHOW_15_UPRIGHT,
    "tv": TV,
}
"""By the name that the page has for each, from the smallest to the largest."""
