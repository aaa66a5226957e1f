"""The Echo itself: what it sends, when it listens, where in the routine somebody is meanwhile."""
