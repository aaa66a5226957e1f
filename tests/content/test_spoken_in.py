"""Which language is spoken in a locale is told in one place."""

import re
from pathlib import Path

from lower_back_release.content import FILES, spoken_in

ROOT = Path(__file__).parents[2]
FOLDERS = ("lambda", "hosting", "publishing", "simulator", "tests", "benchmarks", "icons")


def test_the_language_of_a_locale_is_what_comes_before_its_country() -> None:
    assert spoken_in("en-GB") == spoken_in("en") == "en"
    assert {spoken_in(name) for name in FILES} <= FILES


def test_nothing_else_takes_a_locale_apart() -> None:
    sources = (file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py") if "node_modules" not in file.parts)
    apart = [
        file for file in sources if re.search(r"locale\.r?(partition|split)\(.-", file.read_text(encoding="utf-8"))
    ]
    assert apart == [ROOT / "lambda" / "lower_back_release" / "content" / "__init__.py"]
