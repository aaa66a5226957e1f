import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from lower_back_release.content import Content, content_for
from lower_back_release.content.reader import read_as
from lower_back_release.dialogue.answering import AnsweringWords
from lower_back_release.dialogue.moving import MovingWords
from lower_back_release.lesson.speaking_time import VoiceRate, speaking_time
from simulator.tools.calibrate import TableError, fit, main, mean_error, read_table
from simulator.tools.phrases import hold_phrases, sentences, worth_measuring

VOICE = VoiceRate(start=0.21, letter=0.068, comma=0.33, sentence=0.71)


@pytest.fixture(scope="session")
def content() -> Content:
    return content_for("en-US")


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def measured(content: Content) -> dict[str, float]:
    return {words: speaking_time(words, VOICE) for words in worth_measuring(content)}


def test_the_constants_of_a_voice_are_found_again_in_what_it_took(content: Content) -> None:
    table = measured(content)
    found = fit(table)
    assert (found.start, found.letter, found.comma, found.sentence) == pytest.approx(
        (0.21, 0.068, 0.33, 0.71), abs=1e-3
    )
    assert mean_error(found, table) < 0.005


def test_a_slip_of_the_stopwatch_hardly_moves_the_constants(content: Content) -> None:
    slips = (0.05, -0.05)
    table = {words: seconds + slips[n % 2] for n, (words, seconds) in enumerate(measured(content).items())}
    assert fit(table).letter == pytest.approx(VOICE.letter, rel=0.05)
    assert 0.03 < mean_error(fit(table), table) < 0.08


@pytest.mark.parametrize("name", ["device.csv", "device.toml"])
def test_a_table_is_read_from_csv_and_from_toml(tmp_path: Path, name: str) -> None:
    rows = {
        "device.csv": 'phrase,seconds\n"And out, slowly.",1.49\n\nSix., 0.7\n"Not yet measured.",""\n',
        "device.toml": '[phrases]\n"And out, slowly." = 1.49\n"Six." = 0.7\n',
    }
    assert read_table(write(tmp_path, name, rows[name])) == {"And out, slowly.": 1.49, "Six.": 0.7}


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("t.csv", '"In.",0.5\n"Out.",half\n', "t.csv, line 2: 'half' is no number"),
        ("t.csv", '"In.",0.5\n"Out.",nan\n', "t.csv, line 2: 'nan' is no number"),
        ("t.csv", '"In.",0.5\n"Out.",-1\n', "t.csv, line 2: 'Out.' can't take -1 seconds"),
        ("t.csv", '"In.",0.5\n"Out.",700\n', "t.csv, line 2: 'Out.' can't take 700 seconds"),
        ("t.csv", "In, and out.,1.2\n", "t.csv, line 1: .*3 columns"),
        ("t.csv", '"In.",0.5\n"In.",0.6\n', "t.csv, line 2: 'In.' comes twice"),
        ("t.csv", '"...",0.5\n', "t.csv, line 1: no words"),
        ("t.toml", '[phrases]\n"In." = "half"\n', "t.toml, 'In.': 'half' is no number"),
        ("t.toml", '[voice]\n"In." = 0.5\n', r"t.toml has no \[phrases\]"),
        ("t.toml", '"In. = 0.5\n', "t.toml: "),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_name(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint):
        read_table(write(tmp_path, name, text))


def test_too_few_phrases_are_refused() -> None:
    with pytest.raises(TableError, match="3 phrases can't tell 4 constants"):
        fit({"In.": 0.4, "Out.": 0.5, "And in.": 0.6})


def test_phrases_that_leave_a_constant_open_are_refused_with_its_name() -> None:
    with pytest.raises(TableError, match="'comma'"):
        fit({"In.": 0.4, "Out.": 0.5, "And in.": 0.6, "In. Out.": 1.4, "Breathe in.": 0.9})


def test_seconds_that_make_no_sense_are_refused() -> None:
    with pytest.raises(TableError, match="'letter'"):
        fit({"Breathe in, and out.": 0.4, "Out.": 2.0, "And in.": 1.4, "In. Out.": 1.9, "Breathe in.": 0.9})


def test_what_is_printed_is_a_voice_of_the_content(
    tmp_path: Path, content: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    table = measured(content)
    rows = "".join(f'"{words}",{seconds}\n' for words, seconds in table.items())
    assert main([str(write(tmp_path, "device.csv", rows))]) == 0
    printed = capsys.readouterr().out
    voice = read_as(VoiceRate, tomllib.loads(printed)["voice"], "voice")
    assert replace(voice, phrases=None) == fit(table)
    assert voice.phrases == {words: table[words] for words in hold_phrases(content.routine)}
    assert "Mean error" in printed


def test_a_table_that_is_not_there_is_an_error_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.csv")]) == 1
    assert "none.csv" in capsys.readouterr().err


def test_the_phrases_to_measure_come_as_a_table_to_fill_in(
    tmp_path: Path, content: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--phrases"]) == 0
    file = write(tmp_path, "device.csv", capsys.readouterr().out)
    assert read_table(file) == {}
    filled = file.read_text(encoding="utf-8").replace(',""', ',"1.5"')
    assert tuple(read_table(write(tmp_path, "filled.csv", filled))) == worth_measuring(content)


def test_everything_said_in_a_hold_is_worth_measuring_and_the_rest_is_varied(content: Content) -> None:
    phrases = worth_measuring(content)
    others = phrases[len(hold_phrases(content.routine)) :]
    assert phrases[: -len(others)] == hold_phrases(content.routine)
    assert len(set(others)) == len(others) == 20
    assert {line.say for pose in content.routine.poses for line in pose.reminders} <= set(phrases)
    assert max(map(len, others)) > 4 * min(map(len, others))


def test_every_sentence_of_the_content_is_spoken_as_it_would_be(content: Content) -> None:
    said = sentences(content)
    assert {
        content.words.of(AnsweringWords).trouble,
        content.words.of(MovingWords).stop,
        *(pose.gentler for pose in content.routine.poses),
    } <= set(said)
    assert not any("{" in words for words in said)
    assert len(set(said)) == len(said)
