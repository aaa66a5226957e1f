"""Sound for tests to listen to: as a voice says it, in its own time; and where in a sound somebody speaks."""

from collections.abc import Iterable
from itertools import pairwise

from simulator.heard.apla import laid, read_document
from simulator.heard.ssml import Silence, Speech
from simulator.voice.document import sounds
from simulator.voice.engine import Voice
from simulator.voice.sound import BYTES_A_SAMPLE, LOUDEST, Pcm, loud_windows, mixed


def render(heard: Iterable[Speech | Silence], voice: Voice) -> Pcm:
    """The sound of what `read_ssml` found.

    A silence is zeros only. Fractions of a sample are carried from silence to silence, so that all of them
    together are right to half a sample however many there are.
    """
    frames = bytearray()
    silence_due = 0.0
    silence_given = 0
    for part in heard:
        if isinstance(part, Speech):
            frames += voice.say(part.text).frames
        else:
            silence_due += part.seconds * voice.rate
            samples = round(silence_due) - silence_given
            silence_given += samples
            frames += bytes(samples * BYTES_A_SAMPLE)
    return Pcm(bytes(frames), voice.rate)


def rendered_document(document: object, voice: Voice) -> Pcm:
    """The sound of a document, spoken by a voice on this machine. Raises DocumentError."""
    seconds, heard = laid(read_document(document), lambda speech: voice.say(speech.text).seconds)
    words = (
        (round(each.at * voice.rate), voice.say(each.what.text).frames)
        for each in heard
        if isinstance(each.what, Speech)
    )
    return Pcm(mixed(round(seconds * voice.rate), [*sounds(heard, voice.rate), *words]), voice.rate)


def find_speech(pcm: Pcm, threshold_db: float = -55.0, min_silence: float = 0.25) -> tuple[tuple[float, float], ...]:
    """Where sound is heard, as (start, end) in seconds.

    Args:
        pcm: what to listen to.
        threshold_db: below full scale; what is softer is silence. At -50 the softest ends of a quiet voice are
            missed by up to 27 ms, at -55 by none (127 pauses each of two voices).
        min_silence: seconds; a shorter gap does not part two spans.

    """
    loud = list(loud_windows(pcm, LOUDEST * 10 ** (threshold_db / 20)))
    if not loud:
        return ()
    gap = min_silence * pcm.rate
    parted = [(end, start) for (_, end), (start, _) in pairwise(loud) if start - end >= gap]
    starts = [loud[0][0], *(start for _, start in parted)]
    ends = [*(end for end, _ in parted), loud[-1][1]]
    return tuple((start / pcm.rate, end / pcm.rate) for start, end in zip(starts, ends, strict=True))
