"""Makes the privacy page for the web out of docs/privacy.md and its like: `make privacy PUBLISHER=...`.

The page that Amazon asks for is the publisher's own. Only their name and address are missing in ours. It is one for all
languages, English first: a language's own part is behind "#" and its two letters.
"""

import argparse
import os
import sys
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from publishing.__main__ import REFUSED
from publishing.locales import ENGLISH, languages
from publishing.project import ROOT

PAGE = ROOT / "build" / "privacy.html"

GAP = "*(the publisher's name and address)*"
"""Where they stand in the sources."""

FRAME = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Privacy: Lower Back Release</title>
<style>
  body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }}
  table {{ border-collapse: collapse; }}
  td, th {{ padding: 0.3rem 0.6rem; border: 1px solid #999; text-align: left; vertical-align: top; }}
  code {{ overflow-wrap: anywhere; }}
</style>
{content}
</html>
"""

SECTION = '<section id="{language}" lang="{language}">\n{content}</section>\n'


def source(language: str) -> Path:
    """The page in a language, without its publisher."""
    return ROOT / "docs" / ("privacy.md" if language == ENGLISH else f"privacy.{language}.md")


def page(publisher: str) -> str:
    """The page, with its publisher's name and address. Raises ValueError where there are none."""
    if not publisher.strip():
        raise ValueError('PUBLISHER is missing: whom people can ask, such as "Ada Lovelace, ada@lovelace.net"')
    reader = MarkdownIt("commonmark").enable("table")
    sections = "".join(
        SECTION.format(language=language, content=reader.render(source(language).read_text(encoding="utf-8")))
        for language in sorted(languages(), key=lambda each: each != ENGLISH)
    )
    return FRAME.format(content=sections.replace(reader.renderInline(GAP), escape(publisher.strip())))


def main() -> int:
    """Writes it, or says on stderr what is missing; gives the exit code."""
    try:
        made = page(os.environ.get("PUBLISHER", ""))
    except ValueError as missing:
        print(f"{missing}.", file=sys.stderr)
        return REFUSED
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(made, encoding="utf-8")
    print(f"{PAGE} is for your website. Its address is what `make package` is told as PRIVACY_URL.")
    return 0


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m publishing.privacy", description=__doc__).parse_args()
    sys.exit(main())
