"""A hold to the second: what is said on which breath, and that no word ever delays a breath."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.lesson.breath import GENTLE, PACES, Pace, Phase
from lower_back_release.lesson.hold import FEWEST_FOR_REMARKS, LONGEST_SILENCE_SECONDS, SPARE_SECONDS, Guidance, Hold
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Line, Routine
from lower_back_release.lesson.timeline import Place, Stage, Timeline, join

SEAL = Place("seal_stretch", 0, Stage.HOLD)
LYING = Posture("belly", Shape("seal_stretch"))


def hold(
    routine: Routine,
    *,
    first: int = 1,
    total: int = 8,
    pace: Pace = GENTLE,
    guidance: Guidance = Guidance.USUAL,
    pose: str = "seal_stretch",
) -> Timeline:
    place = replace(SEAL, pose=pose, breath=first)
    return join(Hold(place, LYING, total, pace, guidance, routine.pose(pose).reminders).breaths(routine))


def said(timeline: Timeline) -> dict[str, str]:
    return {f"{cue.place.breath} {cue.place.phase}": cue.words for cue in timeline.cues if cue.words}


def test_eight_gentle_breaths(routine: Routine) -> None:
    eight = hold(routine)
    assert eight.seconds == 80.0
    assert said(eight) == {
        "1 in": "Breathe in.",
        "1 out": "And out, slowly.",
        "2 in": "And in.",
        "2 out": "And out. Slower, not bigger.",
        "3 in": "Three.",
        "3 out": "Soften your belly, and let your hips be heavy.",
        "4 in": "Four.",
        "5 in": "Halfway.",
        "6 in": "Six.",
        "7 in": "Two more.",
        "8 in": "Last one.",
        "8 out": "All the way out.",
    }


def test_nine_breaths_have_their_middle_inside_the_fifth(routine: Routine) -> None:
    assert said(hold(routine, total=9))["5 out"] == "Halfway."


def test_less_guidance_keeps_the_first_breath_the_reminder_and_the_last(routine: Routine) -> None:
    words = said(hold(routine, guidance=Guidance.LESS))
    assert words["1 in"] == "Breathe in."
    assert words["3 out"] == "Soften your belly, and let your hips be heavy."
    assert words["8 in"] == "Last one."
    assert len(words) < len(said(hold(routine)))


def test_more_guidance_leads_every_breath_in_and_out(routine: Routine) -> None:
    words = said(hold(routine, guidance=Guidance.MORE))
    assert len(words) == 16
    assert words["4 in"] == "Four. Breathe in."
    assert words["4 out"] == "And out."


def test_somebody_who_comes_back_is_led_in_and_out(routine: Routine) -> None:
    words = said(hold(routine, first=5))
    assert list(words.values())[:2] == ["Breathe in.", "And out."]


def test_a_breath_that_is_past_leaves_nothing(routine: Routine) -> None:
    assert hold(routine, first=9).cues == ()


@pytest.mark.parametrize("pace", PACES.values(), ids=list(PACES))
@pytest.mark.parametrize("pose", ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"])
def test_every_pose_has_its_reminder_at_every_pace(routine: Routine, pose: str, pace: Pace) -> None:
    reminder = routine.pose(pose).reminders[0]
    assert said(hold(routine, pose=pose, pace=pace))["3 out"] in (reminder.say, reminder.short)


def test_words_too_long_for_their_phase_are_shortened_and_then_dropped(routine: Routine) -> None:
    long = "And now let every single part of your belly, of your hips, and of both your legs, be soft and heavy."
    shortened = Hold(SEAL, LYING, 8, GENTLE, Guidance.USUAL, (Line(long, short="Soft and heavy."),))
    dropped = Hold(SEAL, LYING, 8, GENTLE, Guidance.USUAL, (Line(long, short=long),))
    assert shortened.breath(3, routine).cues[1].words == "Soft and heavy."
    assert dropped.breath(3, routine).cues[1].words == ""
    assert shortened.breath(3, routine).seconds == dropped.breath(3, routine).seconds == GENTLE.seconds


@given(
    total=st.integers(1, 20),
    first=st.integers(1, 20),
    pace=st.sampled_from(list(PACES.values())),
    guidance=st.sampled_from(Guidance),
    pose=st.sampled_from(["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"]),
)
def test_every_breath_lasts_as_long_as_it_should(
    routine: Routine, total: int, first: int, pace: Pace, guidance: Guidance, pose: str
) -> None:
    breathed = hold(routine, first=first, total=total, pace=pace, guidance=guidance, pose=pose)
    phases = [(cue.place.breath, cue.place.phase) for cue in breathed.cues]
    assert phases == [(n, phase) for n in range(first, total + 1) for phase in Phase]
    for start, cue in zip(breathed.starts, breathed.cues, strict=True):
        inside = 0.0 if cue.place.phase is Phase.IN else pace.seconds_in
        assert start == (cue.place.breath - first) * pace.seconds + inside
        assert not cue.words or cue.silence_seconds >= SPARE_SECONDS
    spoken = [(at, cue) for at, cue in zip(breathed.starts, breathed.cues, strict=True) if cue.words]
    for (before, cue), (after, _) in pairwise(spoken):
        assert after - before - cue.spoken_seconds <= LONGEST_SILENCE_SECONDS


@pytest.mark.parametrize("total", [FEWEST_FOR_REMARKS - 1, FEWEST_FOR_REMARKS])
def test_a_short_hold_is_not_crowded_with_reminders(routine: Routine, total: int) -> None:
    reminder = routine.pose("seal_stretch").reminders[0].say
    assert (reminder in said(hold(routine, total=total)).values()) is (total >= FEWEST_FOR_REMARKS)


@pytest.mark.parametrize("days", [30, pytest.param(120, marks=pytest.mark.slow)])
@pytest.mark.parametrize("total", [8, 9, 10])
@pytest.mark.parametrize("guidance", Guidance)
def test_of_any_two_days_a_third_of_the_words_are_others(
    routine: Routine, guidance: Guidance, total: int, days: int
) -> None:
    def words(day: int) -> list[str]:
        holds = [
            Hold(Place(held.id, side, Stage.HOLD), LYING, breaths, GENTLE, guidance, held.reminders, day=day)
            for pose in routine.poses
            for held, breaths in ((pose, total), (pose.rest, pose.rest.breaths if pose.rest else 0))
            if held
            for side in range(held.sides_count)
        ]
        return [cue.words for hold in holds for breath in hold.breaths(routine) for cue in breath.cues if cue.words]

    told = [words(day) for day in range(days)]
    shares = [sum(map(str.__ne__, one, other)) / len(one) for one, other in combinations(told, 2)]
    assert min(shares) >= 1 / 3
