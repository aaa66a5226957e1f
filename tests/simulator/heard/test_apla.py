"""Documents of APL for audio are heard as a device plays them, and refused as Alexa refuses them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import Echo
from simulator.heard.apla import (
    MOST_SECONDS,
    MOST_SOUNDS,
    DocumentError,
    Heard,
    Sound,
    as_ssml,
    laid,
    read_document,
)
from simulator.heard.ssml import Speech
from simulator.voice.sound import Pcm
from tests.sound.rendered import find_speech, rendered_document

NOW = datetime(2027, 1, 15, 8, tzinfo=UTC)


def silence(ms: int) -> dict[str, Any]:
    return {"type": "Silence", "duration": ms}


def speech(words: str) -> dict[str, Any]:
    return {"type": "Speech", "contentType": "PlainText", "content": words}


def mixer(*items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Mixer", "items": list(items)}


def sequencer(*items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Sequencer", "items": list(items)}


def audio(*filters: dict[str, Any], **more: Any) -> dict[str, Any]:
    source = "soundbank://soundlibrary/nature/amzn_sfx_ocean_wave_1x_01"
    return {"type": "Audio", "source": source, "filters": list(filters)} | more


def document(*items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "APLA", "version": "0.91", "mainTemplate": {"item": sequencer(*items)}}


def a_letter_a_second(part: Speech) -> float:
    return float(sum(map(str.isalpha, part.text)))


def heard(*items: dict[str, Any]) -> tuple[float, list[tuple[float, float, str]]]:
    seconds, found = laid(read_document(document(*items)), a_letter_a_second)
    return seconds, [(each.at, each.seconds, _name(each)) for each in found]


def _name(each: Heard) -> str:
    return each.what.text if isinstance(each.what, Speech) else "sound"


def test_a_sequencer_plays_one_after_the_other() -> None:
    assert heard(sequencer(speech("in"), silence(1500), speech("out"))) == (6.5, [(0, 2, "in"), (3.5, 3, "out")])


@pytest.mark.parametrize(("words", "lasts"), [("in", 4.0), ("inhale", 6.0)], ids=["in time", "too long"])
def test_a_mixer_lasts_as_long_as_its_longest_part(words: str, lasts: float) -> None:
    seconds, found = heard(mixer(silence(4000), speech(words)), speech("out"))
    assert seconds == lasts + 3
    assert found[-1] == (lasts, 3, "out")


def test_what_is_trimmed_to_its_mixer_makes_it_no_longer_and_is_cut_there() -> None:
    trimmed = audio({"type": "Repeat", "repeatCount": -1}, {"type": "Trim", "end": 9000}, duration="trimToParent")
    assert heard(mixer(speech("in"), trimmed)) == (2.0, [(0, 2, "in"), (0, 2.0, "sound")])


def test_what_has_no_end_needs_something_that_ends_it() -> None:
    endless = audio({"type": "Repeat", "repeatCount": -1})
    assert heard(mixer(silence(3000), endless | {"duration": "trimToParent"})) == (3.0, [(0, 3.0, "sound")])
    with pytest.raises(DocumentError, match="no end"):
        heard(mixer(silence(3000), endless))


def test_of_several_templates_the_first_that_applies_is_played_and_what_does_not_apply_is_not() -> None:
    several = {"items": [speech("a") | {"when": False}, speech("in"), speech("out")]}
    whole = {"type": "APLA", "version": "0.91", "mainTemplate": several}
    assert as_ssml(whole, a_letter_a_second) == "<speak>in</speak>"


def test_words_are_plain_where_nothing_else_is_said() -> None:
    assert heard({"type": "Speech", "content": "in"}) == (2.0, [(0, 2, "in")])


def test_a_filter_that_is_unknown_is_passed_over() -> None:
    assert heard(audio({"type": "Echo"}, {"type": "Trim", "end": 2000}))[0] == 2.0


def test_what_is_too_deep_is_refused() -> None:
    whole = speech("in")
    for _ in range(5000):
        whole = {"type": "Sequencer", "items": [whole]}
    with pytest.raises(DocumentError, match="deep"):
        read_document(document(whole))


def test_filters_work_in_their_order() -> None:
    assert heard(audio({"type": "Trim", "end": 3000}))[0] == 3.0
    assert heard(audio({"type": "Trim", "start": 1000, "end": 3000}, {"type": "Repeat", "repeatCount": 2}))[0] == 6.0
    fades = {"type": "FadeIn", "duration": 2000}, {"type": "FadeOut", "duration": 3000}
    faded = audio(*fades, {"type": "Trim", "end": 4000})
    _, (sound,) = laid(read_document(document(faded)), a_letter_a_second)
    assert isinstance(sound.what, Sound)
    assert (sound.what.fade_in, sound.what.fade_out) == (2.0, 0.0)  # the fade was in what is cut off


def test_ssml_in_a_document_has_its_own_pauses() -> None:
    spoken = {"type": "Speech", "contentType": "SSML", "content": '<speak>in<break time="2s"/>out</speak>'}
    assert heard(spoken) == (7.0, [(0, 2, "in"), (4, 3, "out")])


def test_as_ssml_it_sounds_the_same() -> None:
    whole = document(silence(500), mixer(silence(12_000), speech("in & out")), speech("end"))
    expected = '<speak><break time="500ms"/> in &amp; out <break time="7000ms"/> end</speak>'
    assert as_ssml(whole, a_letter_a_second) == expected
    long = document(mixer(silence(25_000), speech("in")))
    assert as_ssml(long, a_letter_a_second).count("<break") == 3


@pytest.mark.parametrize(
    ("odd", "kind"),
    [
        (None, "DOCUMENT_ERROR"),
        ([], "DOCUMENT_ERROR"),
        ({"type": "APL", "version": "0.91", "mainTemplate": {"item": speech("in")}}, "DOCUMENT_ERROR"),
        ({"type": "APLA", "version": "7", "mainTemplate": {"item": speech("in")}}, "DOCUMENT_ERROR"),
        ({"type": "APLA", "version": "0.91"}, "DOCUMENT_ERROR"),
        (document({"type": "Text"}), "DOCUMENT_ERROR"),
        (document({"type": ["Speech"]}), "DOCUMENT_ERROR"),
        (document(speech("in") | {"color": "red"}), "DOCUMENT_ERROR"),
        (document(speech("")), "RENDER_ERROR"),
        (document({"type": "Speech", "contentType": "SSML", "content": "<speak>in"}), "RENDER_ERROR"),
        (
            document({"type": "Speech", "contentType": "SSML", "content": "<speak><audio src='x'/></speak>"}),
            "RENDER_ERROR",
        ),
        (document({"type": "Speech", "contentType": "Html", "content": "in"}), "DOCUMENT_ERROR"),
        (document(silence(1000)), "RENDER_ERROR"),
        (document(speech("in"), silence(-1)), "DOCUMENT_ERROR"),
        (document(speech("in"), {"type": "Silence", "duration": "1 s"}), "DOCUMENT_ERROR"),
        (document(speech("in"), {"type": "Silence"}), "DOCUMENT_ERROR"),
        (document(speech("in") | {"duration": 1000}), "DOCUMENT_ERROR"),
        (document(audio() | {"source": "http://example.com/x.mp3"}), "AUDIO_SOURCE_ERROR"),
        (document(audio({"type": "FadeIn", "amount": 1})), "DOCUMENT_ERROR"),
        (document(audio({"type": "Volume", "amount": "loud"})), "DOCUMENT_ERROR"),
        (document(*[audio()] * (MOST_SOUNDS + 1)), "DOCUMENT_ERROR"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_alexa_would_refuse_is_refused(odd: object, kind: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_document(odd)
    assert refused.value.kind == kind


def test_what_lasts_too_long_is_refused() -> None:
    heard(speech("in"), silence(round(MOST_SECONDS * 1000) - 2000))
    with pytest.raises(DocumentError, match="240"):
        heard(speech("in"), silence(round(MOST_SECONDS * 1000) - 1900))


class Beep:
    """A voice whose every letter is a tenth of a second of one tone."""

    name, rate = "beep", 1000

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        """A tone."""
        return Pcm(b"\x00\x40" * round(sum(map(str.isalpha, text)) * 100 / pace), self.rate)


def test_it_is_rendered_to_the_sample() -> None:
    sound = rendered_document(document(mixer(silence(1000), speech("in")), mixer(silence(2000), speech("out"))), Beep())
    assert sound.seconds == 3.0
    assert find_speech(sound) == ((0.0, 0.2), (1.0, 1.3))


def test_a_wave_is_heard_under_the_words_and_softer() -> None:
    filters = (
        {"type": "Repeat", "repeatCount": -1},
        {"type": "Trim", "end": 4000},
        {"type": "FadeIn", "duration": 2000},
        {"type": "FadeOut", "duration": 2000},
        {"type": "Volume", "amount": "15%"},
    )
    wave = audio(*filters, duration="trimToParent")
    words = mixer(silence(4000), speech("in"))
    alone = memoryview(rendered_document(document(words), Beep()).frames).cast("h")
    both = memoryview(rendered_document(document(mixer(sequencer(words), wave)), Beep()).frames).cast("h")
    under = [abs(a - b) for a, b in zip(alone, both, strict=True)]
    assert len(alone) == len(both) == 4000
    assert 0 < max(under) < 0.15 * 32_768
    assert max(under[:200]) < max(under[1800:2200]) > max(under[-200:])  # it swells, and ebbs


def answer(document_: dict[str, Any]) -> dict[str, Any]:
    played = {"type": "Alexa.Presentation.APLA.RenderDocument", "token": "t", "document": document_}
    return {"version": "1.0", "response": {"directives": [played], "shouldEndSession": False}, "sessionAttributes": {}}


def test_an_echo_plays_a_document_for_as_long_as_it_lasts() -> None:
    echo = Echo(lambda _: answer(document(mixer(silence(5000), speech("in")))), understanding_of("en-US"), Device())
    turn = echo.hear("Alexa, open lower back release", NOW)
    assert (turn.speech, turn.seconds) == ("in", 5.0)
    assert turn.heard_out == turn.began + timedelta(seconds=5)
    assert turn.to_json()["apla"]["type"] == "APLA"


def test_an_echo_that_cannot_play_a_document_is_silent_and_tells_the_skill() -> None:
    sent: list[dict[str, Any]] = []

    def post(request: dict[str, Any]) -> dict[str, Any]:
        sent.append(request["request"])
        told = request["request"]["type"].endswith("RuntimeError")
        return {"version": "1.0", "response": {}, "sessionAttributes": {"told": 1}} if told else answer(document())

    echo = Echo(post, understanding_of("en-US"), Device())
    turn = echo.hear("Alexa, open lower back release", NOW)
    assert (turn.speech, turn.open) == ("", True)
    assert [each["type"] for each in sent] == ["LaunchRequest", "Alexa.Presentation.APLA.RuntimeError"]
    assert sent[1]["errors"][0]["type"] == "RENDER_ERROR"
    assert echo.session
    assert echo.session.attributes == {"told": 1}
