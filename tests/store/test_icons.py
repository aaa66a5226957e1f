import pytest

from icons.__main__ import SIZES, png, render
from tests.store.documents import ROOT
from tests.store.pixels import pixels

TOLERANCE = 3
"""Steps of 255 that a channel may be off where another processor rounds an edge or a gradient otherwise."""


def test_the_icons_are_of_the_two_sizes_that_the_store_shows() -> None:
    assert SIZES == (108, 512)


@pytest.mark.parametrize("side", [SIZES[0], *(pytest.param(side, marks=pytest.mark.slow) for side in SIZES[1:])])
def test_an_icon_is_what_the_svg_looks_like(side: int) -> None:
    width, height, kept = pixels(png(side).read_bytes())
    _, _, drawn = pixels(render(side))
    assert (width, height) == (side, side)
    assert max(abs(a - b) for a, b in zip(kept, drawn, strict=True)) <= TOLERANCE


@pytest.mark.parametrize("side", [SIZES[0], *(pytest.param(side, marks=pytest.mark.slow) for side in SIZES[1:])])
def test_an_icon_fills_its_square(side: int) -> None:
    _, _, channels = pixels(png(side).read_bytes())
    assert set(channels[3::4]) == {255}


def test_the_drawing_needs_no_font_and_no_network() -> None:
    svg = (ROOT / "icons/icon.svg").read_text(encoding="utf-8")
    assert "<text" not in svg
    assert "href" not in svg
