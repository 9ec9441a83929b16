-- An overlay with an empty body: the row is gone here, whatever the server still says.
DROP VIEW shown_row;
CREATE VIEW shown_row AS
    SELECT kind, id, version, body, 0 AS is_pending FROM server_row AS server
    WHERE NOT EXISTS (
        SELECT 1 FROM overlay_row AS own WHERE own.kind = server.kind AND own.id = server.id
    )
    UNION ALL
    SELECT kind, id, 0 AS version, body, 1 AS is_pending FROM overlay_row WHERE body <> '';
