"""Sentences for a server's address, and for what keeps one from reaching a server."""

SENTENCES: dict[str, str] = {
    "storage.server_gone": "The server does not answer. Is the network connected?",
    "storage.server_driver": (
        "This installation of Caseroom cannot work with a server: what it needs for that "
        "(psycopg) is not installed. Whoever looks after the computers can add it."
    ),
    "storage.server_address": (
        "This is no address of a server. It looks like postgresql://server.example.org/harbor: "
        "the server's name, and the name of the office's database on it."
    ),
    "storage.server_password_typed": (
        "Leave name and password out of the server's address, where others could read them. "
        "Caseroom asks for them."
    ),
    "storage.server_option": (
        "“{option}” cannot be said in a server's address. Only “sslrootcert” can: the file with "
        "the certificate of whoever vouches for the server."
    ),
    "storage.server_sign_in": "The server does not take this name and password.",
    "storage.server_asks_openly": (
        "The server asks for your password in the open, so it was not sent. Whoever looks after "
        "the server writes scram-sha-256 in pg_hba.conf. If you do not know this server, do not "
        "go on."
    ),
    "storage.server_refuses": (
        "The server lets nobody in from this computer with this name. Whoever looks after the "
        "server allows it in pg_hba.conf."
    ),
    "storage.server_no_database": "There is no database of this name on the server.",
    "storage.server_forbids": "The server does not allow this to you. Nothing was changed.",
    "storage.server_crowded": (
        "As many programs as the server allows are connected already. Try again in a minute."
    ),
    "storage.server_unknown": (
        "There is no server of this name in the network. Is the name typed rightly?"
    ),
    "storage.server_no_tls": (
        "The server offers no encryption (TLS), so nothing was sent to it. Whoever looks after it "
        "must turn it on first."
    ),
    "storage.server_certificate": (
        "The server's certificate is not vouched for, or is another server's. Nothing was sent, "
        "because somebody may stand in between. If the server is your own, name the file with its "
        "root certificate."
    ),
}
