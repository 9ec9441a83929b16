-- Which cards name an office: with each key pressed the card of an office is looked up, and reading
-- the offices of 20,000 cards takes 150 ms. What is no longer so may stay: readers look at the card.
CREATE TABLE card_of_office (
    office_id TEXT NOT NULL,
    card_id TEXT NOT NULL,
    PRIMARY KEY (office_id, card_id)
) STRICT, WITHOUT ROWID;
INSERT INTO card_of_office
    SELECT DISTINCT office.value, card.id
    FROM replica_row AS card, json_each(card.body, '$.office_ids') AS office
    WHERE card.kind = 'card' AND office.type = 'text';
-- Asked, not "OR IGNORE": the statement that fires a trigger decides what becomes of a conflict in it.
CREATE TRIGGER card_put AFTER INSERT ON replica_row WHEN new.kind = 'card' BEGIN
    INSERT INTO card_of_office
        SELECT DISTINCT value, new.id FROM json_each(new.body, '$.office_ids') AS office
        WHERE office.type = 'text' AND NOT EXISTS (
            SELECT 1 FROM card_of_office WHERE office_id = office.value AND card_id = new.id
        );
END;
CREATE TRIGGER card_put_again AFTER UPDATE OF body ON replica_row WHEN new.kind = 'card' BEGIN
    INSERT INTO card_of_office
        SELECT DISTINCT value, new.id FROM json_each(new.body, '$.office_ids') AS office
        WHERE office.type = 'text' AND NOT EXISTS (
            SELECT 1 FROM card_of_office WHERE office_id = office.value AND card_id = new.id
        );
END;
-- How many rows of a scope the checksum that was verified, and kept up since, is of.
ALTER TABLE sync_scope ADD COLUMN row_count INTEGER;
-- What an entry is translated into.
CREATE INDEX replica_card_by_original
    ON replica_row (json_extract(body, '$.original_id')) WHERE kind = 'card';
CREATE INDEX replica_faq_by_original
    ON replica_row (json_extract(body, '$.original_id')) WHERE kind = 'faq';
