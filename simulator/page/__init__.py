"""The page: an Echo in the browser, in front of the skill.

The browser shows, plays and keeps time; the Echo itself, and all that is known of the routine, stays here. A visit is
one Echo; the browser tells it in seconds of its own clock when somebody spoke.
"""

from simulator.page.routes import add_page

__all__ = ["add_page"]
