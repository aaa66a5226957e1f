"""The place is never lost: whoever speaks, whenever, goes on at the breath they are in."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from lower_back_release.dialogue.coach import Coach
from lower_back_release.lesson.breath import PACES
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.course import Course
from lower_back_release.person.history import History
from lower_back_release.person.preferences import Preferences
from lower_back_release.person.progress import Progress, from_json, new_progress
from tests.dialogue.talk import Talk

POSES = ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"]

ASIDES: list[tuple[str, dict[str, object]]] = [
    ("breaths_left", {}),
    ("time_left", {}),
    ("where", {}),
    ("which_side", {}),
    ("repeat", {}),
    ("not_understood", {}),
    ("pace", {"pace": "slower"}),
    ("pace", {"pace": "faster"}),
    ("breaths", {"number": 10}),
    ("breaths", {"number": 3}),
    ("hold_longer", {"number": 1}),
    ("less_guidance", {}),
    ("more_guidance", {}),
    ("resume", {}),
]
"""Commands after which one goes on breathing where one was."""

WAITS = ["pause", "help"]
"""Commands after which one waits to be told to go on."""


def breathing(coach: Coach, person: Progress) -> Talk:
    talk = Talk(coach, person)
    talk.say("go_to", pose=person.course.place.pose)
    return talk


def of_breath(place: Place) -> tuple[str, bool, int, int]:
    return place.pose, place.rest, place.side, place.breath


people = st.builds(
    Progress,
    course=st.builds(Course, st.builds(Place, st.sampled_from(POSES))),
    preferences=st.builds(Preferences, st.sampled_from(list(PACES.values())), st.integers(8, 10)),
    history=st.builds(History, st.just(True), st.sampled_from([(), tuple(POSES)])),
)


@given(
    person=people,
    moments=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(ASIDES) | st.sampled_from([(wait, {}) for wait in WAITS])),
        min_size=1,
        max_size=8,
    ),
)
def test_a_barge_in_at_any_second_of_any_hold_goes_on_at_the_same_breath(
    coach: Coach, person: Progress, moments: list[tuple[float, tuple[str, dict[str, str | int]]]]
) -> None:
    talk = breathing(coach, person)
    for part, (command, named) in moments:
        said = talk.last.said
        held = [at for at, cue in zip(said.starts, said.cues, strict=True) if cue.place.stage is Stage.HOLD]
        assume(held)
        end = held[-1] + talk.progress.preferences.pace.seconds_out
        place = talk.listen(held[0] + part * (end - held[0]) * 0.999)
        if place.stage is not Stage.HOLD:
            continue  # the moment fell between two sides
        talk.say(command, **named)  # type: ignore[arg-type]  # names and values as each command takes them
        if command in WAITS:
            talk.listen(1000 * part)
            talk.say("resume")
        assume(place.breath <= talk.progress.plan.total(place, coach.routine))  # else they have had enough
        first = next((cue for cue in talk.last.said.cues if cue.place.phase), None)
        assert first is not None
        assert of_breath(first.place) == of_breath(place)
        assert of_breath(talk.until(Stage.HOLD, rest=place.rest, side=place.side)) == of_breath(place)


@given(person=people, seconds=st.floats(0, 300))
def test_the_place_is_that_of_the_words_being_heard(coach: Coach, person: Progress, seconds: float) -> None:
    talk = breathing(coach, person)
    talk.listen(seconds)
    assert talk.whereabouts == talk.last.said.at(round(seconds, 3))


@given(person=people, seconds=st.integers(-(10**9), 10**9))
def test_no_timestamp_is_too_odd(coach: Coach, person: Progress, seconds: int) -> None:
    talk = breathing(coach, person)
    place = talk.listen(seconds)
    if seconds < 0:
        assert place.stage is Stage.SETUP
    elif seconds > 300:
        assert place.stage is Stage.DONE or place.waits
    talk.say("where")
    assert talk.last.said.cues


@given(person=people, seconds=st.floats(0, 240))
def test_the_place_survives_being_kept(coach: Coach, person: Progress, seconds: float) -> None:
    talk = breathing(coach, person)
    talk.listen(seconds)
    kept = replace(talk, progress=from_json(talk.progress.to_json(), coach.routine))
    assert kept.whereabouts == talk.whereabouts


def test_an_answer_is_heard_from_a_second_after_its_request(coach: Coach) -> None:
    talk = breathing(coach, new_progress(coach.routine))
    said, heard_from = talk.last.said, talk.now + 1000
    third = next(at for at, cue in zip(said.starts, said.cues, strict=True) if cue.place.breath == 3)
    for late, breath in ((-10, 2), (10, 3)):
        talk.now = heard_from + round(1000 * third) + late
        assert talk.place.breath == breath
