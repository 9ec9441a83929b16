-- Small facts of this replica: epoch, account, refresh token, generation of the outbox copy.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- What the server said, one row per scope and entity; unknown kinds are kept as they came.
-- copy: a scope copied anew is written beside the one shown and takes its place in one step.
CREATE TABLE replica_row (
    number INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    copy INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (scope, copy, kind, id)
) STRICT;
CREATE INDEX replica_row_by_id ON replica_row (kind, id);
CREATE INDEX replica_callback_by_due
    ON replica_row (json_extract(body, '$.state'), json_extract(body, '$.window_end_at'))
    WHERE kind = 'callback';
CREATE INDEX replica_activity_by_case
    ON replica_row (json_extract(body, '$.case_id')) WHERE kind = 'activity';
CREATE INDEX replica_attempt_by_callback
    ON replica_row (json_extract(body, '$.callback_id')) WHERE kind = 'attempt';
CREATE INDEX replica_faq_by_card
    ON replica_row (json_extract(body, '$.card_id')) WHERE kind = 'faq';
CREATE INDEX replica_contact_by_closing
    ON replica_row (json_extract(body, '$.closed_at')) WHERE kind = 'contact';
CREATE INDEX replica_contact_by_phone
    ON replica_row (json_extract(body, '$.caller.phone')) WHERE kind = 'contact';

-- Effects of this seat's own work that the replica does not contain yet; rebuilt by replay.
CREATE TABLE overlay_row (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- How far each scope was read, and which of its copies is shown; stage_* belong to the copy that
-- is being made. Rows of any other copy are swept away little by little.
CREATE TABLE sync_scope (
    scope TEXT PRIMARY KEY,
    cursor INTEGER,
    verified_sum INTEGER,
    copy INTEGER NOT NULL DEFAULT 0,
    stage_copy INTEGER,
    stage_head INTEGER,
    stage_after TEXT
) STRICT;

CREATE VIEW server_row AS
    SELECT scope, kind, id, version, body FROM replica_row
    WHERE copy = coalesce(
        (SELECT copy FROM sync_scope WHERE sync_scope.scope = replica_row.scope), 0
    );

CREATE VIEW shown_row AS
    SELECT kind, id, version, body, 0 AS is_pending FROM server_row AS server
    WHERE NOT EXISTS (
        SELECT 1 FROM overlay_row AS own WHERE own.kind = server.kind AND own.id = server.id
    )
    UNION ALL
    SELECT kind, id, 0 AS version, body, 1 AS is_pending FROM overlay_row;

-- Commands in the order they were made; verdict is the server's word as JSON, '' while waiting.
CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    command_id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'applied', 'rejected')),
    verdict TEXT NOT NULL DEFAULT '',
    is_shown INTEGER NOT NULL DEFAULT 1,
    settled_at TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (sequence) WHERE status = 'waiting';
CREATE INDEX outbox_shown ON outbox (sequence) WHERE is_shown = 1;

-- Callbacks as a claim or release answered them, until the replica has that version.
CREATE TABLE lease_effect (
    callback_id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE contact_draft (
    contact_id TEXT PRIMARY KEY,
    call_key TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX contact_draft_by_call ON contact_draft (call_key) WHERE call_key <> '';
CREATE TABLE attempt_draft (
    callback_id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;

-- What the operator did and the seat saw, in order; a step stays until the server has taken it.
CREATE TABLE duty_step (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
) STRICT;

-- Silent alarms that no server has confirmed yet.
CREATE TABLE duty_alarm (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
) STRICT;

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

-- What an editor typed into an entry of the knowledge base and has not handed over yet.
CREATE TABLE revision_draft (
    entry TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX replica_revision_by_entry
    ON replica_row (json_extract(body, '$.entry_id')) WHERE kind = 'revision';
