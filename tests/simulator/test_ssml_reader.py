import pytest

from simulator.ssml_reader import Silence, Speech, plain_text, read_ssml


def speak(inner: str) -> tuple[Speech | Silence, ...]:
    return read_ssml(f"<speak>{inner}</speak>")


def test_words_and_breaks_come_in_the_order_they_are_heard() -> None:
    assert speak('Breathe in.<break time="3.2s"/>And out.<break time="4500ms"/>Two.') == (
        Speech("Breathe in.", None),
        Silence(3.2),
        Speech("And out.", None),
        Silence(4.5),
        Speech("Two.", None),
    )


def test_stacked_breaks_are_one_silence() -> None:
    assert speak('Rest.<break time="10s"/> <break time="10s"/><break time="250ms"/>') == (
        Speech("Rest.", None),
        Silence(20.25),
    )


def test_a_break_at_the_very_start_is_heard() -> None:
    assert speak('<break time="2s"/>In.') == (Silence(2.0), Speech("In.", None))


def test_tags_that_only_colour_the_voice_do_not_cut_the_words() -> None:
    said = (
        '<amazon:domain name="conversational">Let <emphasis level="reduced">go</emphasis>, '
        '<amazon:effect name="whispered">slowly</amazon:effect></amazon:domain>\n  now.'
    )
    assert speak(said) == (Speech("Let go, slowly now.", None),)


def test_a_voice_and_a_language_are_read_through() -> None:
    assert plain_text('<speak><voice name="Matthew"><lang xml:lang="en-US">Good.</lang></voice></speak>') == "Good."


def test_words_are_cut_where_the_rate_changes_and_only_there() -> None:
    assert speak('One. <prosody rate="slow">Two. <prosody volume="soft">Three.</prosody></prosody> Four.') == (
        Speech("One.", None),
        Speech("Two. Three.", "slow"),
        Speech("Four.", None),
    )


def test_neighbours_of_equal_rate_are_said_in_one_breath() -> None:
    assert speak('<prosody rate="85%">One.</prosody> <prosody rate="85%">Two.</prosody>') == (
        Speech("One. Two.", "85%"),
    )


@pytest.mark.parametrize("rate", ["medium", "100%"])
def test_the_rate_that_changes_nothing_is_the_voices_own(rate: str) -> None:
    assert speak(f'One. <prosody rate="{rate}">Two.</prosody>') == (Speech("One. Two.", None),)


def test_a_rate_does_not_stretch_the_silence_in_it() -> None:
    assert speak('<prosody rate="50%">In.<break time="4s"/>Out.</prosody>') == (
        Speech("In.", "50%"),
        Silence(4.0),
        Speech("Out.", "50%"),
    )


@pytest.mark.parametrize(
    ("strength", "seconds"), [("weak", 0.25), ("medium", 0.25), ("strong", 0.5), ("x-strong", 1.0)]
)
def test_a_break_by_strength(strength: str, seconds: float) -> None:
    assert speak(f'In<break strength="{strength}"/>out') == (
        Speech("In", None),
        Silence(seconds),
        Speech("out", None),
    )


def test_a_bare_break_is_a_medium_one() -> None:
    assert speak("In<break/>out") == speak('In<break strength="medium"/>out')


def test_a_break_of_no_strength_or_no_time_is_no_pause_but_parts_the_words() -> None:
    assert speak('In<break strength="none"/>and<break time="0s"/>out') == (Speech("In and out", None),)


def test_sentences_and_paragraphs_pause_between_each_other_but_not_at_the_ends() -> None:
    assert speak("<p><s>One.</s><s>Two.</s></p><p>Three.</p>") == (
        Speech("One.", None),
        Silence(0.5),
        Speech("Two.", None),
        Silence(1.0),
        Speech("Three.", None),
    )


def test_a_break_beside_a_sentence_counts_toward_its_pause() -> None:
    assert speak('<s>In.</s><break time="4s"/><s>Out.</s>') == (
        Speech("In.", None),
        Silence(4.0),
        Speech("Out.", None),
    )


def test_an_alias_is_said_in_place_of_what_is_written() -> None:
    assert speak('<sub alias="left to right">L to R</sub> again') == (Speech("left to right again", None),)


def test_what_is_spelled_out_is_said_letter_by_letter_and_other_kinds_as_written() -> None:
    assert plain_text('<speak><say-as interpret-as="spell-out">abc</say-as></speak>') == "a b c"
    assert plain_text('<speak><say-as interpret-as="cardinal">8</say-as> breaths</speak>') == "8 breaths"


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
        ('<speak><audio src="https://example.org/a.mp3"/></speak>', "<audio>"),
        ("<speak><blink>In.</blink></speak>", "<blink>"),
        ('<speak><break time="4"/></speak>', "'4'"),
        ('<speak><break time="-1s"/></speak>', "'-1s'"),
        ('<speak><break time="11s"/></speak>', "10 s at most"),
        ('<speak><break strength="huge"/></speak>', "'huge'"),
        ('<speak><break time="1s">In.</break></speak>', "holds no words"),
        ('<speak><prosody rate="slowly">In.</prosody></speak>', "'slowly'"),
        ('<speak><prosody rate="19%">In.</prosody></speak>', "'19%'"),
        ("<speak><sub>In.</sub></speak>", "<sub> without alias"),
        ("<speak><say-as>In.</say-as></speak>", "<say-as> without interpret-as"),
        ('<speak><sub alias="in"><break time="1s"/></sub></speak>', "<break> inside <sub>"),
        ('<!DOCTYPE speak [<!ENTITY a "b">]><speak>&a;</speak>', "no document type"),
    ],
)
def test_what_alexa_would_refuse_is_named(ssml: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_ssml(ssml)
