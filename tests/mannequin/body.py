"""The body itself: it lies somehow, and does what it hears."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.mannequin.instructions import Heard, content, understand

ANYWHERE = "anywhere"
POSITIONS = frozenset({"back", "belly", "kneeling", "standing", ANYWHERE})

DONE = 0.5
"""The share of the wait after an instruction at which a body has followed it."""


@dataclass(frozen=True)
class Piece:
    """Words, and the silence after them."""

    words: str
    start: float
    """Seconds from the answer's first word."""
    spoken: float
    silence: float

    @property
    def done(self) -> float:
        """The second at which a body has done what the words say."""
        return self.start + self.spoken + DONE * self.silence


def pieces(ssml: str) -> Iterator[Piece]:
    """An answer as it is heard, by the body's own reading of its time."""
    at = 0.0
    for words, breaks in re.findall(
        r"([^<>]+?)\s*((?:<break [^>]*/>\s*)+|(?=</speak>)|$)", ssml.removeprefix("<speak>")
    ):
        text = words.strip().replace("&amp;", "&")
        silence = sum(int(ms) for ms in re.findall(r'time="(\d+)ms"', breaks)) / 1000
        spoken = _seconds(text)
        yield Piece(text, at, spoken, silence)
        at = round(at + spoken + silence, 3)


def _seconds(words: str) -> float:
    voice = content()["voice"]
    inside = words.rstrip(".!? ")
    return (
        float(
            voice["start"]
            + voice["letter"] * sum(letter.isalpha() for letter in words)
            + voice["comma"] * len(re.findall(r"[,;:] ", inside))
            + voice["sentence"] * len(re.findall(r"[.!?] ", inside))
        )
        if any(letter.isalpha() for letter in words)
        else 0.0
    )


@dataclass
class Body:
    """Somebody on the floor. In the middle of a move they may be in either posture: what comes next must fit both."""

    possible: frozenset[str] = frozenset({ANYWHERE})
    """The postures they may be in."""
    complaints: list[str] = field(default_factory=list)
    moving: str = ""
    """The words of the move they are in the middle of."""
    coming_to: str | None = None
    """The posture that the last move leads to."""
    opened: tuple[str, str, float] | None = None
    """The side that has been opened in this answer, "first" or "second", its breaths, and when they begin."""
    first_side: tuple[str, float] | None = None
    """The breaths of the first side, and their seconds, where this answer told all of it."""

    def listen(self, ssml: str, seconds: float = float("inf")) -> None:
        """Does what is heard in so many seconds of an answer."""
        self.opened = self.first_side = None
        heard = list(pieces(ssml))
        for n, piece in enumerate(heard):
            if piece.start > seconds:
                return
            try:
                instruction = understand(piece.words) if piece.words else None
            except LookupError:
                self.complain(piece, "is nothing that the content says")
                continue
            if instruction:
                last = n + 1 == len(heard)
                self.follow(instruction, piece, done=piece.done <= seconds or (last and seconds == float("inf")))

    def follow(self, heard: Heard, piece: Piece, *, done: bool) -> None:
        """Does it, or is in the middle of doing it."""
        again = bool(self.moving) and heard.leaves == self.coming_to  # the same move, if in other words
        for posture in sorted(self.possible):
            if not again and not any(_fits(posture, at) for at in heard.at):
                self.complain(piece, f"can't be followed from: {posture}")
                break
        self._compare_sides(heard, piece)
        if heard.leaves is None:
            return
        self.coming_to = heard.leaves
        if done:
            self.settle()
        else:
            self.possible, self.moving = self.possible | {heard.leaves}, piece.words

    def settle(self) -> None:
        """Has done the last move: because there was time, or because they say so."""
        if self.coming_to:
            self.possible, self.moving = frozenset({self.coming_to}), ""

    @property
    def shapes(self) -> list[str]:
        """The shapes they may be held in."""
        return sorted(posture for posture in self.possible if posture not in POSITIONS)

    def complain(self, piece: Piece, why: str) -> None:
        """Notes what can't be done."""
        self.complaints.append(f"{piece.words!r} at {piece.start:.1f} s {why}")

    def _compare_sides(self, heard: Heard, piece: Piece) -> None:
        """Both sides of a pose told in one answer are breathed in for as long: from the opening until it is left."""
        if heard.instruction.opens:
            begins = piece.start + piece.spoken + piece.silence
            self.opened = heard.instruction.opens, heard.gaps["breaths"], begins
        elif heard.leaves in POSITIONS and self.opened:
            which, breaths, began = self.opened
            side, self.opened = (breaths, round(piece.start - began, 2)), None
            if which == "first":
                self.first_side = side
            # Somebody who came back to a later breath of the first side has had the others before.
            elif self.first_side and self.first_side[0] == breaths and side != self.first_side:
                self.complain(piece, f"ends a side of {side[1]} s, after one of {self.first_side[1]} s")


def _fits(posture: str, at: str) -> bool:
    match at:
        case "anything":
            return True
        case "at ease":
            return posture in POSITIONS
        case "any shape":
            return posture not in POSITIONS
        case _:
            return posture == at or posture.split(" ", maxsplit=1)[0] == at
