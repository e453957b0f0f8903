-- What all migrations together make; tests/store checks that they do.
CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY CHECK (seq >= 0),
    kind    TEXT NOT NULL CHECK (length(kind) > 0),
    day     INTEGER NOT NULL,                        -- Vietnamese day, days since 1970-01-01
    receipt TEXT UNIQUE,                             -- number of a sale or return: appended once
    record  TEXT NOT NULL CHECK (length(record) > 0) -- the whole record as one line of canonical JSON
) STRICT;

CREATE INDEX journal_by_day ON journal (day, seq);

CREATE TRIGGER journal_keeps_every_record BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only: no record is deleted');
END;

CREATE TRIGGER journal_changes_no_record BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only: no record is changed');
END;

-- Also holds for a connection without recursive_triggers, whose INSERT OR REPLACE would delete a row
-- without asking the trigger above.
CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM journal)
  OR EXISTS (SELECT 1 FROM journal WHERE receipt = NEW.receipt) BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only: a record comes after the last one');
END;

CREATE TABLE counters (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    records   INTEGER NOT NULL CHECK (records > 0),
    head      TEXT NOT NULL CHECK (length(head) = 64),
    last_at   INTEGER NOT NULL,                      -- seconds since 1970-01-01T00:00:00Z
    shifts    INTEGER NOT NULL CHECK (shifts >= 0),
    receipts  INTEGER NOT NULL CHECK (receipts >= 0),
    last_hold INTEGER NOT NULL CHECK (last_hold >= 0),
    catalog   INTEGER NOT NULL CHECK (catalog >= 0)
) STRICT;

CREATE TABLE user (
    name   TEXT PRIMARY KEY,
    role   TEXT NOT NULL CHECK (role IN ('cashier', 'lead', 'manager', 'auditor')),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hold (
    number  INTEGER PRIMARY KEY CHECK (number > 0),
    cashier TEXT NOT NULL,
    at      INTEGER NOT NULL,
    basket  TEXT NOT NULL
) STRICT;

CREATE TABLE stock (
    product  TEXT PRIMARY KEY,
    quantity INTEGER NOT NULL                        -- thousandths of the product's unit
) STRICT, WITHOUT ROWID;

CREATE TABLE shift_summary (
    state   TEXT PRIMARY KEY CHECK (state IN ('open', 'closed')),
    summary TEXT NOT NULL                            -- the open shift; the one closed last
) STRICT, WITHOUT ROWID;

CREATE TABLE shift_span (
    shift  INTEGER PRIMARY KEY CHECK (shift > 0),
    opened INTEGER NOT NULL REFERENCES journal (seq),
    closed INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE returned (
    sale TEXT NOT NULL,                              -- number of the sale taken back
    seq  INTEGER NOT NULL REFERENCES journal (seq),  -- of the return
    PRIMARY KEY (sale, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE einvoice (
    series TEXT PRIMARY KEY,                         -- "1C26MYY", or "M1-26-MNZLR" of the office's code
    last   INTEGER NOT NULL CHECK (last > 0)         -- the last number used
) STRICT, WITHOUT ROWID;

CREATE TABLE seal (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL CHECK (seq >= 0),          -- of the record the keyed hash was made for
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX journal_signed ON journal (seq) WHERE kind IN ('shift-close', 'restore');

CREATE TABLE pin_tries (
    user  TEXT PRIMARY KEY,                          -- empty: all names that nobody has
    wrong INTEGER NOT NULL CHECK (wrong > 0),
    last  INTEGER NOT NULL                           -- of the last one, seconds since 1970-01-01T00:00:00Z
) STRICT, WITHOUT ROWID;
