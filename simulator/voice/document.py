"""The sound of a document of APL for audio."""

from collections.abc import Iterable, Iterator

from simulator.heard.apla import Heard, Sound, Takes, laid, read_document
from simulator.voice.sound import BYTES_A_SAMPLE, Pcm, mixed
from simulator.voice.surf import surf


def with_sounds(spoken: Pcm, document: object, takes: Takes) -> Pcm:
    """The words of a document as they are spoken, and its sounds under them. Raises DocumentError."""
    _, heard = laid(read_document(document), takes)
    samples = len(spoken.frames) // BYTES_A_SAMPLE
    return Pcm(mixed(samples, [*sounds(heard, spoken.rate), (0, spoken.frames)]), spoken.rate)


def sounds(heard: Iterable[Heard], rate: int) -> Iterator[tuple[int, bytes]]:
    """The sounds that aren't speech: the sample at which each begins, and its own samples."""
    for each in heard:
        if isinstance(each.what, Sound):
            sound = each.what
            seconds = min(sound.seconds, each.seconds)
            played = surf(rate, seconds, sound.fade_in, sound.fade_out, sound.volume)
            yield round(each.at * rate), played.frames
