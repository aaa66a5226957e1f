"""A teacher for five poses that release the lower back, and the voice assistant it speaks through."""
