"""Sentences for rooms, other places, kinds of appointment, rules and interpreters."""

SENTENCES: dict[str, str] = {
    "room.only_rooms_have_parts": "Only a room is made of other rooms.",
    "room.part_unknown": "One of these rooms is not there any more. Choose again.",
    "room.part_of_itself": (
        "A room cannot be a part of itself, and {name} contains this one already. Leave it out."
    ),
    "room.parts_take_one": (
        "A room that is made of others, or is a part of one, takes one appointment at a time."
    ),
    "room.part_takes_several": (
        "{name} takes several appointments at a time, so it cannot be a part of another room."
    ),
    "room.parts_collide": (
        "{whole} is booked on {day} from {starts} to {ends}, and {part} from {other_starts} to "
        "{other_ends}. Move one of the two first."
    ),
    "room.parts_collide_more": "{count} more collide in the same way.",
    "place.name_taken": "Another place has the name “{name}”.",
    "place.way_unknown": "One of these places is not there any more. Open the table anew.",
    "place.way_too_long": "Choose between 0 and {most} minutes.",
    "calendar_rule.weight": "A rule like this cannot weigh so little. Choose another weight.",
    "calendar_rule.number": "Choose a number between 1 and {most}.",
    "kind.minutes": "Choose a length between 1 and {most} minutes.",
    "kind.buffer": "Choose between 0 and {most} minutes.",
    "interpreter.no_language": "Choose the languages that this person interprets.",
    "interpreter.too_many_languages": "So many languages cannot be kept. Leave some out.",
    "interpreter.name_taken": "Another interpreter has the name “{name}”.",
}
