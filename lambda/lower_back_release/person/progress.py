"""All that is known of a person between two turns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.plan import Plan
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place
from lower_back_release.person.course import Course
from lower_back_release.person.history import History
from lower_back_release.person.owed import Owed
from lower_back_release.person.preferences import Preferences

UNREADABLE = (KeyError, TypeError, ValueError, OverflowError)
"""What a part raises that can't be read."""

P = TypeVar("P", Course, Preferences, History)


class ProgressError(ValueError):
    """What was kept of somebody's progress can't be read."""


@dataclass(frozen=True)
class Progress:
    """All that is known of a person between two turns."""

    course: Course
    preferences: Preferences = field(default_factory=Preferences)
    history: History = field(default_factory=History)
    owed: Owed = field(default_factory=Owed)

    def with_course(self, **changes: Any) -> "Progress":
        """The same, with these fields of the course."""
        return replace(self, course=replace(self.course, **changes))

    def with_preferences(self, **changes: Any) -> "Progress":
        """The same, with these preferences."""
        return replace(self, preferences=replace(self.preferences, **changes))

    def with_owed(self, **changes: Any) -> "Progress":
        """The same, with these things owed."""
        return replace(self, owed=replace(self.owed, **changes))

    @property
    def breaths(self) -> int:
        """How many breaths each side of the present pose has, without those on top of single sides."""
        return self.preferences.breaths + self.course.more_breaths

    @property
    def plan(self) -> Plan:
        """What is to be taught from the course's place on, to this person."""
        course, likes = self.course, self.preferences
        return Plan(
            place=course.place,
            posture=course.posture,
            pace=likes.pace,
            guidance=likes.guidance,
            breaths=likes.breaths,
            more_breaths=course.more_breaths,
            more_by_side=course.more_by_side,
            more_rest_breaths=course.more_rest_breaths,
            breaths_had=course.breaths_had,
            knows=course.place.pose in self.history.known and likes.guidance is not Guidance.MORE,
            variation=course.variation,
            day=self.history.days,
            eases=likes.eases,
            without=likes.without,
            then=course.later.place if course.later else None,
        )

    def led(self, routine: Routine) -> Routine:
        """The routine, with the sides in the order that this person is led through them now."""
        return routine.beginning_with(self.course.first_side)

    def to_json(self) -> dict[str, Any]:
        """What is kept, as plain JSON: integers, strings, and lists of them. What is owed isn't: it has its own."""
        return self.course.to_json() | self.preferences.to_json() | self.history.to_json()


def mended(kept: object, routine: Routine) -> Progress:
    """As much of a progress as can be read: each part that can't be is as of somebody new."""
    new, kept = new_progress(routine), kept if isinstance(kept, Mapping) else {}
    return Progress(
        course=_or_new(Course, kept, routine, new.course),
        preferences=_or_new(Preferences, kept, routine, new.preferences),
        history=_or_new(History, kept, routine, new.history),
    )


def _or_new(kind: type[P], kept: Mapping[str, Any], routine: Routine, new: P) -> P:
    try:
        return kind.from_json(kept, routine)
    except UNREADABLE:
        return new


def new_progress(routine: Routine) -> Progress:
    """Somebody we have never met, before the first pose."""
    return Progress(Course(Place(routine.poses[0].id)))


def from_json(kept: object, routine: Routine, owed: object = None) -> Progress:
    """The progress kept by `to_json`, and what a session says is owed.

    Raises ProgressError, naming what is wrong, where it is of another shape or of poses this routine doesn't have.
    """
    if not isinstance(kept, Mapping):
        raise ProgressError(f"progress should be an object, and is a {type(kept).__name__}")
    if owed is not None and not isinstance(owed, Mapping):
        raise ProgressError(f"what is owed should be an object, and is a {type(owed).__name__}")
    try:
        return Progress(
            course=Course.from_json(kept, routine),
            preferences=Preferences.from_json(kept, routine),
            history=History.from_json(kept, routine),
            owed=Owed() if owed is None else Owed.from_json(owed, routine),
        )
    except UNREADABLE as error:
        raise ProgressError(f"progress can't be read: {type(error).__name__} {error}") from error
