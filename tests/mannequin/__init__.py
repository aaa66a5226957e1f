"""A body that does what it hears, written apart from the teacher: it finds what can't be followed.

It listens to SSML alone, and shares no code with the lesson: what a body can do stands in `instructions.yaml`, by hand.
"""
