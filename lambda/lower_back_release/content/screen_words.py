"""What is written on a screen, or on a card in the app, besides what is said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ScreenWords:
    """The words that are only seen."""

    of: str
    """After the number of the breath: of how many."""
    headings: dict[str, str]
    """Above the name of the pose one waits in, by why one waits."""
    choices: dict[str, str]
    """The words to say, by what they ask for: shown to be said, or touched."""
    card: str
