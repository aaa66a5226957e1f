import pytest

from simulator.heard.ssml import Silence, Speech, plain_text, read_ssml


def speak(inner: str) -> tuple[Speech | Silence, ...]:
    return read_ssml(f"<speak>{inner}</speak>")


def test_words_and_breaks_come_in_the_order_they_are_heard() -> None:
    assert speak('Breathe in.<break time="3.2s"/>And out.<break time="4500ms"/>Two.') == (
        Speech("Breathe in."),
        Silence(3.2),
        Speech("And out."),
        Silence(4.5),
        Speech("Two."),
    )


def test_stacked_breaks_are_one_silence() -> None:
    assert speak('Rest.<break time="10s"/> <break time="10s"/><break time="250ms"/>') == (
        Speech("Rest."),
        Silence(20.25),
    )


def test_a_break_at_the_very_start_is_heard() -> None:
    assert speak('<break time="2s"/>In.') == (Silence(2.0), Speech("In."))


def test_a_break_of_no_time_is_no_pause_but_parts_the_words() -> None:
    assert speak('In<break time="0s"/>out') == (Speech("In out"),)


def test_escaped_characters_are_words_again() -> None:
    assert plain_text("<speak>In &amp; out, you&apos;re &lt;here&gt;</speak>") == "In & out, you're <here>"


def test_plain_text_has_one_space_where_a_pause_was() -> None:
    assert plain_text('<speak>In. <break time="4s"/>\n Out.</speak>') == "In. Out."


def test_nothing_said_is_nothing_heard() -> None:
    assert read_ssml("<speak> </speak>") == ()


@pytest.mark.parametrize(
    ("ssml", "complaint"),
    [
        ("<speak>In & out</speak>", "not well formed"),
        ("<speak>In", "not well formed"),
        ("", "not well formed"),
        ("In.", "not well formed"),
        ("<p>In.</p>", "<speak> is the one element"),
        ("<speak><speak>In.</speak></speak>", "<speak> is the one element"),
        ('<speak><audio src="https://example.org/a.mp3"/></speak>', "words and breaks alone, and here is <audio>"),
        ("<speak><p>In.</p></speak>", "words and breaks alone, and here is <p>"),
        ('<speak><prosody rate="slow">In.</prosody></speak>', "words and breaks alone, and here is <prosody>"),
        ('<speak><amazon:effect name="whispered">In.</amazon:effect></speak>', "here is <amazon:effect>"),
        ('<speak><break time="4"/></speak>', "'4'"),
        ('<speak><break time="-1s"/></speak>', "'-1s'"),
        ('<speak><break time="11s"/></speak>', "10 s at most"),
        ("<speak><break/></speak>", "a time and nothing else: nothing"),
        ('<speak><break strength="strong"/></speak>', "a time and nothing else: strength"),
        ('<speak><break time="1s" strength="strong"/></speak>', "a time and nothing else: time, strength"),
        ('<speak><break time="1s">In.</break></speak>', "holds no words"),
        ('<speak><break time="1s"><break time="1s"/></break></speak>', "holds no <break>"),
        ('<!DOCTYPE speak [<!ENTITY a "b">]><speak>&a;</speak>', "no document type"),
    ],
)
def test_what_the_skill_may_not_say_is_named(ssml: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_ssml(ssml)
