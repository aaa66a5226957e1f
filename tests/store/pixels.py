"""The colours in a PNG, as far as the icons need it: eight bits a channel, RGBA, not interlaced."""

import struct
import zlib
from collections.abc import Callable

RGBA = 4
HEADER = struct.Struct(">IIBBBBB")


def paeth(left: int, up: int, up_left: int) -> int:
    """The neighbor nearest to left + up - up_left (PNG specification, 9.4)."""
    estimate = left + up - up_left
    return min((left, up, up_left), key=lambda neighbor: abs(estimate - neighbor))


PREDICTORS: tuple[Callable[[int, int, int], int], ...] = (
    lambda left, up, up_left: 0,
    lambda left, up, up_left: left,
    lambda left, up, up_left: up,
    lambda left, up, up_left: (left + up) // 2,
    paeth,
)
"""What a row's filter expects of a byte, in the order of the filter's number (PNG specification, 9.2)."""


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the channels row by row."""
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        chunks[kind] = chunks.get(kind, b"") + png[at + 8 : at + 8 + length]
        at += length + 12
    width, height, *form = HEADER.unpack(chunks[b"IHDR"])
    assert form == [8, 6, 0, 0, 0], "not a plain RGBA PNG"

    packed, stride = zlib.decompress(chunks[b"IDAT"]), width * RGBA
    above, rows = bytes(stride), []
    for start in range(0, height * (stride + 1), stride + 1):
        row = bytearray(packed[start + 1 : start + 1 + stride])
        for index, up in enumerate(above):
            left, up_left = (row[index - RGBA], above[index - RGBA]) if index >= RGBA else (0, 0)
            row[index] = (row[index] + PREDICTORS[packed[start]](left, up, up_left)) % 256
        above = bytes(row)
        rows.append(above)
    return width, height, b"".join(rows)
