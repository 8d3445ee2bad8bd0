"""What we use: the database, files, mail, engines, wording."""
