"""Sentences for what can be wrong with a client's record."""

SENTENCES: dict[str, str] = {
    "text.missing": "Please fill in this field.",
    "text.too_long": "This is too long: at most {most} characters.",
    "client.name_missing": "Enter a last name or a first name.",
    "client.birth_in_future": "The birth date lies in the future.",
    "client.birth_too_early": "The birth date lies more than {years} years back.",
    "client.death_in_future": "The date of death lies in the future.",
    "client.death_before_birth": "The date of death lies before the birth date.",
    "client.ssn_not_four_digits": "Enter the last four digits of the number, or nothing.",
    "client.ssn_contradiction": (
        "Digits are given, so the social security number was reported. "
        "Remove the digits, or choose “Last four digits reported”."
    ),
    "client.race_contradiction": "Either races are chosen, or the client declined to answer.",
    "client.code_word_missing": (
        "A contact asks for the code word, but no code word has been entered."
    ),
    "contact.empty": "Enter a number or an address, or remove this line.",
    "contact.phone_incomplete": "A phone number has at least seven digits.",
    "contact.email_invalid": "This is not an email address.",
    "person.unknown": "There is no such person.",
    "person.name_missing": "Enter a name or an organization.",
    "household.income_impossible": "Enter a year's income of zero or more.",
    "household.income_cents": "An income has whole cents.",
    "household.income_in_future": "The day of the income lies in the future.",
    "household.joined_in_future": "Nobody can have moved in after today.",
    "household.left_already": "Somebody else has entered already that it was on {day}.",
    "household.left_in_future": "Nobody can have moved out after today.",
    "household.left_before_joining": "Moving out lies before moving in.",
    "household.lives_elsewhere": (
        "This client is a member of another household. End that membership first."
    ),
    "household.already_member": "This client is already a member of the household.",
    "household.second_head": (
        "The household has a head already. Change that member's relation first."
    ),
    "relationship.no_other": "Choose the other person.",
    "relationship.with_oneself": "Nobody is related to themselves.",
    "relationship.head_is_of_households": "“Head of household” is for households only.",
    "relationship.already_there": "A relationship between the two is recorded already.",
    "relationship.ended_already": "Somebody else has entered already that it ended on {day}.",
    "relationship.ended_in_future": "The end of the relationship lies in the future.",
}
