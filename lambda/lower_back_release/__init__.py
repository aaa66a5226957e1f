"""A teacher of poses that release the lower back, and the voice assistant it speaks through."""

__version__ = "1.0.0"
