"""The password of whoever looks at a server in a test."""

PASSWORD = "right one"
