import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.alexa.speech import budget, ssml
from lower_back_release.content import content_for
from lower_back_release.dialogue.coach import Coach
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.turn import Setting
from lower_back_release.lesson.timeline import Cue, Place, Timeline
from lower_back_release.person.progress import new_progress
from simulator.heard.ssml import Silence, Speech, plain_text, read_ssml

HERE = Place("seal_stretch")


def one(words: str, spoken: float, seconds: float) -> Timeline:
    return Timeline((Cue(words, spoken, seconds, HERE),))


def test_the_break_is_what_the_words_leave() -> None:
    assert ssml(one("Breathe in.", 0.9, 4.0)) == '<speak>Breathe in. <break time="3100ms"/></speak>'


def test_a_long_silence_is_stacked() -> None:
    assert ssml(one("Rest.", 0.5, 26.0)) == (
        '<speak>Rest. <break time="10000ms"/> <break time="10000ms"/> <break time="5500ms"/></speak>'
    )


def test_nothing_is_nothing() -> None:
    assert ssml(Timeline()) == ""


def test_what_xml_would_misread_is_escaped() -> None:
    assert plain_text(ssml(one("In & out < slow.", 1.0, 2.0))) == "In & out < slow."


@pytest.mark.parametrize("seconds", [0, 89, 241])
def test_an_answer_of_odd_length_is_refused_by_its_seconds(seconds: int) -> None:
    with pytest.raises(ValueError, match=f"90 to 240 seconds, and not {seconds}"):
        budget(seconds)


def test_with_less_time_an_answer_leads_through_a_side() -> None:
    content = content_for("en-US")
    coach = Coach(content.routine, content.words, budget(170))
    _, reply = coach.turn(new_progress(content.routine), Command("launch"), 0, Setting(returning=True))
    assert reply.said.seconds <= 170
    assert reply.end.place == Place("reclined_shoelace", 1, waits=True)


@given(
    st.lists(st.tuples(st.sampled_from(["", "In.", "A & b."]), st.integers(0, 40_000)), min_size=1, max_size=30),
)
def test_no_millisecond_is_lost(cues: list[tuple[str, int]]) -> None:
    timeline = Timeline(tuple(Cue(words, 0.0, ms / 1000, HERE) for words, ms in cues))
    heard = read_ssml(ssml(timeline)) if ssml(timeline) else ()
    silence = sum(part.seconds for part in heard if isinstance(part, Silence))
    assert round(silence * 1000) == sum(ms for _, ms in cues)
    assert all(part.text for part in heard if isinstance(part, Speech))
