"""What is heard of an answer, and what holds for each: as a listener hears it, not as the skill writes it."""
