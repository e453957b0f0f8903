-- Wrong PINs in a row, by user: who guesses does not begin anew with the program.
CREATE TABLE pin_tries (
    user  TEXT PRIMARY KEY,                          -- empty: all names that nobody has
    wrong INTEGER NOT NULL CHECK (wrong > 0),
    last  INTEGER NOT NULL                           -- of the last one, seconds since 1970-01-01T00:00:00Z
) STRICT, WITHOUT ROWID;
