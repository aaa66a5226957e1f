"""No instruction is spoken that the body can't follow, and nobody is left in a shape."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.content import FILES, spoken_in
from lower_back_release.memory.forgetful import Forgetful
from simulator.languages import language_of
from tests.conversation import FOLDER, load, perform
from tests.mannequin.__main__ import main
from tests.mannequin.body import POSITIONS, Body, pieces
from tests.mannequin.instructions import Instruction, content, parts, table
from tests.mannequin.walk import Walk, says, step
from tests.wishes import asking, intents

NOWHERE = "XX"
"""A country that says nothing otherwise than its language."""

OTHERWISE = re.compile(r"^locale: es-(MX|US)$", re.MULTILINE)
"""Countries with instructions of their own, which the body hasn't learned: it knows those of their language."""

LANGUAGES = sorted(name for name in FILES if "-" not in name)

BODILY = re.compile(
    r"\b(rest|lie|lying|stay|sit|sink|stand|kneel|roll|lower|lift|bend|push|press|walk your|hands?|legs?|knees?|feet|"
    r"breathe|goodbye|come (down|up|onto)|cross|hug|hold (behind|your)|get up)\b",
    re.IGNORECASE,
)
"""Words by which a sentence may ask something of a body."""

TALK = {
    "Call {number} now. I can't call for you. If you have no phone, call out for somebody, and stay "
    "as you are until they come.",
    "Let's not stay longer in this one today.",
    "Lie down, or sit with your head low, until it has passed. Then get up slowly. Please leave it for today. If it "
    "doesn't pass soon, get help right away. Goodbye, and take good care.",
    "Please stop here for today, and talk to a doctor about it. If it's in both legs, or between your legs, or you "
    "can't hold your bladder or bowels, that's an emergency. Then call for help now. Goodbye, and take good care.",
    "This one is done lying down, and it's the last of those.",
    "Let's not take this one any deeper today.",
    "Rest as long as you like. For what comes next, say next pose. To leave, say stop.",
    "Rest as long as you like. For today it may be best to leave it there. To leave, say stop.",
    "Each hold slows down a little from here, breath by breath. For breaths of one length again, say, even breaths.",
    "That's how we breathe already. For breaths of one length, say, even breaths.",
    "Rest as long as you like. Shall we leave it there for today? Say yes, or name a pose.",
    "I can breathe slow, gentle, or quick. You can also say slower, or faster.",
    "I talk you through {count} poses for the lower back, and breathe with you in each. You can start the routine, or "
    "name a pose, like knee hugs. Shall we begin?",
    "What's still to come isn't done lying down. To lie down and rest, say, final rest. To end here, say, that's it "
    "for today.",
    "That's how we breathe already.",
    "Breathe as you like, just now.",
    "It's time for Lower Back Release.",
    "That would be {when}. Alexa then says, it's time for Lower Back Release.",
    "If something hurts, say, it hurts. Say pause to rest. Say next pose to move on.",
    "If I'm gone by then, say, Alexa, open lower back release.",
    "I can't judge that from here. Please ask a doctor who knows you, before you go on.",
    "You can go on to the next pose, do this one again, go back, or name another, like knee hugs. You can also leave a "
    "pose out, or say slower, or ten breaths. Shall we go on?",
}
"""Sentences that hold such a word, and ask nothing."""


def test_every_other_sentence_that_asks_something_of_a_body_is_in_the_table() -> None:
    known = {instruction.say for instruction in table()}
    said = {line for part, line in parts() if part not in ("poses", "moves", "hold", "ease_out")}
    asking_something = {line for line in said if BODILY.search(_without_examples(line))}
    assert sorted(asking_something - known - TALK) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_nothing_that_is_never_said(language: str) -> None:
    said = {line for _, line in parts(language)}
    assert sorted({instruction.say for instruction in table(language)} - said) == []


def test_a_row_leaves_a_posture_that_there_is() -> None:
    shapes = {pose["id"] for pose in content()["poses"]}
    shapes |= {pose["rest"]["id"] for pose in content()["poses"] if "rest" in pose}
    for instruction in table():
        assert instruction.leaves is None or instruction.leaves.split(" ")[0] in shapes | POSITIONS, instruction


def _without_examples(line: str) -> str:
    return re.sub(r"knee hugs|hold longer|repeat|rest (instead|of)", "", line, flags=re.IGNORECASE)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(file, id=file.stem, marks=[pytest.mark.slow] if n % 4 else [])
        for n, file in enumerate(sorted(FOLDER.glob("*.yaml")))
        if not OTHERWISE.search(file.read_text(encoding="utf-8"))
    ],
)
def test_every_dialogue_can_be_followed(file: Path) -> None:
    conversation = load(file)
    language = spoken_in(conversation.locale)
    alexas = language_of(language).permission.asks
    skill, body, before = build_skill(Forgetful()), Body(language), None
    for expected, turn in perform(conversation, lambda request: respond(skill, request)):
        if before is not None and expected.said.after is not None:
            body.listen(before.ssml.replace(alexas, ""), expected.said.after)
        elif before is not None:
            body.listen(before.ssml.replace(alexas, ""))
        if expected.said.later:
            assert body.complaints == [], expected.where
            body, before = Body(language), None
        says(body, turn.intent)
        if before is not None and not before.open:
            assert body.shapes == [], f"{expected.where}: nobody says more, and the body is in {body.shapes}"
            body = Body(language)
        assert body.complaints == [], expected.where
        before = turn
    if before is not None:
        body.listen(before.ssml.replace(alexas, ""))
    assert body.complaints == []


