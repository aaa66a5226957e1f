"""`python -m tests.sound.report` measures the pacing of two voices, for docs/pacing.md and its picture."""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from statistics import mean, median

from lower_back_release.content import Content, content_for
from lower_back_release.lesson.breath import FEWEST_BREATHS, GENTLE, MOST_BREATHS, PACES, Pace
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.speaking_time import VoiceRate, speaking_time
from simulator.ears.recogniser import Recogniser
from simulator.tools.phrases import hold_phrases, sentences, worth_measuring
from simulator.voice.engine import Espeak, Hibari, Remembering, Voice
from tests.sound.answers import answers
from tests.sound.calibrated import Calibration, calibrate, measure
from tests.sound.exact import RATES, AtRate, all_lateness
from tests.sound.hearing import BREATH_TOLERANCE, Stretch, listen, stretches
from tests.sound.listener import Listener
from tests.sound.picture import picture

DOCS = Path(__file__).parents[2] / "docs"

Row = tuple[str, ...]


@dataclass(frozen=True)
class Ear:
    """A voice, and what was measured of it."""

    voice: Voice
    calibration: Calibration


def main() -> None:
    """Measures everything (four minutes) and rewrites the numbers; the words around them stay."""
    content = content_for("en-US")
    routine = content.routine
    ears = [Ear(voice, calibrate(routine, voice)) for voice in (Remembering(Espeak()), Remembering(Hibari()))]
    sections = {
        "phrases": _phrases(content),
        "breaths": _table(_BREATHS, _breaths(routine, ears)),
        "exact": _table(_EXACT, _exact(routine, ears)),
        "fewer words": _table(_FEWER_WORDS, _fewer_words(routine, ears)),
        "estimator": _table(_ESTIMATOR, _estimator(content, ears)),
        "constants": _table(_CONSTANTS, _constants(routine, ears)),
        "words": _words(routine, ears[-1].voice),
    }
    file = DOCS / "pacing.md"
    document = file.read_text(encoding="utf-8")
    for name, text in sections.items():
        document = _put(document, name, text)
    file.write_text(document, encoding="utf-8")
    (DOCS / "pacing.svg").write_text(_picture(routine, *ears), encoding="utf-8")


_BREATHS = ("heard", "planned with", "breaths begin within: median", "worst", "hold too long by", "setup too long by")
_EXACT = ("heard", "words a minute", "in SSML, breaths begin within", "as a document: median", "worst")
_FEWER_WORDS = ("heard", "guidance", "breaths begin within: median", "worst")
_ESTIMATOR = ("voice", "sentences", "mean error", "mean relative error", "worst error", "worst sentence")
_CONSTANTS = ("voice", "start", "letter", "comma", "sentence")


def _phrases(content: Content) -> str:
    measured, held = worth_measuring(content), hold_phrases(content.routine)
    return f"Measured: {len(measured)} phrases, {len(held)} of them said in holds."


def _breaths(routine: Routine, ears: Sequence[Ear]) -> Iterator[Row]:
    for ear, other in zip(ears, reversed(ears), strict=True):
        own = ear.calibration
        coarse = {words: round(seconds, 1) for words, seconds in (own.voice.phrases or {}).items()}
        plans = {
            "its constants and its phrases": own.voice,
            "the same, phrases measured to a tenth of a second": replace(own.voice, phrases=coarse),
            "its constants alone": own.constants,
            f"the constants and phrases of {other.voice.name}": other.calibration.voice,
            "`[voice]` as it is in content/en.toml": routine.voice,
        }
        for name, planned in plans.items():
            found = tuple(_all(replace(routine, voice=planned), ear.voice))
            holds = [stretch for stretch in found if stretch.is_hold]
            late = [abs(late) for hold in holds for late in hold.lateness]
            worst = (max((s.length_error for s in kind), key=abs) for kind in (holds, [*_setups(found)]))
            yield (ear.voice.name, name, f"{median(late):.2f} s", f"{max(late):.2f} s", *map("{:+.1%}".format, worst))


def _all(routine: Routine, voice: Voice) -> Iterator[Stretch]:
    """Every setup and hold, at every pace, with the fewest breaths and the most, however much is said."""
    for pace, breaths, guidance in _every_way():
        for answer in answers(routine, pace, breaths, guidance):
            yield from stretches(listen(answer, voice))


def _every_way() -> Iterator[tuple[Pace, int, Guidance]]:
    """Every pace, as many breaths as one may ask for, however much is said."""
    return product(PACES.values(), range(FEWEST_BREATHS, MOST_BREATHS + 1), Guidance)


