"""The teacher: poses, breaths, time, and the conversation. Knows no assistant, no network and no clock."""