class Conversation(RuleBasedStateMachine):
    """Anything, at any second. What fails is shrunk to a few words."""

    def __init__(self) -> None:
        super().__init__()
        self.walk = Walk()

    @initialize(screen=st.booleans(), form=st.sampled_from(Form))
    def switch_on(self, screen: bool, form: Form) -> None:
        self.walk = Walk(screen=screen, form=form)

    @rule(
        name=st.sampled_from([None, *intents()]),
        value=st.integers(0, 15),
        part=st.floats(0, 1.1),
    )
    def say(self, name: str | None, value: int, part: float) -> None:
        intent = asking(name, value) if name else None
        self.walk.say(intent, round(part * self.walk.seconds))

    @rule(words=st.sampled_from(["next pose", "repeat that", "stop", "pause", "yes"]), part=st.floats(0, 1.1))
    def touch(self, words: str, part: float) -> None:
        if words in self.walk.touches:
            self.walk.touch(words, round(part * self.walk.seconds))

    @rule(minutes=st.integers(1, 60))
    def be_silent_and_come_back(self, minutes: int) -> None:
        self.walk.say(None, round(self.walk.seconds) + 60 * minutes)

    @invariant()
    def can_be_followed(self) -> None:
        assert self.walk.body.complaints == [], "\n".join(self.walk.said)


Conversation.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestConversation = Conversation.TestCase


def test_by_itself_it_tells_how_many_turns_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--turns", "24", "--seed", "5"]) == 0
    assert capsys.readouterr().out == "24 turns, 0 kinds of complaint\n"


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 20))])
def test_a_random_conversation_can_be_followed_in_every_language(language: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - to be repeatable is the point
    walk = Walk(bool(seed % 2), f"{language}-{NOWHERE}", form=Form.APLA if seed % 4 in (2, 3) else Form.SSML)
    for _ in range(15):
        step(walk, chance)
        assert walk.body.complaints == [], "\n".join(walk.said)


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 50))])
def test_a_random_conversation_can_be_followed(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - to be repeatable is the point
    walk = Walk(screen=bool(seed % 2), form=Form.APLA if seed % 4 in (2, 3) else Form.SSML)
    for _ in range(15):
        step(walk, chance)
        assert walk.body.complaints == [], "\n".join(walk.said)


class TestBody:
    """That it notices."""

    def heard(self, *said: str, pause: int = 8000) -> Body:
        body = Body()
        body.listen("<speak>" + f' <break time="{pause}ms"/> '.join((*said, "")) + "</speak>")
        return body

    def test_an_instruction_from_the_wrong_position(self) -> None:
        body = self.heard(
            "Lie down on your back, knees bent.", "Press into your hands, and lift your hips up and back."
        )
        assert body.complaints == [
            "'Press into your hands, and lift your hips up and back.' at 10.6 s can't be followed from: back"
        ]

    def test_a_breath_in_no_shape(self) -> None:
        assert self.heard("Lie down on your back, knees bent.", "Breathe in.").complaints

    def test_a_breath_on_the_other_side_than_the_one_named(self) -> None:
        down = "Lie down on your back, knees bent."
        left = "Your left leg is on top. Hold your ankles or feet, and draw them gently in."
        assert self.heard(down, "Cross your left leg over your right.", left).complaints == []
        assert self.heard(down, "Cross your right leg over your left.", left).complaints

    def test_words_that_are_not_of_the_content(self) -> None:
        assert self.heard("Hop on one leg.").complaints == [
            "'Hop on one leg.' at 0.0 s is nothing that the content says"
        ]

    def test_in_the_middle_of_a_move_what_follows_must_fit_both(self) -> None:
        body = self.heard("Lie down on your back, knees bent.")
        roll = '<speak>Roll slowly onto one side, and over onto your belly. <break time="9000ms"/></speak>'
        body.listen(roll, 5)
        assert body.possible == {"back", "belly"}
        body.listen('<speak>Roll onto your side, and push up onto your hands and knees. <break time="9s"/></speak>')
        assert body.complaints

    def test_two_sides_of_different_length(self) -> None:
        body = self.heard(
            "Lie down on your back, knees bent.",
            "Cross your right leg over your left.",
            "Settle in, for eight breaths.",
            "Breathe in.",
            "Uncross your legs.",
            "Cross your left leg over your right.",
            "Eight breaths here, too.",
            "Breathe in.",
            "Halfway.",
            "Uncross your legs, and put both feet on the floor.",
        )
        assert len(body.complaints) == 1
        assert "ends a side of" in body.complaints[0]

    def test_a_conversation_that_ends_in_a_shape(self) -> None:
        walk = Walk()
        walk.body.possible = frozenset({"seal_stretch"})
        good = {"type": "SSML", "ssml": "<speak>Good.</speak>"}
        walk._answer({"response": {"shouldEndSession": True, "outputSpeech": good}})
        assert walk.body.complaints == ["the conversation ends, and the body is in: seal_stretch"]

    def test_its_time_is_that_of_the_words_and_the_breaks(self) -> None:
        first, second = pieces('<speak>Lie down on your back, knees bent. <break time="6000ms"/> Good.</speak>')
        assert (first.words, first.silence, second.words) == ("Lie down on your back, knees bent.", 6.0, "Good.")
        assert second.start == pytest.approx(first.spoken + 6)


def test_a_row_without_a_posture_would_be_of_no_use() -> None:
    assert [row for row in table() if not row.at or not isinstance(row, Instruction)] == []
