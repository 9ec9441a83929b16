-- What an editor typed into an entry of the knowledge base and has not handed over yet.
CREATE TABLE revision_draft (
    entry TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX replica_revision_by_entry
    ON replica_row (json_extract(body, '$.entry_id')) WHERE kind = 'revision';
