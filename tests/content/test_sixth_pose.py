"""A sixth pose takes words and nothing else: it is taught, paused, cared for, named and counted like the five."""

import tomllib
from functools import cache

import pytest

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.screen import directive_for
from lower_back_release.content import Content
from lower_back_release.content.language_file import read_content
from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.progress import from_json, new_progress
from tests.content.english import english
from tests.dialogue.talk import Talk

BUTTERFLY = """
id = "butterfly"
name = "Reclined Butterfly"
called = "the reclined butterfly"
position = "back"
setup = [
    { say = "Bring the soles of your feet together.", wait = 4 },
    { say = "Let your knees fall open to both sides.", wait = 5, takes = "back" },
    { say = "Put your hands on your belly.", wait = 2 },
]
short = [
    { say = "Soles of your feet together, and let your knees fall open.", wait = 5, takes = "back" },
]
setup_gentler = [
    { say = "Soles together, further from you, and a pillow under each knee.", wait = 8, takes = "back" },
]
recap = "The soles of your feet are together, and your knees fall open."
recap_gentler = "The soles of your feet are together, with a pillow under each knee."
reminders = [{ say = "Let your knees be heavy.", short = "Heavy knees." }]
gentler = "For less, put a pillow under each knee."
usual = "Push the pillows away, and let your knees come lower."
deeper = "For more, draw your heels in."
good_for = "It opens the inside of your thighs."
way_out = [
    { say = "Lift your knees with your hands, and put both feet on the floor.", wait = 5, leaves = "back" },
]
"""

ONE_SIDE = """
[[sides]]
id = "middle"
name = "feet together"
side = "right"
other = "left"
"""

REST = """
[rest]
id = "feet_down"
name = "feet down"
called = "the rest with your feet down"
position = "sitting"
breaths = 2
announce = { say = "Now let your feet be down." }
setup = [{ say = "Let your hands lie beside you.", wait = 3, takes = "sitting" }]
short = [{ say = "Hands beside you.", wait = 3, takes = "sitting" }]
setup_gentler = [{ say = "Lean against a wall.", wait = 3, takes = "sitting" }]
recap = "You're sitting, with your hands beside you."
recap_gentler = "You're sitting, and leaning against a wall."
reminders = [{ say = "Let your shoulders be wide." }]
gentler = "For less, lean against a wall."
usual = "Come away from the wall."
deeper = "For more, close your eyes."
good_for = "It lets your hips settle."
way_out = [{ say = "Lift your hands, and look around.", wait = 3, leaves = "sitting" }]
"""

TWO_SIDES = """
switch = { say = "Close your knees.", wait = 3, leaves = "back" }
[[sides]]
id = "right"
name = "right knee lower"
side = "right"
other = "left"
[[sides]]
id = "left"
name = "left knee lower"
side = "left"
other = "right"
"""

OUT = "Ease out of it, gently. Lift your knees with your hands, and put both feet on the floor."
MOVE = "Lie down on your back, knees bent."
SETUP = (
    "Bring the soles of your feet together. Let your knees fall open to both sides. Put your hands on your belly. "
    "Settle in, for eight breaths."
)


@cache
def content(at: int = 5, sides: str = "") -> Content:
    """The English words with a sixth pose, as the last one or before another."""
    words = english()
    words["poses"].insert(at, tomllib.loads(BUTTERFLY + sides))
    return read_content(words, "en.toml")


def somebody(coach_content: Content) -> Talk:
    """Somebody who has come in, with the first pose under way."""
    talk = Talk(coach_of(coach_content), new_progress(coach_content.routine))
    talk.say("launch")
    return talk


def goes_on(talk: Talk, breath: int) -> None:
    """The answer leads on to this breath of the sixth pose, by somebody who is in it by then."""
    first = next(cue for cue in talk.last.said.cues if cue.place.phase)
    assert (first.place.pose, first.place.breath) == ("butterfly", breath)
    assert first.before == Posture("back", Shape("butterfly"))


@pytest.fixture(params=["", ONE_SIDE], ids=["both sides at once", "one side"])
def talk(request: pytest.FixtureRequest) -> Talk:
    return somebody(content(sides=request.param))


@pytest.fixture
def held(talk: Talk) -> Talk:
    """Somebody in the fourth breath of the sixth pose."""
    talk.hear_out()
    talk.say("go_to", pose="butterfly")
    talk.until(Stage.HOLD, 4)
    return talk


