"""The browser and the renderer of the page."""

from tests.page.conftest import address, browser, executable, renderer

__all__ = ["address", "browser", "executable", "renderer"]
