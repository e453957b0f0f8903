-- Numbers of e-invoices used so far: by form and series ("1C26MYY"), and the running number of the
-- tax office's code by its fixed part ("M1-26-MNZLR").
CREATE TABLE einvoice (
    series TEXT PRIMARY KEY,
    last   INTEGER NOT NULL CHECK (last > 0)
) STRICT, WITHOUT ROWID;
