"""What the page's recogniser makes of somebody who speaks."""

from pathlib import Path

import pytest

from simulator.ears.recogniser import Recogniser, RecordingError, Utterance
from simulator.voice.engine import Voice
from simulator.voice.sound import Pcm, silence
from tests.page.browser import LAUNCH, Visitor, microphone, real_skill, running, served

pytestmark = pytest.mark.sound


def said(voice: Voice, words: str, *, quiet_after: float) -> bytes:
    """A recording of words, with a second of quiet before them."""
    before, after = (silence(round(seconds * voice.rate), voice.rate).frames for seconds in (1.0, quiet_after))
    return Pcm(before + voice.say(words).frames + after, voice.rate).wav()


@pytest.mark.parametrize("words", ["Alexa, next pose", "Pause", "Yes"])
def test_somebody_has_finished_when_they_have_been_quiet_for_a_while(
    recogniser: Recogniser, hibari: Voice, words: str
) -> None:
    assert recogniser.speech(said(hibari, words, quiet_after=0.3)) == Utterance(begun=True, over=False)
    assert recogniser.speech(said(hibari, words, quiet_after=1.2)) == Utterance(begun=True, over=True)


def test_quiet_is_no_speech(recogniser: Recogniser) -> None:
    quiet = silence(3 * 16000, 16000).wav()
    assert recogniser.speech(quiet) == Utterance(begun=False, over=False)
    assert recogniser.words(quiet) == ""


def test_what_is_no_sound_is_refused(recogniser: Recogniser) -> None:
    for recording in (b"", b"hello"):
        with pytest.raises(RecordingError):
            recogniser.speech(recording)


def test_words_spoken_into_the_page_begin_the_routine(
    recogniser: Recogniser, hibari: Voice, executable: str, tmp_path: Path
) -> None:
    with (
        served(real_skill, None, recogniser) as address,
        running(executable, *microphone(hibari.say(LAUNCH), tmp_path)) as browser,
    ):
        page = browser.new_page()
        Visitor(page).open(address)
        with page.expect_response("**/hear") as answer:
            page.get_by_role("button", name="Talk").click()
        assert answer.value.json()["intent"] == "LaunchRequest"
