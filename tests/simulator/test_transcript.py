import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

import lambda_function
from simulator.__main__ import main
from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import Echo, Exchange
from simulator.script import Spoken, play
from simulator.transcript import Expected, Happened, TranscriptError, judge, locale_of, read_transcript, write

NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
LAUNCH = "Alexa, start lower back release"

WRITTEN = f"""
situation: She pauses
conversation:
  - say: {LAUNCH}
    hear: [welcome, breathe in]
    never: [goodbye]
  - say: Alexa, pause
    after: 65
    intent: AMAZON.PauseIntent
    mic: open
  - silence: true
  - say: Alexa, ask lower back release for the sphinx
    later: 2h
    slots: {{pose: seal_stretch}}
"""


def test_a_transcript_is_read_as_what_is_said_and_what_is_expected() -> None:
    assert read_transcript(WRITTEN) == (
        Expected(Spoken(LAUNCH), 1, 4, hear=("welcome", "breathe in"), never=("goodbye",)),
        Expected(Spoken("Alexa, pause", 65), 2, 7, intent="AMAZON.PauseIntent", mic="open"),
        Expected(Spoken(""), 3, 11),
        Expected(
            Spoken("Alexa, ask lower back release for the sphinx", later=timedelta(hours=2)),
            *(4, 12),
            slots={"pose": "seal_stretch"},
        ),
    )


def real_skill(request: dict[str, Any]) -> dict[str, Any]:
    return lambda_function.lambda_handler(request, None)


def an_echo() -> Echo:
    return Echo(real_skill, understanding_of("en-US"), Device())


def held(*said: tuple[float, str]) -> Iterator[Happened]:
    """A conversation as the page keeps it: what is said at so many seconds, and the silence in between."""
    echo, last = an_echo(), None
    for at, words in said:
        now = NOW + timedelta(seconds=at)
        turn = echo.hear(words, now) if words else echo.silence(now)
        yield Happened(turn, round((now - last.began).total_seconds(), 1) if last and words else None)
        last = turn


CONVERSATION = (
    *(
        (0, LAUNCH),
        (71.3, "Alexa, the sphinx"),
        (100, "Alexa, pause"),
        (230, ""),
        (260, ""),
        (262, "gibberish of mine"),
    ),
    *((900, "Alexa, ask lower back release to resume"), (930, "Alexa, ten breaths"), (935, "Alexa, stop")),
)


def test_what_happened_is_a_test_as_it_is() -> None:
    text = write("Somebody talks", held(*CONVERSATION))
    turns = read_transcript(text)
    again = list(play((each.said for each in turns), an_echo(), NOW))
    assert [judge(expected, turn) for expected, turn in zip(turns, again, strict=True)] == [()] * len(CONVERSATION)


def test_intent_slots_words_microphone_and_time_are_all_written() -> None:
    turns = yaml.safe_load(write("Somebody talks", held(*CONVERSATION)))["conversation"]
    assert turns[1] == {
        "say": "Alexa, the sphinx",
        "after": 70.3,
        "intent": "GoToPoseIntent",
        "slots": {"pose": "seal_stretch"},
        "hear": turns[1]["hear"],
        "mic": "open",
    }
    assert len(turns[1]["hear"][0].split()) == 8
    assert [turn.get("silence") for turn in turns[3:5]] == [True, True]
    assert turns[3]["hear"] == ["To go on, say resume. To leave it"]
    assert (turns[4]["intent"], turns[4]["mic"]) == ("SessionEndedRequest", "closed")
    assert turns[6]["later"] == "10m"


HEARD = Exchange(
    *("Alexa, the sphinx", "GoToPoseIntent", NOW, {"pose": "seal_stretch"}),
    ssml="<speak>First, breathe in. Then breathe out. Say next.</speak>",
    open=True,
)


@pytest.mark.parametrize(
    ("expected", "complaints"),
    [
        ({"intent": "AMAZON.PauseIntent"}, ["Intent: GoToPoseIntent, and not AMAZON.PauseIntent."]),
        ({"slots": {"pose": "knee_hugs"}}, ["Slot pose: seal_stretch, and not knee_hugs."]),
        ({"slots": {}}, ["Slot pose: seal_stretch, and none was recorded."]),
        (
            {"slots": {"breaths": "10", "pose": "seal_stretch"}},
            ["Slot breaths: none, and not 10."],
        ),
        ({"hear": ("hold your breath",)}, ["Not heard: 'hold your breath'."]),
        ({"hear": ("breathe out", "breathe in")}, ["Heard in another order: 'breathe in'."]),
        ({"hear": ("breathe in", "breathe in")}, ["Heard in another order: 'breathe in'."]),
        ({"never": ("BREATHE OUT",)}, ["Heard, and should not be: 'BREATHE OUT'."]),
        ({"mic": "closed"}, ["Microphone: open, and not closed."]),
        (
            {"intent": "AMAZON.HelpIntent", "hear": ("welcome",), "mic": "closed"},
            [
                "Intent: GoToPoseIntent, and not AMAZON.HelpIntent.",
                "Not heard: 'welcome'.",
                "Microphone: open, and not closed.",
            ],
        ),
        (
            {
                "intent": "GoToPoseIntent",
                "slots": {"pose": "seal_stretch"},
                "hear": ("FIRST", "breathe in", "breathe out"),
                "never": ("hold",),
                "mic": "open",
            },
            [],
        ),
        ({}, []),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, dict) else "",
)
def test_a_turn_that_is_played_again_is_judged(expected: dict[str, Any], complaints: list[str]) -> None:
    assert list(judge(Expected(Spoken("Alexa, the sphinx"), 1, 1, **expected), HEARD)) == complaints


