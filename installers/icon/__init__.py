"""The program's picture: `caseroom.svg` is the original, the others are drawn from it."""
