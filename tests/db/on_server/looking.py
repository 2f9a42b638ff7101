"""What is known of the server that is looked at in tests."""

PASSWORD = "right one"
# What it does to be quick, as everybody sees it.
QUICK = {"server.not_durable", "server.saves_late", "server.no_archive", "server.logs_details"}
