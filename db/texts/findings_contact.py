"""The marks beside a name, a number or an address: sentences for `db.rules.safe_contact`."""

SENTENCES: dict[str, str] = {
    "contact.do_not_confirm": "Do not confirm that this person is known here",
    "contact.code_word": "Code word: {word}",
    "contact.advice": "Contact: {advice}",
    "contact.do_not_call": "Do not call",
    "contact.no_voicemail": "No voicemail",
    "contact.no_text": "No text messages",
    "contact.do_not_mail": "Do not mail",
    "contact.do_not_email": "No e-mail",
    "contact.ask_code_word": "Ask for the code word",
    "contact.protected": "Protected: never printed",
}
