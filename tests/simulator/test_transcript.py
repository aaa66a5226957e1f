import pytest

from simulator.script import Spoken
from simulator.transcript import TranscriptError, read_transcript

WRITTEN = """
situation: She pauses
conversation:
  - say: Alexa, start lower back release
    hear: [welcome]
  - say: Alexa, pause
    after: 65
    mic: open
  - silence: true
"""


def test_a_transcript_is_read_as_what_is_said() -> None:
    said = [Spoken("Alexa, start lower back release"), Spoken("Alexa, pause", 65), Spoken("")]
    assert list(read_transcript(WRITTEN)) == said


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("hello", "no conversation"),
        ("conversation: []", "no conversation"),
        ("conversation: [hello]", "Turn 1 says nothing"),
        ("conversation: [{say: hello}, {say: 3}]", "Turn 2 says nothing"),
        ("conversation: [{say: hello, after: soon}]", "Turn 1 says nothing"),
        ("conversation: [{say: hello}, {}]", "Turn 2 says nothing"),
        ("a: [", "no YAML"),
    ],
)
def test_what_is_no_transcript_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(TranscriptError, match=complaint):
        list(read_transcript(text))


@pytest.mark.parametrize(
    "text",
    [
        "conversation:\n- {say: hi, after: 2026-02-30}",
        "[" * 700,
        "x: 2024-99-99",
        "x: !!float secret",
        "x: !!bool secret",
        "conversation:\n- say: secret [\n  after: {\nERROR forged",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_yaml_is_refused_without_its_words(text: str) -> None:
    with pytest.raises(TranscriptError, match=r"^This is no YAML(, in line \d+)?\.$"):
        list(read_transcript(text))
