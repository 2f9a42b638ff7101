"""What is done with records of the staff; accounts and roles are `db.office.members`'s."""
