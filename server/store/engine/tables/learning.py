"""What is read and searched for, and what is learned from it."""

from sqlalchemy import Index

from server.store.engine.tables.columns import (
    chosen,
    instants,
    key,
    keys,
    maybe,
    replicated,
    table,
    wholes,
    words,
)

# How often an entry was read, linked to a contact, reported, found by a search, on a day of Rome.
entry_use = table(
    "entry_use",
    *keys("entry_kind", "entry_id", "day"),
    *wholes("read", "linked", "reported", "found"),
    Index(None, "day"),
)

# Searches of closed contacts. chain: which were made for one contact, not for which. No account,
# no instant: day of Rome. shown: ids of the first cards.
search = table(
    "search",
    key(),
    *words("chain"),
    *wholes("place"),
    *words("day", "language", "shown"),
    *maybe("opened"),
    *wholes("is_reformulation", "is_vain"),
    Index(None, "day"),
)

# Stems of a search; of a word nobody knows "#" and a keyed digest, until three operators typed it.
# who: a keyed digest of account and word, so that nobody's words can be put together.
search_word = table(
    "search_word",
    *keys("search_id", "stem"),
    *words("who"),
    Index(None, "stem"),
)

# Cards linked to the contact that a search had shown.
search_link = table(
    "search_link",
    *keys("search_id", "card_id"),
    Index(None, "card_id"),
)

# Words of a search without a link that were missing in the one that led to a card.
search_gap = table(
    "search_gap",
    key("search_id"),
    *words("words", "who", "card_id"),
)

# Words nobody knew, once three operators have typed them.
released_word = table("released_word", key("token"), *words("language", "stem"))

learned_word = replicated("learned_word", *words("language", "stem", "cards"))

synonym_proposal = replicated(
    "synonym_proposal",
    *words("words", "line", "card_id", "card_title"),
    chosen("language", "it"),
    *wholes("times", "people"),
    *words("state", "lost"),
    *maybe("decided_by"),
    *words("decided_name"),
    *instants("decided_at"),
)

trial_question = replicated(
    "trial_question",
    *words("text", "card_ids", "kind"),
    chosen("language", "it"),
    *maybe("added_by"),
    *words("added_name"),
    *maybe("added_on"),
)

search_trial = replicated("search_trial", *wholes("at", "is_held"), *words("outcomes", "lost"))
