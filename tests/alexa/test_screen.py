"""What a device with a screen is sent, and what it sends back."""

import json
import math
from copy import deepcopy
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Response

from lambda_function import lambda_handler
from lower_back_release.alexa.commands import INTENTS, command_of_touch
from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.figures import FIGURES, WIDTH, figure
from lower_back_release.alexa.layout import COLORS
from lower_back_release.alexa.plain import PlainSerializer
from lower_back_release.alexa.screen import FLOW_WAIT_SECONDS, WIDEST_SIDE, WIDEST_WORD, directive_for, width
from lower_back_release.alexa.speech import ssml
from lower_back_release.content import content_for
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.reply import Answer, Reply
from lower_back_release.dialogue.turn import Setting
from lower_back_release.lesson.breath import PACES, Phase
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.progress import Progress, new_progress
from simulator.ears.understanding import understanding_of
from simulator.heard.ssml import plain_text
from tests.alexa.recorded import intent, recorded
from tests.rules import LARGEST_RESPONSE, check

CONTENT = content_for("en-US")
ROUTINE = CONTENT.routine
NOW = 1_800_000_000_000


def seen_by(event: dict[str, Any]) -> dict[str, Any]:
    """The same request, from a device with a screen."""
    event = deepcopy(event)
    event["context"]["System"]["device"]["supportedInterfaces"] = {
        "Alexa.Presentation.APL": {"runtime": {"maxVersion": "1.4"}}
    }
    return event


def ask(event: dict[str, Any]) -> dict[str, Any]:
    response: dict[str, Any] = json.loads(json.dumps(lambda_handler(event, None)))
    check(response)
    return response


def touch(arguments: list[Any], attributes: dict[str, Any]) -> dict[str, Any]:
    event = seen_by(recorded("launch"))
    event["request"] |= {
        "type": "Alexa.Presentation.APL.UserEvent",
        "token": "lower-back-release",
        "arguments": arguments,
        "source": {"type": "TouchWrapper", "handler": "Press", "id": "choice0"},
        "components": {},
    }
    event["session"] |= {"new": False, "attributes": attributes}
    return event


def directive(response: dict[str, Any]) -> dict[str, Any]:
    (only,) = response["response"]["directives"]
    return dict(only)


def choices(response: dict[str, Any]) -> dict[str, list[str]]:
    waiting = directive(response)["datasources"]["waiting"]
    return {each["words"]: each["wish"] for each in waiting["choices"]}


def turn(progress: Progress, command: str, **named: Any) -> Answer:
    return coach_of(CONTENT).turn(progress, Command(command, **named), NOW, Setting(screen=True))


def render(reply: Reply, progress: Progress) -> dict[str, Any]:
    shown: dict[str, Any] = directive_for(reply, progress, CONTENT).to_dict()
    return shown


def commands(shown: dict[str, Any]) -> list[dict[str, Any]]:
    (mounted,) = shown["document"]["onMount"]
    return list(mounted["commands"])


def test_a_device_with_a_screen_is_sent_a_document() -> None:
    shown = directive(ask(seen_by(recorded("launch"))))
    assert shown["type"] == "Alexa.Presentation.APL.RenderDocument"
    assert shown["document"]["version"] == "1.4"
    assert "import" not in shown["document"]


def test_a_document_goes_out_as_the_sdk_would_send_it() -> None:
    progress, reply = turn(new_progress(ROUTINE), "launch")
    shown = Response(directives=[directive_for(reply, progress, CONTENT)])
    sent = PlainSerializer().serialize(shown)
    assert sent == DefaultSerializer().serialize(shown)
    assert json.loads(json.dumps(sent)) == sent


def test_a_device_without_one_is_not() -> None:
    assert "directives" not in ask(recorded("launch"))["response"]


def test_a_conversation_that_ends_leaves_nothing_on_the_screen() -> None:
    assert "directives" not in ask(seen_by(intent("AMAZON.StopIntent")))["response"]


@pytest.mark.parametrize("pose", [pose.id for pose in ROUTINE.poses])
@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_the_circle_breathes_with_the_words_to_the_millisecond(pose: str, pace: Any) -> None:
    progress, _ = turn(new_progress(ROUTINE), "pace", pace=pace.name)
    progress, reply = turn(progress, "go_to", pose=pose)
    shown = commands(render(reply, progress))
    for phase, name in ((Phase.IN, "In"), (Phase.OUT, "Out")):
        spoken = [
            (round(start * 1000), round(cue.seconds * 1000))
            for start, cue in zip(reply.said.starts, reply.said.cues, strict=True)
            if cue.place.phase is phase
        ]
        assert [(each["at"], each["ms"]) for each in shown if each["type"] == name] == spoken
        assert {ms for _, ms in spoken} == {round(pace.phase_seconds(phase) * 1000)}


