"""Colors, type, icons: one look for light, dark and high contrast."""
