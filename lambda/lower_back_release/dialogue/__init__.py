"""What a command does: one turn of the conversation after the other. Pure."""
