"""Where somebody is, and what is being said to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from lower_back_release.lesson.breath import MOST_BREATHS_HELD
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.lesson.words import held_at
from lower_back_release.person.bounds import LATEST_MS, listed, poses_known

LONGEST_INTRO_MS = 10 * 60 * 1000
"""Milliseconds before an answer's part of the routine: more than any answer takes as a whole."""


MOST_STEPS = 100
"""More sentences than any way into a pose has."""


class Runs(StrEnum):
    """What the last answer does."""

    LESSON = "lesson"
    """It leads on through the pose."""
    EASE = "ease"
    """It lets one lie and move in any way one likes: paused, or told goodbye."""
    NOTHING = "nothing"
    """It says something, and waits."""


@dataclass(frozen=True)
class Course:
    """Where somebody is, and what the last answer does with them."""

    place: Place
    """Where the answer's part of the routine begins; where they wait, when it only says something."""
    posture: Posture = field(default_factory=Posture)
    """How they lay when the answer began."""
    begun: bool = False
    """Whether a practice is under way, so that there is something to go on with."""
    runs: Runs = Runs.NOTHING
    began_ms: int | None = None
    """When the answer's first word began, in milliseconds since 1970 (UTC); None before the first answer."""
    intro_ms: int = 0
    """Milliseconds of the answer after the way out, if there is one, and before its part of the routine."""
    more_breaths: int = 0
    """Breaths a side asked for on top, in this pose only."""
    more_by_side: tuple[int, ...] = ()
    """The same on single sides, in their order; empty where none has any."""
    more_rest_breaths: int = 0
    """The same in the rest that follows it."""
    breaths_had: int = 0
    """Breaths that each side still to come has had already, where one has come back to a pose for more."""
    first_had: int = 0
    """Breaths that the first side has had, for somebody on the second."""
    variation: Variation | None = None
    """Whether this pose is done gentler or deeper."""
    next_variation: Variation | None = None
    """Whether the next one is to be."""
    first_side: str | None = None
    """The id of the side that comes first in this pose; None where it is as the routine has it."""
    next_first_side: str | None = None
    """The same in the poses to come, this time round."""
    held: tuple[str, ...] = ()
    """Ids of the poses that have been held to their end, this time round."""
    later: "Course | None" = None
    """What one goes on with after a rest in between, where this is one: a rest taken for its own sake, at any time."""

    @property
    def of_routine(self) -> "Course":
        """The course of the routine itself, whatever rest is taken in between."""
        return self.later or self

    @property
    def after_rest(self) -> "Course":
        """The course of the routine, for somebody whose rest in between is over; the same where there was none."""
        return replace(self.later, posture=self.posture) if self.later else self

    def in_between(self, course: "Course") -> "Course":
        """The same, as a rest in between of a course of the routine."""
        later = replace(course, posture=Posture(), runs=Runs.NOTHING, began_ms=None, intro_ms=0)
        return replace(self, posture=course.posture, first_side=course.first_side, held=course.held, later=later)

    def _told_as(self, other: "Course") -> "Course":
        """The same, with the answer that tells another one."""
        return replace(self, posture=other.posture, runs=other.runs, began_ms=other.began_ms, intro_ms=other.intro_ms)

    def led_to(self, place: Place) -> "Course":
        """The same for somebody whom the answer has led to a place: past a hold, that pose has been held to its end."""
        was_to_hold = self.runs is Runs.LESSON and self.place.to_hold and not self.place.rest
        is_held = was_to_hold and (place.rest or not place.to_hold) and place.pose not in self.held
        return replace(self, held=(*self.held, place.pose)) if is_held else self

    def to(self, pose_id: str) -> "Course":
        """The course of another pose: at its beginning, with all that was asked for this time round."""
        return Course(
            Place(pose_id),
            variation=self.next_variation,
            first_side=self.next_first_side,
            next_first_side=self.next_first_side,
            held=self.held,
        )

    def completes(self, routine: Routine, left_out: Collection[str]) -> bool:
        """Whether all that was to be done this time round has been, and it was more than one pose."""
        return len(self.held) > 1 and all(pose.id in (*self.held, *left_out) for pose in routine.poses)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON: integers, strings, and lists of them. A rest in between is told beside the course it is in."""
        if self.later:
            place = self.place
            return self.later._told_as(self).to_json() | {
                "between_pose": place.pose,
                "between_stage": place.stage.value,
                "between_step": place.step,
                "between_breath": place.breath,
                "between_waits": int(place.waits),
                "between_more_breaths": self.more_rest_breaths,
                "between_variation": self.variation.value if self.variation else "",
            }
        place, posture = self.place, self.posture
        kept: dict[str, Any] = {
            "pose": place.pose,
            "side": place.side,
            "stage": place.stage.value,
            "rest": int(place.rest),
            "step": place.step,
            "breath": place.breath,
            "waits": int(place.waits),
            "position": posture.position,
            "begun": int(self.begun),
            "runs": self.runs.value,
            "intro_ms": self.intro_ms,
            "more_breaths": self.more_breaths,
            "more_by_side": list(self.more_by_side),
            "more_rest_breaths": self.more_rest_breaths,
            "breaths_had": self.breaths_had,
            "first_had": self.first_had,
            "held": list(self.held),
        }
        if posture.shape:
            kept |= {
                "shape": posture.shape.id,
                "shape_side": posture.shape.side,
                "moving": int(posture.moving),
                "unsure": int(posture.unsure),
            }
        if self.began_ms is not None:
            kept["began_ms"] = self.began_ms
        if self.variation:
            kept["variation"] = self.variation.value
        if self.next_variation:
            kept["next_variation"] = self.next_variation.value
        if self.first_side:
            kept["first_side"] = self.first_side
        if self.next_first_side:
            kept["next_first_side"] = self.next_first_side
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], routine: Routine) -> "Course":
        """What `to_json` made. Raises KeyError, TypeError or ValueError where it can't be that."""
        pose = routine.pose(kept["pose"])
        place = Place(
            pose=pose.id,
            side=int(kept["side"]),
            stage=Stage(kept["stage"]),
            rest=bool(int(kept["rest"])),
            step=int(kept["step"]),
            breath=int(kept["breath"]),
            waits=bool(int(kept["waits"])),
        )
        posture = Posture(str(kept["position"]))
        if "shape" in kept:
            shape = Shape(str(kept["shape"]), int(kept["shape_side"]))
            posture = replace(posture, shape=shape, moving=bool(int(kept["moving"])), unsure=bool(int(kept["unsure"])))
        course = cls(
            place=place,
            posture=posture,
            begun=bool(int(kept["begun"])),
            runs=Runs(kept["runs"]),
            began_ms=int(kept["began_ms"]) if "began_ms" in kept else None,
            intro_ms=int(kept["intro_ms"]),
            more_breaths=int(kept["more_breaths"]),
            more_by_side=tuple(int(breaths) for breaths in listed(kept["more_by_side"])),
            more_rest_breaths=int(kept["more_rest_breaths"]),
            breaths_had=int(kept["breaths_had"]),
            first_had=int(kept["first_had"]),
            held=poses_known(kept["held"], routine),
            first_side=str(kept["first_side"]) if "first_side" in kept else None,
            next_first_side=str(kept["next_first_side"]) if "next_first_side" in kept else None,
            variation=Variation(kept["variation"]) if "variation" in kept else None,
            next_variation=Variation(kept["next_variation"]) if "next_variation" in kept else None,
        )
        course._check(routine)
        if "between_pose" not in kept:
            return course
        rest = cls._rest(kept).in_between(course)._told_as(course)
        rest._check(routine)
        return rest

    @classmethod
    def _rest(cls, kept: Mapping[str, Any]) -> "Course":
        """A rest in between as `to_json` tells it."""
        return cls(
            place=Place(
                pose=str(kept["between_pose"]),
                stage=Stage(kept["between_stage"]),
                rest=True,
                step=int(kept["between_step"]),
                breath=int(kept["between_breath"]),
                waits=bool(int(kept["between_waits"])),
            ),
            begun=True,
            more_rest_breaths=int(kept["between_more_breaths"]),
            variation=Variation(kept["between_variation"]) if kept["between_variation"] else None,
        )

    def _check(self, routine: Routine) -> None:
        place, shape = self.place, self.posture.shape
        held = held_at(place, routine)
        if place.rest and held is routine.pose(place.pose):
            raise ValueError("rest")
        if not 0 <= place.side < routine.pose(place.pose).sides_count:
            raise ValueError("side")
        if not (1 <= place.breath <= MOST_BREATHS_HELD + 1 and 0 <= place.step <= MOST_STEPS):
            raise ValueError("breath or step")
        if self.more_by_side and len(self.more_by_side) != routine.pose(place.pose).sides_count:
            raise ValueError("more by side")
        counted = self.more_breaths, *self.more_by_side, self.more_rest_breaths, self.breaths_had, self.first_had
        if not all(0 <= breaths <= MOST_BREATHS_HELD for breaths in counted):
            raise ValueError("more breaths")
        if not 0 <= self.intro_ms <= LONGEST_INTRO_MS or not 0 <= (self.began_ms or 0) <= LATEST_MS:
            raise ValueError("intro or began")
        if {self.first_side, self.next_first_side} - {None, *routine.side_ids}:
            raise ValueError("first side")
        if self.posture.position not in (routine.positions if shape else routine.positions_at_ease):
            raise ValueError("position")
        if shape and not 0 <= shape.side < routine.held_in(shape).sides_count:
            raise ValueError("shape")
