"""The screens that the store is told of."""

import pytest

from tests.store.documents import document

(INTERFACE,) = document("skill.json")["manifest"]["apis"]["custom"]["interfaces"]

PROFILES = {
    "hubRoundSmall": ("HUB", "ROUND", 100, 599, 100, 599),
    "hubLandscapeSmall": ("HUB", "RECTANGLE", 960, 1279, 100, 599),
    "hubLandscapeMedium": ("HUB", "RECTANGLE", 960, 1279, 600, 959),
    "hubLandscapeLarge": ("HUB", "RECTANGLE", 1280, 1920, 600, 1279),
    "hubLandscapeXLarge": ("HUB", "RECTANGLE", 1920, 2560, 960, 1279),
    "hubPortraitMedium": ("HUB", "RECTANGLE", 960, 1279, 1920, 2560),
    "tvLandscapeXLarge": ("TV", "RECTANGLE", 960, 960, 540, 540),
    "mobileSmall": ("MOBILE", "RECTANGLE", 600, 959, 320, 1920),
    "mobileMedium": ("MOBILE", "RECTANGLE", 960, 1279, 320, 1920),
    "mobileLarge": ("MOBILE", "RECTANGLE", 1280, 1920, 320, 1920),
}
"""Mode, shape, and from and to how many dp wide and high: the ten profiles that a skill can say it supports.

The names are those of developer.amazon.com, "Select the Viewport Profiles Your Skill Supports". The sizes are those
that Amazon's own npm package apl-suggester 2024.2.0 has for them; tests/screen compares.
"""

SIZES = ("mode", "shape", "minWidth", "maxWidth", "minHeight", "maxHeight")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_store_is_told_of_every_viewport_profile(profile: str) -> None:
    assert dict(zip(SIZES, PROFILES[profile], strict=True)) in INTERFACE["supportedViewports"]


def test_the_store_is_told_of_no_viewport_that_amazon_has_no_name_for() -> None:
    assert len(INTERFACE["supportedViewports"]) == len(PROFILES)
