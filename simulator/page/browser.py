"""Opening the page where somebody would see it."""

import os
import sys
import webbrowser
from collections.abc import Callable, Mapping

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
"""What is set where a Linux machine has a screen."""


def open_page(
    address: str,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    open_: Callable[[str], bool] = webbrowser.open,
    at_a_terminal: Callable[[], bool] = lambda: bool(sys.stdin and sys.stdin.isatty()),
) -> bool:
    """Opens the page in the default browser; whether it did.

    It does not in CI, without a display, or where nobody sits at the terminal: there a browser would open
    where nobody looks, or a text browser across the conversation.
    """
    seen = platform != "linux" or any(environment.get(name) for name in DISPLAYS)
    if environment.get("CI") or not seen or not at_a_terminal():
        return False
    try:
        return open_(address)
    except webbrowser.Error:
        return False
