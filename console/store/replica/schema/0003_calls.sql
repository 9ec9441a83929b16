-- The last calls of this seat, to see what was missed and to call back.
CREATE TABLE past_call (
    id TEXT PRIMARY KEY,
    began_at TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- How calls sounded, until the server has it.
CREATE TABLE quality_due (
    call_key TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
