-- The keyed hash over the last record: whoever can write to this file but lacks the till's key can
-- change or cut what came after the last signed record only by leaving a seal that does not fit.
CREATE TABLE seal (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL CHECK (seq >= 0),          -- of the record it was made for
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- Every opening looks at all signed records, however long the journal is.
CREATE INDEX journal_signed ON journal (seq) WHERE kind IN ('shift-close', 'restore');
