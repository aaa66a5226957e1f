"""The body itself: it lies somehow, and does what it hears."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.mannequin.breaths import Breaths, number
from tests.mannequin.instructions import Heard, content, forms, pattern_of, understand

ANYWHERE = "anywhere"
POSITIONS = frozenset({ANYWHERE, *content()["moves"]})

BY_NAME = ("jump", "pose", "again")
ANEW = ("pose", "again")
"""What announces a pose, by its name in `[moving]`; and what begins it anew: counted out, or once more."""

MORE = ("more_breaths", "one_more", "more_each_side", "more_here")
"""What tells of more breaths, by its name in `[changing]`."""

BREATH_OF = ("breath_of", "breath_of_more", "breath_of_one_more")
"""What tells the breath one is in, by its name in `[asking]`."""

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


def pieces(ssml: str, language: str = "en") -> Iterator[Piece]:
    """An answer as it is heard, by the body's own reading of its time."""
    said = ssml.removeprefix("<speak>")
    at = _silence(said.partition(">")[0]) if said.startswith("<break ") else 0.0
    for words, breaks in re.findall(r"([^<>]+?)\s*((?:<break [^>]*/>\s*)+|(?=</speak>)|$)", said):
        text = words.strip().replace("&amp;", "&")
        silence = _silence(breaks)
        spoken = seconds_of_words(text, language)
        yield Piece(text, at, spoken, silence)
        at = round(at + spoken + silence, 3)


def _silence(breaks: str) -> float:
    return sum(int(ms) for ms in re.findall(r'time="(\d+)ms"', breaks)) / 1000