def test_silence_and_the_reprompt_after_it_are_judged_as_well() -> None:
    text = f"situation: Nobody answers\nconversation:\n- say: {LAUNCH}\n"
    text += "- silence: true\n  hear: [goodbye]\n- silence: true\n  intent: AMAZON.HelpIntent\n  mic: open\n"
    turns = read_transcript(text)
    told = [judge(*each) for each in zip(turns, play((turn.said for turn in turns), an_echo(), NOW), strict=True)]
    assert told == [
        (),
        ("Not heard: 'goodbye'.",),
        ("Intent: SessionEndedRequest, and not AMAZON.HelpIntent.", "Microphone: closed, and not open."),
    ]


def test_what_was_not_for_the_skill_is_judged_by_its_intent() -> None:
    asleep = Exchange("hello", None, NOW)
    assert judge(Expected(Spoken("hello"), 1, 1, intent="AMAZON.HelpIntent"), asleep) == (
        "Intent: none, and not AMAZON.HelpIntent.",
    )


@pytest.mark.parametrize(
    ("turn", "complaint"),
    [
        ("{say: hello, hears: [hello]}", "a turn has no 'hears'; there are say, silence, after, later, intent, slots,"),
        ("{say: hello, silence: true}", "a turn has either words to `say`, or `silence: true`"),
        ("{hear: [hello]}", "a turn has either words to `say`, or `silence: true`"),
        ("{}", "a turn has either words to `say`, or `silence: true`"),
        ("{say: hello, say: hello}", "say is there twice"),
        ("{say: hello, slots: {pose: seal, pose: squat}}", "pose is there twice"),
        ("{say: 3}", "say has to be words; in quotation marks, where they are a number, yes or no"),
        ("{say: no}", "say has to be words; in quotation marks, where they are a number, yes or no"),
        ('{say: " "}', "say has to be words"),
        ("{say: [hello]}", "say has to be words"),
        ("{silence: false}", "silence can only be true"),
        ("{say: hello, hear: hello}", "hear has to be a list of words"),
        ("{say: hello, hear: []}", "hear has to be a list of words"),
        ("{say: hello, hear: [3]}", "each of what is in hear has to be words"),
        ("{say: hello, never: {a: b}}", "never has to be a list of words"),
        ("{say: hello, mic: ajar}", "mic is either open or closed"),
        ("{say: hello, intent: [HelpIntent]}", "intent has to be words"),
        ("{say: hello, intent: 3}", "intent has to be words"),
        ("{say: hello, slots: [a]}", "slots has to be a table of names and what is heard for them"),
        ("{say: hello, slots: {pose: [a]}}", "what is heard for one of the slots has to be words"),
        ("{say: hello, after: soon}", "after has to be a number of seconds"),
        ("{say: hello, after: -1}", "after has to be a number of seconds"),
        ("{say: hello, after: .inf}", "after has to be a number of seconds"),
        ("{say: hello, after: 2026-02-30}", "after has to be a number of seconds"),
        ("{say: hello, after: !!float secret}", "after has to be a number of seconds"),
        ("{say: hello, later: 5}", "later has to be a time such as 5m, 2h or 3d"),
        ("{say: hello, later: 99999d}", "later has to be a time such as 5m, 2h or 3d, at most 3650 days"),
        ("{say: hello, later: 3650d, after: 5}", "by then, more than 3650 days have passed"),
        ("hello", "a turn has to be a table"),
        ("{[say]: hello}", "a turn has no ''"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(turn: str, complaint: str) -> None:
    text = f"situation: Somebody tries something\n\nconversation:\n- say: {LAUNCH}\n- {turn}\n"
    with pytest.raises(TranscriptError) as refused:
        read_transcript(text)
    assert str(refused.value).startswith(f"Line 5: {complaint}")
    assert str(refused.value).endswith(".")


def test_a_mistake_in_a_long_list_is_named_with_its_own_line() -> None:
    with pytest.raises(TranscriptError, match=r"^Line 6: each of what is in hear has to be words"):
        read_transcript("situation: She\nconversation:\n- say: hello\n  hear:\n  - welcome\n  - 3\n")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Line 1: there is no conversation in this file."),
        ("hello", "Line 1: there is no conversation in this file."),
        ("- hello", "Line 1: there is no conversation in this file."),
        ("situation: She", "Line 1: there is no conversation in this file."),
        (
            "conversation: [{say: hello}]",
            "Line 1: there is no situation in this file, a sentence that says what it is about.",
        ),
        ("situation: 3\nconversation: [{say: hello}]", "Line 1: situation has to be words"),
        ("situation: She\nconversation: []", "Line 2: there is no conversation here, which is a list of turns."),
        ("situation: She\nconversation: hello", "Line 2: there is no conversation here, which is a list of turns."),
        ("situation: She\nmore: x\nconversation: [{say: hello}]", "Line 2: a transcript has no 'more'; there are"),
        ("a:\n  [", "Line 2: this is no YAML."),
        ("a: *nowhere", "Line 1: this is no YAML."),
        ("a: b\n---\na: b", "Line 2: this is no YAML."),
        ("a: b\nc: \0", "Line 2: this is no YAML."),
        ("conversation:\n- say: secret [\n  after: {\nERROR forged", "Line 4: this is no YAML."),
        ("[" * 700, "This is no YAML."),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_transcript_is_refused_in_a_sentence(text: str, complaint: str) -> None:
    with pytest.raises(TranscriptError) as refused:
        read_transcript(text)
    assert str(refused.value).startswith(complaint)


def test_a_complaint_repeats_no_more_than_a_few_words_of_a_file() -> None:
    text = f"situation: She\nconversation:\n- say: hello\n  ? it hurts here and {'there and ' * 50}\n  : yes\n"
    with pytest.raises(TranscriptError, match=r"^Line 4: a turn has no 'it hurts here and there…'; there are say,"):
        read_transcript(text)


def run(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], str]:
    """The exit code, what was understood turn by turn, and what was written on standard error."""
    code = main(["--script", str(file)])
    out, err = capsys.readouterr()
    return code, [json.loads(each)["intent"] for each in out.splitlines()], err


def test_as_a_script_a_transcript_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "she_pauses.yaml"
    file.write_text(write("Somebody talks", held(*CONVERSATION[:3])), encoding="utf-8")
    understood = ["LaunchRequest", "GoToPoseIntent", "AMAZON.PauseIntent"]
    assert run(file, capsys) == (0, understood, "")

    changed = file.read_text(encoding="utf-8").replace("GoToPoseIntent", "AMAZON.HelpIntent")
    file.write_text(changed, encoding="utf-8")
    line = 1 + changed.splitlines().index("- say: Alexa, the sphinx")
    complaint = f"turn 2, line {line}: Intent: GoToPoseIntent, and not AMAZON.HelpIntent.\n"
    assert run(file, capsys) == (1, understood, complaint)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (b"\xff\xfe\x00", "no.yml is no text"),
        (b"situation: She\nconversation:\n- say: hello\n- hello\n", "Line 4: a turn has to be a table"),
    ],
    ids=["binary", "a turn that is none"],
)
def test_a_transcript_that_is_none_is_refused_before_anything_is_played(
    written: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "no.yml"
    file.write_bytes(written)
    code, understood, err = run(file, capsys)
    assert (code, understood) == (1, [])
    assert says in err
    assert "Traceback" not in err


def test_a_conversation_in_another_locale_names_it_and_is_played_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    echo = Echo(real_skill, understanding_of("de-DE"), Device("de-DE"))
    begun = echo.hear("Alexa, starte Rücken lösen", NOW)
    text = write("Somebody talks", [Happened(begun, None), Happened(echo.hear("Alexa, Pause", NOW), 1.0)])
    assert yaml.safe_load(text)["locale"] == "de-DE"
    file = tmp_path / "deutsch.yaml"
    file.write_text(text, encoding="utf-8")
    assert run(file, capsys) == (0, ["LaunchRequest", "AMAZON.PauseIntent"], "")


def test_a_conversation_that_names_no_locale_is_in_american_english(tmp_path: Path) -> None:
    file = tmp_path / "she_pauses.yaml"
    file.write_text(write("Somebody talks", held(*CONVERSATION[:2])), encoding="utf-8")
    assert "locale" not in yaml.safe_load(file.read_text(encoding="utf-8"))
    assert locale_of(file) == "en-US"


@pytest.mark.parametrize("locale", ["fr-FR", "de", "[de-DE]", "3"])
def test_a_locale_that_nobody_speaks_here_is_named_with_its_line(locale: str) -> None:
    text = f"situation: Somebody tries something\nlocale: {locale}\nconversation:\n- say: {LAUNCH}\n"
    with pytest.raises(TranscriptError, match=r"^Line 2: locale has to be one of de-DE, .*es-US\.$"):
        read_transcript(text)


def test_words_in_another_form_are_not_judged_where_nothing_is_expected_of_them() -> None:
    (launched,) = held((0, LAUNCH))
    (expected,) = read_transcript(write("She starts", [launched]))
    silent = replace(launched.turn, ssml="")
    assert judge(expected, silent) == (f"Not heard: {expected.hear[0]!r}.",)
    assert judge(replace(expected, hear=()), silent) == ()
