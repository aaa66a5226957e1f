"""The Echo's voice: speech and sound on this machine, to the sample."""
