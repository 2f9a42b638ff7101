"""What is shipped, by whom, under which licence: the bill of materials, the notices, the hashes.

`origins` notes during the build where each file came from; the rest reads the finished folder.
Nothing here is part of the program.
"""
