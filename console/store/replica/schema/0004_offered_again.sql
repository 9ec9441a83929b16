-- What the server had said of a command before it may have lost it, as JSON of Again; '' for none.
ALTER TABLE outbox ADD COLUMN again TEXT NOT NULL DEFAULT '';
