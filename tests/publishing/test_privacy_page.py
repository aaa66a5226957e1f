import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from publishing import privacy
from publishing.locales import languages
from publishing.privacy import GAP, main, page, source


class Text(HTMLParser):
    """What somebody reads of a page, and the elements that were opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.opened: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.opened.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def told(language: str) -> str:
    return source(language).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", languages())
def test_it_says_all_that_our_page_says_and_whom_to_ask(language: str) -> None:
    assert told(language).count(GAP) == 1
    read = " ".join(Text(page("Ada & <Co>, ada@lovelace.net")).words)
    assert read.count("Ada & <Co>, ada@lovelace.net") == len(languages())
    assert "publisher's name" not in read
    for heading in re.findall(r"^#+ (.+)$", told(language), re.MULTILINE):
        assert heading in read


@pytest.mark.parametrize("language", languages())
def test_nothing_that_is_kept_is_told_in_one_language_alone(language: str) -> None:
    fields, english = (re.findall(r"`[^`]+`", told(each)) for each in (language, "en"))
    assert fields == english
    assert told(language).count("\n## ") == told("en").count("\n## ")


def test_each_language_is_found_behind_its_name() -> None:
    made = page("Ada")
    assert re.findall(r'<section id="(\w+)" lang="(\w+)">', made) == [
        (each, each) for each in sorted(languages(), key=lambda language: language != "en")
    ]


def test_what_is_kept_is_a_table_there_too() -> None:
    rows = [line for each in languages() for line in told(each).splitlines() if line.startswith("| `")]
    made = Text(page("Ada"))
    assert made.opened.count("tr") >= len(rows) > 5
    assert "|" not in made.words


@pytest.mark.parametrize("publisher", ["", "  "])
def test_without_a_publisher_nothing_is_made_and_it_is_said_what_is_missing(
    publisher: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLISHER", publisher)
    monkeypatch.setattr(privacy, "PAGE", tmp_path / "privacy.html")
    assert main() == 2
    assert "PUBLISHER is missing" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_it_is_written_where_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLISHER", "Ada Lovelace, ada@lovelace.net")
    monkeypatch.setattr(privacy, "PAGE", tmp_path / "build" / "privacy.html")
    assert main() == 0
    assert str(tmp_path / "build" / "privacy.html") in capsys.readouterr().out
    assert "Ada Lovelace" in (tmp_path / "build" / "privacy.html").read_text(encoding="utf-8")