def seconds_of_words(words: str, language: str = "en") -> float:
    """Seconds that words take."""
    voice = content(language)["voice"]
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

    language: str = "en"
    """What they understand."""
    possible: frozenset[str] = frozenset({ANYWHERE})
    """The postures they may be in."""
    form: str | None = None
    """The form of the shape they are in, "usual" or "gentler"; None where they may be in either."""
    needless: str = ""
    """How they were led out of a shape and straight back into it, though no pose was named in between."""
    came_out: tuple[str, str] | None = None
    """The shape they came out of last in this answer, and by which words."""
    complaints: list[str] = field(default_factory=list)
    moving: str = ""
    """The words of the move they are in the middle of."""
    told_whole: bool = True
    """Whether they have heard all the words of the last instruction."""
    coming_to: str | None = None
    """The posture that the last move leads to."""
    opened: tuple[str, str, float] | None = None
    """The side that has been opened in this answer, "first" or "second", its breaths, and when they begin."""
    last_move: str = ""
    """The words of the last move."""
    moved: bool = False
    """Whether a move was heard in the last answer."""
    if_still_in: bool = False
    """Whether what comes next is for somebody who may still be in a pose."""
    announced: bool = False
    """Whether a pose has just been announced, which then begins with its first breath."""
    breaths: Breaths = field(default_factory=Breaths)
    first_side: tuple[str, float] | None = None
    """The breaths of the first side, and their seconds, where this answer told all of it."""

    def __post_init__(self) -> None:
        self.breaths.language = self.language

    def listen(self, ssml: str, seconds: float = float("inf")) -> None:
        """Does what is heard in so many seconds of an answer."""
        self.opened = self.first_side = None
        self.announced, self.breaths.told, self.moved, self.if_still_in = False, None, False, False
        self.came_out, self.needless = None, ""
        heard = list(pieces(ssml, self.language))
        for n, piece in enumerate(heard):
            if piece.start > seconds:
                self._stop_breathing(heard[n - 1], seconds)
                return
            try:
                instruction = understand(piece.words, self.language) if piece.words else None
            except LookupError:
                self.complain(piece, "is nothing that the content says")
                continue
            if instruction:
                last = n + 1 == len(heard)
                self.told_whole = piece.start + piece.spoken <= seconds
                self.follow(instruction, piece, done=piece.done <= seconds or (last and seconds == float("inf")))
            else:
                self._hear_of_breaths(piece)
        if heard:
            last_words = heard[-1]
            self._stop_breathing(last_words, min(seconds, last_words.start + last_words.spoken + last_words.silence))

    def follow(self, heard: Heard, piece: Piece, *, done: bool) -> None:
        """Does it, or is in the middle of doing it."""
        out = heard.leaves if heard.leaves in POSITIONS else None
        if self.if_still_in and out:  # whoever is at ease has nothing to do
            self.possible = frozenset(each if each in POSITIONS else out for each in self.possible)
            self.moving, self.if_still_in = "", False
            return
        for posture in sorted(self.possible):
            if not self._can_follow(heard, piece, posture):
                self.complain(piece, f"can't be followed from: {posture}")
                break
        if self.shapes and self.form and heard.instruction.form not in (None, self.form):
            self.complain(piece, f"is not for the {self.form} form of: {', '.join(self.shapes)}")
        self.form = heard.instruction.makes or self.form
        self._compare_sides(heard, piece)
        self._count(heard, piece)
        if heard.leaves is None:
            return
        if heard.leaves not in POSITIONS and self.came_out and self.came_out[0] == heard.leaves:
            self.needless = f"{self.came_out[1]!r} and then {piece.words!r}"
        elif heard.leaves in POSITIONS and self.possible == {self.coming_to} and self.shapes:
            self.came_out = self.shapes[0], piece.words
        self.coming_to, self.last_move, self.moved = heard.leaves, piece.words, True
        if done:
            self.settle()
        else:
            self.possible, self.moving = self.possible | {heard.leaves}, piece.words

    def _can_follow(self, heard: Heard, piece: Piece, posture: str) -> bool:
        if any(_fits(posture, at) for at in heard.at):
            return True
        if self.moving and posture == heard.leaves and (posture not in POSITIONS or piece.words == self.moving):
            # In the middle of this very move. A shape one is in already is none the worse for being told again in
            # other words; but a move to a position has its beginning in it.
            return True
        meant = any(_fits(other, at) for other in self.possible for at in heard.at)
        # Somebody who has just come out is none the worse for being told so again.
        again = piece.words == self.last_move or (heard.leaves is None and posture == self.coming_to)
        return (meant or again) and any(_fits(posture, at) for at in heard.instruction.halfway)

    def _count(self, heard: Heard, piece: Piece) -> None:
        """Counts breaths along, while they are led in a shape."""
        if self.coming_to is None:
            return
        if "breaths" in heard.gaps:
            fresh = self.announced or (heard.instruction.opens == "second" and not self.breaths.others)
            self.breaths.opens(self.coming_to, number(heard.gaps["breaths"], self.language), fresh=fresh)
            self.announced = False
        elif heard.instruction.opens == "again":
            breath, total = (number(heard.gaps[gap], self.language) for gap in ("breath", "total"))
            self.breaths.goes_on(self.coming_to, breath, total)
        elif heard.instruction.breath:
            self.breaths.hears(heard.instruction.breath, heard.gaps, self.coming_to, piece.start)
        elif heard.leaves is not None:
            self._stop_breathing(piece, piece.start)

    def _hear_of_breaths(self, piece: Piece) -> None:
        """Remembers the breath at which words say that it goes on."""
        told = self._says(piece, "asking", BREATH_OF)
        self.if_still_in = self._pattern("if_still_in", "say").search(piece.words) is not None
        # A name is followed by the way in; where other words follow, it names what is gone on with.
        self.announced = False
        by_name = self._says(piece, "moving", BY_NAME)
        if by_name and by_name["called"].lower() in self._pose_names:
            self.announced, self.came_out = True, None
            self.breaths.others = self.breaths.uneven = False
            self.breaths.whole.clear()
            if self._says(piece, "moving", ANEW):  # whatever was promised before
                self.breaths.totals.clear()
                self.breaths.had.clear()
        if any(self._pattern("changing", name).search(piece.words) for name in MORE):
            self.breaths.asked_for_others()
        if told:
            self.breaths.told = number(told["breath"], self.language)

    @property
    def _pose_names(self) -> set[str]:
        return {form.lower() for pose in content(self.language)["poses"] for form in forms(pose["called"])}

    def _says(self, piece: Piece, part: str, names: Iterable[str]) -> re.Match[str] | None:
        """What of a part of the content a piece is."""
        found = (self._pattern(part, name).fullmatch(piece.words) for name in names)
        return next((each for each in found if each), None)

    def _pattern(self, part: str, name: str) -> re.Pattern[str]:
        return pattern_of(content(self.language)[part][name], self.language)

    def _stop_breathing(self, piece: Piece, at: float) -> None:
        for wrong in self.breaths.stops(at):
            self.complain(piece, wrong)

    def settle(self) -> None:
        """Has done the last move: because there was time, or because they say so."""
        if self.coming_to and self.moved:
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
        if "breaths" in heard.gaps:
            begins = piece.start + piece.spoken + piece.silence
            self.opened = str(heard.instruction.opens), heard.gaps["breaths"], begins
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
        case "at ease":
            return posture in POSITIONS
        case "any shape":
            return posture not in POSITIONS
        case _:
            return posture == at or posture.split(" ", maxsplit=1)[0] == at
