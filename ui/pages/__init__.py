"""One module a section of the program; `registry` lists them."""
