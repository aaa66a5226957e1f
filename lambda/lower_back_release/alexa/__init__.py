"""The rooms that know Alexa."""
