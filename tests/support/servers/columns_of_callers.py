"""Every column of the server's schema that can hold words: which ones hold a caller's, and whose.

The names of a table's columns stand in one text. A new column needs a place here: what a caller
says or is must be shown by an export and be gone after an erasure.
"""

# Shown by an export of the citizen, and empty, or gone with its row, after an erasure.
SHOWN_AND_EMPTIED = {
    "blocked_number": "phone reason",
    "call_transfer": "caller_phone note contact override_reason",
    "callback": "caller_name caller_fiscal_code caller_phone",
    "callback_attempt": "note",
    "case_": "caller_name caller_fiscal_code caller_phone question answer",
    "case_activity": "text",
    "citizen": "name fiscal_code phone name_key",
    "contact": "caller_name caller_fiscal_code caller_phone fact_address description",
    "contact_history": "earlier",
    "mail": "recipient",
    "queue_call": "caller",
    "text_message": "recipient body",
    "voicemail": "caller file",
}
# Shown; part of the city and language stay for the figures, and are nobody's without a name.
SHOWN_AND_KEPT = {
    "callback": "caller_municipio caller_language",
    "case_": "caller_municipio caller_language",
    "citizen": "municipio language",
    "contact": "caller_municipio caller_language",
}
# In a sealed box, shown and emptied where it can be opened: test_refused_of_citizens.py.
SEALED = {"refused_work": "box"}
# Ids, states, words of the house; what an operator wrote of an entry, a queue or a colleague.
NOBODYS = {
    "account": "id login display_name role language password_hash",
    "account_desk": "account_id desk_id",
    "account_skill": "account_id kind code",
    # Whom a line is about, by the id; a number stands there masked.
    "audit": "account_id action subject prev_hash hash",
    "blocked_number": "asked_by approved_by",
    "call_quality": "call_id account_id seat device",
    # The sound lies at the computer of the relay.
    "call_recording": "call_id exchange relay sip account_id state",
    "call_transfer": "id call_id from_account_id from_seat target state contact_id case_id"
    " taken_by new_call_id",
    "callback": "id scope case_id desk_id topic_id state holder_id holder_name queue_id",
    "callback_attempt": "id scope callback_id desk_id author_id outcome call_key",
    "case_": "id scope number desk_id contact_id opened_by topic_id citizen_id state voicemail_id",
    "case_activity": "id scope case_id desk_id kind author_id",
    "change_row": "scope kind entity_id op command_id",
    "citizen": "id",
    "citizen_shown": "account_id citizen_id",
    "citizen_told": "contact_id citizen_id standing filled",
    "command": "id account_id digest verdict",
    "contact": "id scope operator_id channel direction queue call_key citizen_id topic_id"
    " disposition office_id card_ids desk_id case_id case_number",
    "contact_history": "id contact_id account_id change citizen_id",
    "desk": "id scope name topic_ids",
    "duty": "account_id state reason seat call_id queue_id offer_id wrap_up_mode pending"
    " forced_by message before boot seat_calls memory",
    "duty_event": "account_id kind state reason seat call_id offer_id origin by_id step detail",
    "editing_presence": "entry_kind entry_id account_id name",
    "entry_report": "id scope cause entry_kind entry_id title field text queue_id contact_id"
    " author_id author_name state owner_email answer mail mail_fault note due_on closed_by",
    "entry_use": "entry_kind entry_id day",
    "exchange_boot": "exchange boot",
    "exchange_event": "exchange sip ev offer call_id seat why replaces",
    "faq": "id scope card_id question answer other_card_ids language original_id keywords"
    " verified_on valid_from valid_until withdrawn",
    "kept_draft": "account_id entry_kind entry_id device_id body",
    "knowledge_version": "entry_kind entry_id body author_id reviewer_id author_names why",
    "learned_word": "id scope language stem cards",
    "lease_beat": "callback_id",
    "login_attempt": "subject",
    "mail": "id report_id message_id state fault card_id office_id contact_id",
    "meta": "name value",
    "office": "id scope name kind parent_id municipio address phones faxes email pec website"
    " desk_times phone_times staff how_to_get_there accessibility note keywords ipa_code"
    " owner_email reviewer review_on verified_on valid_from valid_until withdrawn",
    "pause_rule": "reason",
    "queue": "id scope name entries topic desk_id callback_desk_id hours language_hours rings"
    " overflow_to menu wrap_up emergency_text recording recording_notice dpia_note",
    # A seat that asks the exchange for a way has dialled a queue or a seat.
    "queue_call": "id exchange boot sip from_tag relay dialled language queue_id first_queue_id"
    " state cause offer_id seat account_id transfer_id callback_id wanted_account_id replaces",
    "queue_offer": "id call_id seat account_id queue_id outcome",
    "refused_work": "command_id account_id",
    "released_word": "token language stem",
    "report_teller": "report_id account_id",
    "revision": "id scope entry_kind entry_id body title state author_ids author_names why"
    " reviewer_id review_note batch_id report_ids clashes held_for",
    "scope_head": "scope",
    "search": "id chain day language shown opened",
    "search_gap": "search_id words who card_id",
    "search_link": "search_id card_id",
    "search_trial": "id scope outcomes lost",
    "search_word": "search_id stem who",
    "seat": "seat account_id device_id line_digest",
    "seat_code": "seat digest",
    "seat_health": "seat version system headset",
    "seat_key": "key seat",
    "second_factor": "account_id sealed",
    "sending": "id scope contact_id card_id title language way state problem operator_id"
    " operator_name",
    "service_card": "id scope title topic_id say language original_id category status"
    " status_reason alert short_description who_for how_to what_is_needed what_you_get times costs"
    " access conditions contacts responsible_id other_topic_ids office_ids places desk_times"
    " phone_times phones keywords source owner_email reviewer review_on verified_on valid_from"
    " valid_until withdrawn",
    "session": "id account_id device_id seat ended_as seat_key",
    "synonym_proposal": "id scope words line card_id card_title language state lost decided_by"
    " decided_name",
    "text_message": "id card_id office_id contact_id state fault",
    "text_part": "id text_id receipt",
    "text_vector": "id scope model digest numbers",
    "thesaurus_line": "id scope line language author added_on",
    "topic": "id scope path desk_id",
    "trial_question": "id scope text card_ids kind language added_by added_name added_on",
    "trunk": "exchange",
    "unreadable_row": "table_name row_id fault",
    "voicemail": "id call_id queue_id case_id callback_id",
}


def columns(*answers: dict[str, str]) -> list[tuple[str, str]]:
    """Return table and column of these answers, in order."""
    return sorted(
        (table, name) for answer in answers for table, names in answer.items()
        for name in names.split()
    )  # fmt: skip
