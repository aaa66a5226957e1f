"""A teacher of poses that release the lower back, and the voice assistant it speaks through."""

__version__ = "1.0.0"
"""The one place that says it. CHANGELOG.md says what is in it."""