def test_the_number_of_the_breath_is_that_of_the_words() -> None:
    progress, reply = turn(new_progress(ROUTINE), "launch")
    counted = [each["n"] for each in commands(render(reply, progress)) if each["type"] == "In"]
    assert counted == [*range(1, 9), *range(1, 9)]


def test_a_hold_says_of_how_many_and_a_rest_has_its_own_number() -> None:
    progress, reply = turn(new_progress(ROUTINE), "go_to", pose="seal_stretch")
    holds = [each["of"] for each in commands(render(reply, progress)) if each["type"] == "Hold"]
    assert holds == ["of 8", "of 3"]


def test_words_of_the_setup_stand_there_as_they_are_said() -> None:
    progress, reply = turn(new_progress(ROUTINE), "launch")
    shown = render(reply, progress)
    lesson = shown["datasources"]["lesson"]
    written = [lesson["few"] + lesson["some"] + lesson["many"]]
    written += [each["few"] + each["some"] + each["many"] for each in commands(shown) if each["type"] == "Words"]
    said = [cue.words for cue in reply.said.cues if cue.place.phase is None and cue.place.stage is not Stage.DONE]
    assert written == [words for words in said if words]


@pytest.mark.parametrize("pose", ROUTINE.poses, ids=[pose.id for pose in ROUTINE.poses])
def test_every_pose_every_side_and_every_rest_is_drawn(pose: Any) -> None:
    progress, reply = turn(new_progress(ROUTINE), "go_to", pose=pose.id)
    shown = render(reply, progress)
    drawn = [(each["pose"], each["mirrored"]) for each in shown["datasources"]["lesson"]["figures"]]
    sides = [(pose.id, side > 0) for side in range(pose.sides_count)]
    assert drawn == sides + ([(pose.rest.id, False)] if pose.rest else [])
    for name, _ in drawn:
        assert shown["document"]["graphics"][name]["items"]


def test_the_side_that_is_led_first_is_drawn_and_named_first() -> None:
    progress, _ = turn(new_progress(ROUTINE), "side_first", side="left")
    progress, reply = turn(progress, "start")
    shown = render(reply, progress)
    lesson = shown["datasources"]["lesson"]
    assert [each["mirrored"] for each in lesson["figures"]] == [True, False]
    assert lesson["side"] == "left leg on top"
    changes = [each["side"] for each in commands(shown) if each["type"] == "Scene"]
    assert changes == ["right leg on top"]


def test_there_is_room_for_the_breaths_of_the_side_that_has_more() -> None:
    progress, _ = turn(new_progress(ROUTINE), "launch")
    progress, reply = turn(progress.with_course(more_by_side=(0, 2)), "resume")
    assert render(reply, progress)["datasources"]["lesson"]["digits"] == 2


def test_there_is_no_figure_that_nothing_shows() -> None:
    assert set(FIGURES) == {pose.id for pose in ROUTINE.poses} | {pose.rest.id for pose in ROUTINE.poses if pose.rest}


def points(path: str) -> list[tuple[int, int]]:
    """Where the lines of a path begin and end, and what its curves bend to."""
    bare = (point.split(",") for point in path.translate(str.maketrans("MLQZ", "    ")).split())
    return [(int(x), int(y)) for x, y in bare]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_keeps_to_its_paper(name: str) -> None:
    drawn = figure(name)
    for _, path in FIGURES[name]:
        for x, y in points(path):
            assert 10 <= x <= drawn["width"] - 10
            assert 10 <= y <= drawn["height"] - 10


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_on_the_floor_or_on_a_mat(name: str) -> None:
    # Without one, somebody who lies and is seen from above can't be told from somebody who sits.
    kinds = [kind for kind, _ in FIGURES[name]]
    assert kinds[0] == "mat" or kinds[:2] == ["gap floor", "floor"], "there is none, or it would hide the body"
    on_mat = kinds[0] == "mat"
    ground, body = FIGURES[name][0 if on_mat else 1][1], FIGURES[name][1 if on_mat else 2 :]
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*points(ground), strict=True))
    for kind, path in body:
        for x, y in points(path):
            if not on_mat:
                assert left < x < right
                assert y < top
            elif kind in ("head", "neck", "front"):
                assert left < x < right
                assert top < y < bottom


