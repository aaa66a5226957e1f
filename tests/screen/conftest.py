"""The browser and the renderer of the page."""

from tests.page.conftest import address, browser, executable, playwright, renderer

__all__ = ["address", "browser", "executable", "playwright", "renderer"]
