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
}