def test_it_is_taught_from_its_name_to_the_way_out(held: Talk) -> None:
    # From the back, since that is where the first pose ends.
    stay = "Stay on your back, and let your legs rest for a moment."
    assert held.words.startswith(f"The reclined butterfly. {stay} {SETUP} Breathe in. And out, slowly.")
    assert "Let your knees be heavy." in held.words
    assert held.posture == Posture("back", Shape("butterfly"))
    assert held.words.endswith(
        "All the way out. Lift your knees with your hands, and put both feet on the floor. "
        "And that's it for this time. Rest, or say repeat that, or stop."
    )
    assert held.hear_out() == Place("butterfly", 0, Stage.DONE)
    assert held.posture == Posture("back")


def test_all_six_come_one_after_the_other_each_by_its_number(talk: Talk) -> None:
    names = [
        "First, the reclined shoelace.",
        "Second, knee hugs.",
        "Third, the seal stretch.",
        "Fourth, the deep squat.",
        "Fifth, downward facing dog.",
        "Last, the reclined butterfly.",
    ]
    for pose, name in zip(talk.coach.routine.poses, names, strict=True):
        assert name in talk.words
        assert talk.place.pose == pose.id
        assert ("that's all six" in talk.words) == (pose.id == "butterfly")
        talk.hear_out()
        assert talk.posture.shape is None
        talk.say("next_pose")
    assert talk.words == "That was the last one. Shall we begin again, from the first?"


def test_one_gets_to_it_from_where_the_pose_before_it_ends(talk: Talk) -> None:
    talk.say("go_to", pose="downward_dog")
    talk.hear_out()
    assert talk.words.endswith("For the reclined butterfly, say next pose.")
    talk.say("next_pose")
    # The rest after the dog leaves one anywhere.
    assert talk.words.startswith(f"Last, the reclined butterfly. {MOVE} {SETUP}")


def test_one_gets_from_it_to_any_other(held: Talk) -> None:
    held.say("go_to", pose="deep_squat")
    assert held.words.startswith(f"{OUT} The deep squat. Roll onto your side, push yourself up with your hands")


def test_a_pose_in_the_middle_moves_the_others_on() -> None:
    talk = somebody(content(at=2))
    names = ["Third, the reclined butterfly.", "Fourth, the seal stretch.", "Fifth, the deep squat.", "Last, downward"]
    for name in names:
        talk.hear_out()
        if name.startswith("Third"):
            talk.say("next_pose")
            talk.hear_out()
        talk.say("next_pose")
        assert talk.words.startswith(name)
    assert "that's all six" in talk.words


def test_whoever_pauses_comes_out_and_goes_back_to_the_same_breath(held: Talk) -> None:
    held.say("pause")
    assert held.words.startswith(f"{OUT} Paused.")
    held.hear_out()
    assert held.posture.shape is None
    held.say("resume")
    assert held.words.startswith("Back into the pose.")
    assert "Soles of your feet together, and let your knees fall open. Settle in. We go on at breath four" in held.words
    goes_on(held, breath=4)


def test_whoever_pauses_on_the_way_in_goes_on_from_the_first_step(talk: Talk) -> None:
    talk.hear_out()
    talk.say("go_to", pose="butterfly")
    talk.until(Stage.SETUP, step=3)
    talk.say("pause")
    assert talk.words.startswith(f"{OUT} Paused.")
    talk.hear_out()
    talk.say("resume")
    assert SETUP in talk.words


def test_whom_it_hurts_is_led_out_and_gently_back(held: Talk) -> None:
    held.say("hurts")
    assert held.words.startswith(f"{OUT} I'm glad you said so.")
    assert held.words.endswith("Shall we try it gentler?")
    held.hear_out()
    held.say("yes")
    assert held.words.startswith("Gently, then. Soles together, further from you, and a pillow under each knee.")
    assert "fall open" not in held.words
    goes_on(held, breath=4)


def test_strong_pain_ends_it_out_of_the_pose(held: Talk) -> None:
    held.say("hurts_badly")
    assert held.words.startswith(f"{OUT} Please stop here for today")
    assert held.last.reprompt is None


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("gentler", "For less, put a pillow under each knee. "),
        ("deeper", "For more, draw your heels in. "),
        ("how_to", "The soles of your feet are together, and your knees fall open. "),
        ("good_for", "It opens the inside of your thighs. "),
        ("where", "This is the reclined butterfly"),
        ("breaths_left", "Breath four of eight, and four more after it. "),
        ("whats_next", "This is the last one. "),
    ],
)
def test_it_is_spoken_of_in_the_hold_which_goes_on_at_the_same_breath(held: Talk, command: str, words: str) -> None:
    held.say(command)
    assert held.words.startswith(words)
    assert (held.place.pose, held.place.stage, held.place.breath) == ("butterfly", Stage.HOLD, 4)
    goes_on(held, breath=4)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("which_poses", "There are six: Reclined Shoelace, Knee Hugs, Seal Stretch, Deep Squat, Downward Facing Dog, "),
        ("go_to", "I know six poses: "),
        ("all_poses", "All six, then."),
    ],
)
def test_it_is_counted_and_named(talk: Talk, command: str, words: str) -> None:
    talk.hear_out()
    talk.say(command)
    assert talk.words.startswith(words)
    assert ("and Reclined Butterfly" in talk.words) == ("poses" in words or "six:" in words)


