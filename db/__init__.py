"""The office's records and the rules that keep them true; never imports Qt."""
