"""What is known of a person from one turn to the next. Pure."""
