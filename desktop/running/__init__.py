"""Programs of this person that are open on this computer, and what others may ask of them.

Each window program listens at an address of its own (`listening`), told in a small file in a
folder that is this person's alone (`announced`); `asking` finds them there. A program may be
asked to close, before a set-up replaces its files, or to come to the front. `going` is how it
leaves when it is not the person before it who says so.
"""