def _exact(routine: Routine, ears: Iterable[Ear]) -> Iterator[Row]:
    """The same holds in both forms, planned with what the content says of a voice, whatever the voice does."""
    for ear in ears:
        for rate in RATES:
            voice = AtRate(ear.voice, rate)
            spoken = [abs(late) for hold in _all(routine, voice) if hold.is_hold for late in hold.lateness]
            played = [abs(late) for way in _every_way() for late in all_lateness(routine, voice, *way)]
            times = f"{max(spoken):.2f} s", f"{median(played):.3f} s", f"{max(played):.3f} s"
            yield (ear.voice.name, str(rate), *times)


def _fewer_words(routine: Routine, ears: Iterable[Ear]) -> Iterator[Row]:
    """How far what adds up in SSML depends on how much is said in a hold."""
    for ear in ears:
        for guidance in Guidance:
            heard = (
                listen(answer, ear.voice)
                for pace, breaths, said in _every_way()
                if said is guidance
                for answer in answers(routine, pace, breaths, said)
            )
            holds = (stretch for cues in heard for stretch in stretches(cues) if stretch.is_hold)
            late = [abs(late) for hold in holds for late in hold.lateness]
            yield (ear.voice.name, guidance.name.lower(), f"{median(late):.2f} s", f"{max(late):.2f} s")


def _setups(found: Iterable[Stretch]) -> Iterator[Stretch]:
    return (stretch for stretch in found if not stretch.is_hold)


def _estimator(content: Content, ears: Iterable[Ear]) -> Iterator[Row]:
    for ear in ears:
        seconds = {words: measure(words, ear.voice) for words in sentences(content)}
        fresh = [words for words in seconds if words not in ear.calibration.table]
        for kind, texts in ((f"all {len(seconds)}", [*seconds]), (f"{len(fresh)} that were not measured", fresh)):
            error = {w: speaking_time(w, ear.calibration.constants) - seconds[w] for w in texts}
            worst = max(texts, key=lambda words: abs(error[words]))
            yield (
                ear.voice.name,
                kind,
                f"{mean(map(abs, error.values())):.2f} s",
                f"{mean(abs(error[words]) / seconds[words] for words in texts):.1%}",
                f"{error[worst]:+.2f} s of {seconds[worst]:.2f}",
                worst,
            )


def _constants(routine: Routine, ears: Iterable[Ear]) -> Iterator[Row]:
    rates = {ear.voice.name: ear.calibration.constants for ear in ears} | {"content/en.toml (assumed)": routine.voice}
    for name, rate in rates.items():
        yield (name, *(f"{part:.3f}" for part in _parts(rate)))


def _parts(rate: VoiceRate) -> tuple[float, ...]:
    return rate.start, rate.letter, rate.comma, rate.sentence


def _words(routine: Routine, voice: Voice) -> str:
    listener = Listener(Recogniser(), routine.numbers)
    said = answers(routine, GENTLE, FEWEST_BREATHS)
    texts = list(dict.fromkeys(cue.words for answer in said for cue in answer.cues if cue.words))
    heard = {words: listener.hear(voice.say(words)) for words in texts}
    exact = sum(listener.plain(words) == heard[words] for words in texts)
    missed = [f"“{w}” heard as “{heard[w]}”" for w in texts if listener.nearest(heard[w], texts) != (w,)]
    names = f"; not {', '.join(missed)}" if missed else ""
    nearest = len(texts) - len(missed)
    return (
        f"{len(texts)} cues: {exact} heard word for word, {nearest} nearest to their own text among all of them{names}."
    )


def _picture(routine: Routine, other: Ear, ear: Ear) -> str:
    ways = {
        "heard: phrases measured": ear.calibration.voice,
        "heard: constants alone": ear.calibration.constants,
        f"heard: {other.voice.name}’s calibration": other.calibration.voice,
    }
    holds = {name: _first_hold(replace(routine, voice=rate), ear.voice) for name, rate in ways.items()}
    title = f"{routine.poses[0].name}, {FEWEST_BREATHS} {GENTLE.name} breaths, spoken by {ear.voice.name}"
    return picture(f"{title}. Red: more than {BREATH_TOLERANCE} s beside the plan", holds, BREATH_TOLERANCE)


def _first_hold(routine: Routine, voice: Voice) -> Stretch:
    answer = next(answers(routine, GENTLE, FEWEST_BREATHS))
    return next(stretch for stretch in stretches(listen(answer, voice)) if stretch.is_hold)


def _table(heading: Row, rows: Iterable[Row]) -> str:
    lines = (heading, ("---",) * len(heading), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _put(document: str, name: str, text: str) -> str:
    """The document with new text between a section's two marks."""
    begin, end = f"<!-- measured: {name} -->", "<!-- end -->"
    section = re.compile(f"{begin}.*?{end}", re.DOTALL)
    assert section.search(document), f"{name} has no place"
    return section.sub(lambda _: f"{begin}\n{text}\n{end}", document)


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m tests.sound.report", description=__doc__).parse_args()
    main()
