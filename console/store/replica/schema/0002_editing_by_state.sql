-- What is being worked on, among the revisions and reports of years. The state a row begins with is
-- left out of its body.
CREATE INDEX replica_revision_by_state
    ON replica_row (coalesce(json_extract(body, '$.state'), '')) WHERE kind = 'revision';
CREATE INDEX replica_report_by_state
    ON replica_row (coalesce(json_extract(body, '$.state'), '')) WHERE kind = 'report';
