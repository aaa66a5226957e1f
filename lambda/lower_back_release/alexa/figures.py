"""The poses as they are drawn: a few strokes each, all of them by one hand."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lower_back_release.alexa.layout import COLORS

WIDTH, HEIGHT = 320, 240
"""The size of the paper the figures are drawn on; each figure is drawn around its middle."""

CREAM, SHADE, AMBER, NIGHT, MAT = (COLORS[name] for name in ("cream", "shade", "amber", "night", "mat"))

HEAD = " m-19,0 a19,19 0 1,0 38,0 a19,19 0 1,0 -38,0"
"""A circle around where the path has come to."""

STROKES: Mapping[str, tuple[str, int]] = {
    "trunk": (CREAM, 38),
    "neck": (CREAM, 15),
    "leg": (CREAM, 23),
    "arm": (CREAM, 14),
    "far leg": (SHADE, 21),
    "far arm": (SHADE, 13),
    "named leg": (AMBER, 23),
    "floor": (MAT, 7),
    "gap floor": (NIGHT, 17),
    "gap leg": (NIGHT, 35),
    "gap arm": (NIGHT, 20),
}
"""The color and width of each kind of stroke. Far limbs are in the shade; the leg that gives the side its name stands
out; a gap goes before what crosses the body, so that it is told apart without color. A floor has a gap around it, since
the circle behind it can be as bright as the floor is."""

FIGURES: Mapping[str, list[tuple[str, str]]] = json.loads(
    (Path(__file__).parent / "documents" / "figures.json").read_text(encoding="utf-8")
)
"""The strokes of each pose or rest, by id: the kind, and its path. A head is a path to its middle, a front the outline
of a trunk seen from the front. What somebody is on comes first: the floor seen from the side, or a mat seen from above.
Where a pose has two sides the first is drawn, with the head to the left: the other is its mirror image, right as a
body, too, and told apart by where the head is."""


def figure(pose: str) -> dict[str, Any]:
    """A pose as an Alexa Vector Graphic. Raises KeyError where it has no figure."""
    return {
        "type": "AVG",
        "version": "1.1",
        "width": WIDTH,
        "height": HEIGHT,
        "items": [_stroke(kind, path) for kind, path in FIGURES[pose]],
    }


def _stroke(kind: str, path: str) -> dict[str, Any]:
    if kind in ("head", "gap head"):
        return {"type": "path", "pathData": path + HEAD, "fill": CREAM} | (_line(NIGHT, 7) if kind != "head" else {})
    if kind == "mat":
        return {"type": "path", "pathData": path, "fill": NIGHT} | _line(MAT, 6)
    if kind == "front":
        return {"type": "path", "pathData": path, "fill": CREAM} | _line(CREAM, 12)
    return {"type": "path", "pathData": path} | _line(*STROKES[kind])


def _line(color: str, width: int) -> dict[str, Any]:
    return {"stroke": color, "strokeWidth": width, "strokeLineCap": "round", "strokeLineJoin": "round"}
