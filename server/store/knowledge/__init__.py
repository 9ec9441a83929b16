"""Work on the knowledge base: presence, drafts, versions, reports, use."""
