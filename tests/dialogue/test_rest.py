"""A rest is a place of its own: what can be asked of a pose can be asked of it."""

import pytest

from lower_back_release.dialogue.situation import Situation
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.progress import from_json
from tests.dialogue.talk import Talk


@pytest.fixture(params=[("seal_stretch", "child's pose"), ("downward_dog", "the rest")], ids=["childs_pose", "rest"])
def resting(begun: Talk, request: pytest.FixtureRequest) -> Talk:
    """Somebody in the second of three breaths of a rest."""
    pose, _ = request.param
    begun.say("go_to", pose=pose)
    begun.until(Stage.HOLD, 2, rest=True)
    return begun


def rest_of(talk: Talk) -> str:
    rest = talk.coach.routine.pose(talk.place.pose).rest
    assert rest
    return rest.id


def test_where_and_how_many(resting: Talk) -> None:
    called = {"childs_pose": "child's pose, after the seal stretch", "rest": "the rest, after downward facing dog"}
    resting.say("where")
    assert resting.words.startswith(f"This is {called[rest_of(resting)]}. Breath two of three.")
    resting.say("breaths_left")
    assert resting.words.startswith("Breath two of three, and one more after it.")
    resting.say("time_left")
    assert resting.words.startswith("About half a minute in this pose.")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("repeat", {"childs_pose": "Sit back", "rest": "Rest on your back"}),
        ("how_to", {"childs_pose": "Sit back", "rest": "Rest on your back"}),
        ("gentler", {"childs_pose": "For less, put your fists", "rest": "For less, bend your knees"}),
        ("deeper", {"childs_pose": "For more, let your knees", "rest": "For more, let go of your jaw"}),
        ("good_for", {"childs_pose": "It rounds your back, gently", "rest": "It lets your back take in"}),
    ],
)
def test_has_words_of_its_own_and_goes_on_at_the_same_breath(
    resting: Talk, command: str, words: dict[str, str]
) -> None:
    resting.say(command)
    assert resting.words.startswith(words[rest_of(resting)])
    assert (resting.place.rest, resting.place.breath) == (True, 2)


def test_longer_is_a_longer_rest(resting: Talk) -> None:
    resting.say("hold_longer", number=5)
    assert resting.words.startswith("Five more breaths, then. Breathe in.")
    breaths = {cue.place.breath for cue in resting.last.said.cues if cue.place.phase}
    assert breaths == set(range(2, 9))
    reminder = {"childs_pose": "Breathe into the back of your ribs.", "rest": "Let the floor carry all of you."}
    assert reminder[rest_of(resting)] in resting.words


@pytest.mark.parametrize("stage", [Stage.WAY_OUT, Stage.DONE])
def test_longer_when_it_is_over_goes_back_into_it(resting: Talk, stage: Stage) -> None:
    resting.until(stage, rest=stage is Stage.WAY_OUT)
    resting.say("hold_longer", number=1)
    assert "One more breath, then." in resting.words
    assert resting.until(Stage.HOLD, rest=True).breath == 4
    assert [cue.place.breath for cue in resting.last.said.cues if cue.place.phase] == [4, 4]


def test_pause_leads_out_and_resume_back_into_it(resting: Talk) -> None:
    out = {"childs_pose": "Walk your hands in, and come up to kneeling.", "rest": "Move a little, in any way you like."}
    resting.say("pause")
    assert resting.words.startswith(out[rest_of(resting)])
    resting.hear_out()
    resting.say("resume")
    back = {
        "childs_pose": "Back into child's pose. Come onto your hands",
        "rest": "Back into the rest. Lie down on your",
    }
    assert resting.words.startswith(back[rest_of(resting)])
    assert resting.until(Stage.HOLD, rest=True).breath == 2
    assert "Now " not in resting.words.split("Breathe in.")[0]


@pytest.mark.parametrize("command", ["hurts", "cannot"])
def test_after_pain_it_is_over(resting: Talk, command: str) -> None:
    rest = rest_of(resting)
    resting.say(command)
    assert not resting.words.startswith("Ease out")
    assert "gentler" not in resting.words
    resting.hear_out()
    resting.say("resume")
    if rest == "rest":
        assert resting.words == "That was the last one. Shall we begin again, from the first?"
    else:
        assert resting.words.startswith("Fourth, the deep squat.")


def test_next_goes_on_without_a_word_of_the_pose_before(resting: Talk) -> None:
    rest = rest_of(resting)
    resting.say("next_pose")
    assert "Bend your knees, and lower them softly" not in resting.words
    if rest == "rest":
        assert resting.words.startswith("When you feel like getting up")
        assert resting.last.awaits is Situation.END
    else:
        assert resting.words.startswith("Walk your hands in, and come up to kneeling. Fourth, the deep squat.")


def test_an_aside_on_the_way_into_it_goes_on_from_there(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.SETUP, rest=True, step=1, into=1)
    begun.say("thanks")
    assert begun.words.startswith("You're welcome. Sit back toward your heels, and let your forehead come down.")


def test_a_rest_in_between_goes_on_at_its_breath_with_what_is_kept_of_it(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("go_to", pose="childs_pose")
    begun.until(Stage.HOLD, 2, rest=True)
    begun.progress = from_json(begun.progress.to_json(), begun.coach.routine)
    assert (begun.place.rest, begun.place.breath) == (True, 2)
    begun.say("breaths_left")
    assert begun.words.startswith("Breath two of three, and one more after it.")
