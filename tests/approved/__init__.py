"""Conversations whose every word somebody has read and approved.

Each file holds what is said, with the seconds of the answer before that were heard, and under it what is answered.
`make approve` writes the answers anew: what a change did to them is in the diff, for reading.
"""