@pytest.mark.parametrize("pose", [pose.id for pose in ROUTINE.poses if pose.sides])
def test_two_sides_differ_in_shape_and_not_only_in_color(pose: str) -> None:
    ((x, _),) = next(points(path) for kind, path in FIGURES[pose] if kind in ("head", "gap head"))
    assert (WIDTH - x) - x > WIDTH / 2, "in the mirror image, the other side, the head is hardly anywhere else"


@pytest.mark.parametrize("pose", [pose.id for pose in ROUTINE.poses if pose.sides])
def test_the_leg_that_a_side_is_named_for_is_seen_without_color_to_be_in_front(pose: str) -> None:
    items = figure(pose)["items"]
    kinds = [kind for kind, _ in FIGURES[pose]]
    named, far = kinds.index("named leg"), kinds.index("far leg")
    gap, leg = items[named - 1], items[named]
    assert far < named - 1
    assert gap["pathData"] == leg["pathData"]
    assert gap["stroke"] == COLORS["night"]
    # From three metres it is a minute of arc wide on either side, which eyes of normal sharpness tell apart. A Show 5
    # is 62.5 mm high, the circle 0.86 of that, the paper 0.94 of the circle (docs/screens.md, documents/lesson.json).
    millimetres = (gap["strokeWidth"] - leg["strokeWidth"]) / 2 * 62.5 * 0.86 * 0.94 / WIDTH
    assert math.degrees(millimetres / 3000) * 60 >= 1


def test_asked_for_a_time_one_can_touch_a_no_and_nothing_that_is_no_time() -> None:
    progress, reply = turn(new_progress(ROUTINE), "remind_me")
    waiting = render(reply, progress)["datasources"]["waiting"]
    assert (waiting["heading"], waiting["name"]) == ("When?", "")
    assert [choice["words"] for choice in waiting["choices"]] == ["no", "stop"]


@pytest.mark.parametrize("guidance", Guidance)
@pytest.mark.parametrize("pose", [pose.id for pose in ROUTINE.poses])
def test_the_longest_answers_stay_within_the_limit(pose: str, guidance: Guidance) -> None:
    progress = new_progress(ROUTINE)
    for command, number in (("breaths", 10), ("hold_longer", 10)):
        progress, _ = turn(progress, command, number=number)
    if guidance is not Guidance.USUAL:
        progress, _ = turn(progress, "more_guidance" if guidance is Guidance.MORE else "less_guidance")
    progress, reply = turn(progress, "go_to", pose=pose)
    whole = {
        "directive": render(reply, progress),
        "ssml": ssml(reply.said) + (ssml(reply.reprompt) if reply.reprompt else ""),
        "progress": progress.to_json(),
    }
    assert len(json.dumps(whole).encode()) < LARGEST_RESPONSE - 500


def places() -> dict[str, dict[str, Any]]:
    """Answers that end in each of the ways one can wait."""
    begun = ask(seen_by(recorded("launch")))
    paused = ask(seen_by(intent("AMAZON.PauseIntent")))
    which = touch([], paused["sessionAttributes"]) | {"request": intent("GoToPoseIntent")["request"]}
    flowing = ask(seen_by(intent("KeepGoingIntent")))
    last = intent("GoToPoseIntent")
    last["session"]["attributes"]["progress"] |= {"pose": "downward_dog", "stage": "setup"}
    last["request"]["intent"] = {"name": "RepeatPoseIntent", "confirmationStatus": "NONE"}
    forget = ask(seen_by(intent("ForgetMeIntent")))
    return {
        "between": begun,
        "paused": paused,
        "which pose": ask(which),
        "flowing": flowing,
        "end": ask(seen_by(last)),
        "question": forget,
    }


@pytest.mark.parametrize("place", places())
def test_what_can_be_touched_can_be_said_and_means_the_same(place: str) -> None:
    understanding = understanding_of("en-US")
    for words, (command, *_) in choices(places()[place]).items():
        heard = INTENTS.get(understanding.intent(words).name)
        assert heard == command, f"{words!r} is heard as {heard}"


def test_a_touch_does_what_the_words_do() -> None:
    begun = ask(seen_by(recorded("launch")))
    response = ask(touch(choices(begun)["next pose"], begun["sessionAttributes"]))
    assert "knee hugs" in plain_text(response["response"]["outputSpeech"]["ssml"])
    assert response["sessionAttributes"]["progress"]["pose"] == "knee_hugs"


