"""`python -m simulator.tools.calibrate TABLE`: how fast a voice speaks, by what its phrases took on a device."""

import argparse
import csv
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from pathlib import Path

import numpy

from lower_back_release.content import content_for
from lower_back_release.lesson.speaking_time import VoiceRate, speaking_time
from simulator.tools.phrases import hold_phrases, sentences, worth_measuring

PARTS = ("start", "letter", "comma", "sentence")

COUNTING = (VoiceRate(1, 0, 0, 0), VoiceRate(0, 1, 0, 0), VoiceRate(0, 0, 1, 0), VoiceRate(0, 0, 0, 1))
"""Voices that take a second for one of the parts: how often it is in a phrase."""

LONGEST_PHRASE_SECONDS = 60.0
"""Seconds; a phrase said to take longer was written in other units."""

HEADING = ("phrase", "seconds")
TOML_TABLE = "phrases"


class TableError(ValueError):
    """A table of phrases and seconds can't be used."""


def read_table(file: Path) -> dict[str, float]:
    """Phrases and the seconds they took, from CSV (two columns) or TOML (`[phrases]`).

    A CSV may have the heading phrase,seconds and lines whose seconds are still empty.

    Raises:
        TableError: naming the line or phrase that is no phrase with its seconds, or comes twice.
        OSError: the file can't be read.

    """
    text = file.read_text(encoding="utf-8-sig")
    rows = _toml_rows(text, file.name) if file.suffix == ".toml" else _csv_rows(text, file.name)
    table: dict[str, float] = {}
    for where, phrase, seconds in rows:
        if not any(letter.isalpha() for letter in phrase):
            raise TableError(f"{where}: no words")
        if not 0 < seconds <= LONGEST_PHRASE_SECONDS:
            raise TableError(f"{where}: {phrase!r} can't take {seconds:g} seconds")
        if phrase in table:
            raise TableError(f"{where}: {phrase!r} comes twice")
        table[phrase] = seconds
    return table


def fit(table: Mapping[str, float]) -> VoiceRate:
    """The four constants that come closest to the table: least squares of the relative errors.

    Relative, so that a long sentence doesn't outweigh the short cues of a hold.
    Raises TableError where the table doesn't determine all four, or makes one of them less than nothing.
    """
    if len(table) < len(PARTS):
        raise TableError(f"{len(table)} phrases can't tell {len(PARTS)} constants: measure more")
    rows = [[speaking_time(words, part) / seconds for part in COUNTING] for words, seconds in table.items()]
    constants, _, told, _ = numpy.linalg.lstsq(numpy.array(rows), numpy.ones(len(rows)))
    if told < len(PARTS):
        raise TableError(f"nothing in the table tells {_untold(rows)!r}: measure phrases with and without it")
    for part, seconds in zip(PARTS, constants, strict=True):
        if seconds < 0:
            raise TableError(f"by this table '{part}' takes {seconds:.3f} seconds: look for a slip, or measure more")
    start, letter, comma, end = (round(float(seconds), 4) for seconds in constants)
    return VoiceRate(start, letter, comma, end)


def mean_error(voice: VoiceRate, table: Mapping[str, float]) -> float:
    """By how many seconds the formula misses a phrase, on average."""
    return sum(abs(speaking_time(words, voice) - seconds) for words, seconds in table.items()) / len(table)


def voice_section(voice: VoiceRate, table: Mapping[str, float], holds: Iterable[str]) -> str:
    """The `[voice]` section of a content file: the constants, and the seconds of what is said in holds."""
    constants = (f"{part} = {getattr(voice, part):g}" for part in PARTS)
    phrases = (f"{json.dumps(words, ensure_ascii=False)} = {table[words]:g}" for words in holds if words in table)
    return "\n".join(("[voice]", *constants, "", "[voice.phrases]", *phrases))


def _untold(rows: list[list[float]]) -> str:
    """The first part that the others tell already, or that no phrase has."""
    ranks = (int(numpy.linalg.matrix_rank([row[: n + 1] for row in rows])) for n in range(len(PARTS)))
    return next(part for n, (part, rank) in enumerate(zip(PARTS, ranks, strict=True)) if rank <= n)


def _csv_rows(text: str, name: str) -> Iterator[tuple[str, str, float]]:
    reader = csv.reader(text.splitlines(), skipinitialspace=True)
    for row in filter(None, reader):
        where = f"{name}, line {reader.line_num}"
        if len(row) != len(HEADING):
            raise TableError(f'{where}: should be "phrase",seconds and has {len(row)} columns')
        if tuple(row) == HEADING or not row[1].strip():
            continue
        yield where, row[0].strip(), _number(row[1], where)


def _toml_rows(text: str, name: str) -> Iterator[tuple[str, str, float]]:
    try:
        phrases = tomllib.loads(text).get(TOML_TABLE)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{name}: {error}") from error
    if not isinstance(phrases, dict):
        raise TableError(f"{name} has no [{TOML_TABLE}]")
    for phrase, seconds in phrases.items():
        where = f"{name}, {phrase!r}"
        yield where, phrase, _number(seconds, where)


def _number(seconds: object, where: str) -> float:
    try:
        number = float(seconds) if isinstance(seconds, str | int | float) else float("nan")
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise TableError(f"{where}: {seconds!r} is no number of seconds")
    return number


def main(arguments: list[str] | None = None) -> int:
    """Prints the phrases worth measuring, or the constants of a table; 0 where it could."""
    parser = argparse.ArgumentParser(prog="python -m simulator.tools.calibrate", description=__doc__)
    parser.add_argument("table", nargs="?", type=Path, metavar="TABLE", help="phrases and seconds, as .csv or .toml")
    parser.add_argument("--phrases", action="store_true", help="print the phrases worth measuring, as CSV to fill in")
    parser.add_argument("--locale", default="en-US", help="whose words (default: en-US)")
    options = parser.parse_args(arguments)
    content = content_for(options.locale)
    if options.phrases:
        rows = csv.writer(sys.stdout, lineterminator="\n", quoting=csv.QUOTE_ALL)
        rows.writerow(HEADING)
        rows.writerows((words, "") for words in worth_measuring(content))
        return 0
    if options.table is None:
        parser.error("a TABLE, or --phrases")
    try:
        table = read_table(options.table)
        voice = fit(table)
    except (OSError, TableError) as error:
        print(error, file=sys.stderr)
        return 1
    if unknown := table.keys() - set(sentences(content)):
        print(f"Used for the constants, though the content has no such words: {sorted(unknown)}", file=sys.stderr)
    print(voice_section(voice, table, hold_phrases(content.routine)))
    print(f"\n# Mean error of the four constants over {len(table)} phrases: {mean_error(voice, table):.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
