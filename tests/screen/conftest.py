"""The browser and the renderer of the page."""

from tests.page.conftest import address, browser, renderer

__all__ = ["address", "browser", "renderer"]