def test_a_touch_can_name_a_pose() -> None:
    which = places()["which pose"]
    response = ask(touch(choices(which)["Deep Squat"], which["sessionAttributes"]))
    assert response["sessionAttributes"]["progress"]["pose"] == "deep_squat"


def test_what_comes_too_late_changes_nothing_and_says_nothing() -> None:
    begun = ask(seen_by(recorded("launch")))
    later = seen_by(intent("AMAZON.NextIntent"))
    later["request"]["timestamp"] = "2027-01-15T08:01:00Z"
    gone_on = ask(later)["sessionAttributes"]
    response = ask(touch(choices(begun)["next pose"], gone_on))
    assert response["response"] == {}
    assert response["sessionAttributes"] == gone_on


@pytest.mark.parametrize(
    "arguments", [[], None, ["next_pose"], ["dance", "1"], [1, 2], [{"next_pose": 1}], ["next_pose", 5, 6]], ids=str
)
def test_a_touch_that_is_not_ours_changes_nothing(arguments: Any) -> None:
    attributes = ask(seen_by(recorded("launch")))["sessionAttributes"]
    response = ask(touch(arguments, attributes))
    assert response["response"] == {}


def test_a_touch_is_understood_in_a_request_newer_than_the_sdk() -> None:
    begun = ask(seen_by(recorded("launch")))
    event = touch(choices(begun)["next pose"], begun["sessionAttributes"])
    event["context"]["Viewport"] = {"shape": "HEXAGON"}
    response = ask(event)
    assert response["sessionAttributes"]["progress"]["pose"] == "knee_hugs"
    assert directive(response)


def test_a_touch_needs_its_own_answer() -> None:
    assert command_of_touch(["next_pose", "7"], 7, ROUTINE) == Command("next_pose")
    assert command_of_touch(["next_pose", "7"], 8, ROUTINE) is None


def test_keep_going_by_yourself_begins_the_next_pose_without_a_word() -> None:
    flowing = ask(seen_by(intent("KeepGoingIntent")))
    assert flowing["response"]["shouldEndSession"] is False
    progress, reply = turn(new_progress(ROUTINE), "keep_going")
    *_, event = commands(render(reply, progress))
    assert event["type"] == "SendEvent"
    assert event["delay"] == round((reply.said.seconds + FLOW_WAIT_SECONDS) * 1000)

    *_, sent = commands(directive(flowing))
    response = ask(touch(sent["arguments"], flowing["sessionAttributes"]))
    assert response["sessionAttributes"]["progress"]["pose"] == "deep_squat"
    assert response["response"]["shouldEndSession"] is False


def test_without_a_screen_it_stays_with_the_words() -> None:
    response = ask(intent("KeepGoingIntent"))
    assert "Without a screen" in plain_text(response["response"]["outputSpeech"]["ssml"])
    assert response["response"]["shouldEndSession"] is False


def test_a_device_without_a_screen_has_a_card_with_the_pose_and_the_words_to_say() -> None:
    card = ask(recorded("launch"))["response"]["card"]
    assert card["title"] == "Reclined Shoelace"
    assert "next pose" in card["content"]


def test_another_pose_has_another_card_and_an_aside_has_none() -> None:
    assert ask(intent("AMAZON.NextIntent"))["response"]["card"]["title"] == "Deep Squat"
    assert "card" not in ask(intent("BreathsLeftIntent"))["response"]
    assert "card" not in ask(seen_by(recorded("launch")))["response"]


@pytest.mark.parametrize("locale", ["en-US", "de-DE", "es-ES"])
def test_no_word_of_a_name_is_wider_than_its_room(locale: str) -> None:
    content = content_for(locale)
    for pose in content.routine.poses:
        progress, reply = coach_of(content).turn(
            new_progress(content.routine), Command("go_to", pose=pose.id), NOW, Setting(screen=True)
        )
        lesson = directive_for(reply, progress, content).to_dict()["datasources"]["lesson"]
        words = [word for name in (pose.name, pose.rest.name if pose.rest else "") for word in name.split()]
        assert max(map(width, words)) * lesson["fits"] <= WIDEST_WORD + 0.1
        longest_side = max((width(side.name) for side in pose.sides), default=0)
        assert longest_side * lesson["sideFits"] <= WIDEST_SIDE + 0.1
        assert lesson["fits"] == lesson["sideFits"] == 1 or locale != "en-US"
