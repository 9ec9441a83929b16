"""Work on the knowledge base: revisions, their review, publication, and versions."""
