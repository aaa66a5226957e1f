"""What is kept of a person between sessions."""
