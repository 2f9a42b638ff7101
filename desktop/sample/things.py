"""What the sample office has and where it goes, by name: rooms, cars, interpreters, places."""

OFFICE = "Harbor House Family Services"
ROOMS = ("Blue Room", "Garden Room", "Conference Room", "Visit Room")
WHOLE, WEST, EAST = ROOMS[2], "Conference West", "Conference East"
"""The first is made of the other two."""
CARS = ("Blue Honda", "White van")
INTERPRETERS = (
    ("Marisol Quintero", ("es", "pt")),
    ("Jean-Robert Désir", ("ht", "fr")),
    ("Lam Thuy Tien", ("vi",)),
    ("Samir Khoury", ("ar",)),
    ("Feng Lian", ("zh",)),
)
COURT = "Juvenile Court Department"
CLINIC, SCHOOL, LIBRARY = "Milbrook Clinic", "Juniper Street School", "Eastport Library"
VIDEO = "https://zoom.us/j/00000000000"  # no meeting has this number