def test_whoever_asks_for_help_before_it_all_hears_of_six(talk: Talk) -> None:
    new = Talk(talk.coach, new_progress(talk.coach.routine))
    new.say("help")
    assert new.words.startswith("I talk you through six poses for the lower back")


def test_one_may_leave_out_the_others_or_it(talk: Talk) -> None:
    talk.hear_out()
    talk.say("only_first", number=6)
    assert talk.words.startswith("All right. From here: Knee Hugs,")
    assert "and Reclined Butterfly." in talk.words
    talk.say("leave_out", pose="butterfly")
    assert talk.words.startswith("All right, without the reclined butterfly, this time.")
    talk.say("go_to", pose="downward_dog")
    assert "And that's it for this time." in talk.words


def test_what_is_kept_of_it_comes_back(held: Talk) -> None:
    held.say("pause")
    assert from_json(held.progress.to_json(), held.coach.routine, held.progress.owed.to_json()) == held.progress
    held.hear_out()
    held.say("launch")
    assert held.words == "Welcome back. Shall we go on with the reclined butterfly, where you stopped?"


def test_on_a_screen_it_goes_by_its_name_until_somebody_draws_it() -> None:
    six = content()
    talk = somebody(six)
    talk.say("go_to", pose="butterfly")
    shown = directive_for(talk.last, talk.progress, six).to_dict()
    assert shown["datasources"]["lesson"]["name"] == "Reclined Butterfly"
    assert "butterfly" not in shown["document"]["graphics"]


class TestWithTwoSidesAndARestInAPositionOfItsOwn:
    """Nothing of the five has both."""

    @pytest.fixture
    def resting(self) -> Talk:
        """Somebody in the rest after it."""
        words = english()
        words["poses"].insert(5, tomllib.loads(BUTTERFLY + TWO_SIDES + REST))
        sit = {start: {"say": f"Come to sit, from {start}.", "wait": 5} for start in ("anywhere", *words["moves"])}
        words["moves"]["sitting"] = sit | {"sitting": {"say": "Stay sitting.", "wait": 2}}
        words["getting_up"]["steps"]["sitting"] = [{"say": "Lean forward, and come up.", "wait": 5}]
        for moves in words["moves"].values():
            moves.setdefault("sitting", {"say": "From sitting, come there.", "wait": 5})
        talk = somebody(read_content(words, "en.toml"))
        talk.hear_out()
        talk.say("pace", pace="quick")
        talk.say("go_to", pose="butterfly")
        talk.until(Stage.HOLD, rest=True)
        return talk

    def test_it_is_told_with_both_sides_and_the_way_to_the_rest(self, resting: Talk) -> None:
        assert resting.words.count("Eight breaths here, too.") == 1
        assert "Now let your feet be down. Come to sit, from back. Let your hands lie beside you." in resting.words
        assert resting.posture == Posture("sitting", Shape("feet_down"))

    @pytest.mark.parametrize("command", ["which_side", "other_side"])
    def test_the_rest_has_no_sides(self, resting: Talk, command: str) -> None:
        resting.say(command)
        assert resting.words.startswith("In this pose, both sides work together. Breathe in.")

    def test_this_side_again_in_the_rest_is_the_pose_again(self, resting: Talk) -> None:
        resting.say("repeat_side")
        assert "The reclined butterfly, once more." in resting.words
        assert resting.until(Stage.HOLD) == Place("butterfly", 0, Stage.HOLD, breath=1, phase=Phase.IN)

    def test_longer_in_the_rest_is_the_rest(self, resting: Talk) -> None:
        resting.say("hold_longer", number=1)
        assert resting.words.startswith("One more breath, then.")
        assert resting.progress.course.more_rest_breaths == 1

    def test_pain_in_it_leads_out_and_on_from_there(self, resting: Talk) -> None:
        resting.say("hurts")
        assert resting.words.startswith("Lift your hands, and look around. I'm glad you said so.")
        resting.hear_out()
        resting.say("previous_pose")
        assert resting.words.startswith("Downward facing dog. Your head will be low in this one.")
        assert "To leave it out, say, Alexa, next. From sitting, come there." in resting.words
