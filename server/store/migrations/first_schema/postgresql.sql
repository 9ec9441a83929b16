CREATE TABLE account (
	id TEXT NOT NULL,
	login TEXT NOT NULL,
	display_name TEXT DEFAULT '' NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	password_hash TEXT DEFAULT '' NOT NULL,
	is_active BIGINT DEFAULT 1 NOT NULL,
	created_at BIGINT DEFAULT 0 NOT NULL,
	changed_at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_account PRIMARY KEY (id),
	CONSTRAINT uq_account_login UNIQUE (login)
);
CREATE TABLE audit (
	seq BIGINT NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	account_id TEXT,
	action TEXT DEFAULT '' NOT NULL,
	subject TEXT DEFAULT '' NOT NULL,
	prev_hash TEXT DEFAULT '' NOT NULL,
	hash TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_audit PRIMARY KEY (seq)
);
CREATE TABLE blocked_number (
	phone TEXT NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	asked_by TEXT,
	approved_by TEXT,
	asked_at BIGINT DEFAULT 0 NOT NULL,
	approved_at BIGINT,
	until_at BIGINT,
	CONSTRAINT pk_blocked_number PRIMARY KEY (phone)
);
CREATE TABLE call_quality (
	call_id TEXT NOT NULL,
	account_id TEXT DEFAULT '' NOT NULL,
	seat TEXT DEFAULT '' NOT NULL,
	device TEXT DEFAULT '' NOT NULL,
	mos_mean DOUBLE PRECISION DEFAULT 0 NOT NULL,
	mos_min DOUBLE PRECISION DEFAULT 0 NOT NULL,
	lost_pct DOUBLE PRECISION DEFAULT 0 NOT NULL,
	jitter_ms DOUBLE PRECISION DEFAULT 0 NOT NULL,
	rtt_ms DOUBLE PRECISION DEFAULT 0 NOT NULL,
	talk_s DOUBLE PRECISION DEFAULT 0 NOT NULL,
	stalls BIGINT DEFAULT 0 NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_call_quality PRIMARY KEY (call_id)
);
CREATE INDEX ix_call_quality_at ON call_quality (at);
CREATE TABLE call_recording (
	call_id TEXT NOT NULL,
	exchange TEXT DEFAULT '' NOT NULL,
	relay TEXT DEFAULT '' NOT NULL,
	sip TEXT DEFAULT '' NOT NULL,
	account_id TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	notice_until_at BIGINT DEFAULT 0 NOT NULL,
	started_at BIGINT DEFAULT 0 NOT NULL,
	masked_until_at BIGINT,
	ended_at BIGINT,
	CONSTRAINT pk_call_recording PRIMARY KEY (call_id)
);
CREATE INDEX ix_call_recording_notice_until_at ON call_recording (notice_until_at);
CREATE INDEX ix_call_recording_state ON call_recording (state);
CREATE TABLE call_transfer (
	id TEXT NOT NULL,
	call_id TEXT DEFAULT '' NOT NULL,
	from_account_id TEXT DEFAULT '' NOT NULL,
	from_seat TEXT DEFAULT '' NOT NULL,
	caller_phone TEXT DEFAULT '' NOT NULL,
	target TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	is_consult BIGINT DEFAULT 0 NOT NULL,
	contact_id TEXT,
	case_id TEXT,
	override_reason TEXT,
	taken_by TEXT,
	new_call_id TEXT,
	contact TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_call_transfer PRIMARY KEY (id)
);
CREATE INDEX ix_call_transfer_at ON call_transfer (at);
CREATE INDEX ix_call_transfer_caller_phone ON call_transfer (caller_phone, at);
CREATE TABLE callback (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	case_id TEXT DEFAULT '' NOT NULL,
	desk_id TEXT DEFAULT '' NOT NULL,
	topic_id TEXT DEFAULT '' NOT NULL,
	caller_name TEXT DEFAULT '' NOT NULL,
	caller_fiscal_code TEXT DEFAULT '' NOT NULL,
	caller_phone TEXT DEFAULT '' NOT NULL,
	caller_municipio TEXT DEFAULT '' NOT NULL,
	caller_language TEXT DEFAULT '' NOT NULL,
	window_start_at BIGINT DEFAULT 0 NOT NULL,
	window_end_at BIGINT DEFAULT 0 NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	holder_id TEXT,
	holder_name TEXT DEFAULT '' NOT NULL,
	lease_until_at BIGINT,
	fence BIGINT DEFAULT 0 NOT NULL,
	attempts BIGINT DEFAULT 0 NOT NULL,
	queue_id TEXT,
	abandoned_calls BIGINT DEFAULT 0 NOT NULL,
	abandoned_s BIGINT DEFAULT 0 NOT NULL,
	abandoned_at BIGINT,
	CONSTRAINT pk_callback PRIMARY KEY (id)
);
CREATE INDEX ix_callback_caller_phone ON callback (caller_phone, state);
CREATE INDEX ix_callback_case_id ON callback (case_id);
CREATE INDEX ix_callback_lease ON callback (state, lease_until_at);
CREATE INDEX ix_callback_queue ON callback (desk_id, state, window_end_at);
CREATE INDEX ix_callback_scope_id ON callback (scope, id);
CREATE TABLE callback_attempt (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	callback_id TEXT DEFAULT '' NOT NULL,
	desk_id TEXT DEFAULT '' NOT NULL,
	author_id TEXT DEFAULT '' NOT NULL,
	outcome TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	call_key TEXT DEFAULT '' NOT NULL,
	talk_s DOUBLE PRECISION DEFAULT 0 NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	next_start_at BIGINT,
	next_end_at BIGINT,
	CONSTRAINT pk_callback_attempt PRIMARY KEY (id)
);
CREATE INDEX ix_callback_attempt_callback_id ON callback_attempt (callback_id);
CREATE INDEX ix_callback_attempt_scope_id ON callback_attempt (scope, id);
CREATE TABLE case_ (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	number TEXT DEFAULT '' NOT NULL,
	desk_id TEXT DEFAULT '' NOT NULL,
	contact_id TEXT DEFAULT '' NOT NULL,
	opened_by TEXT DEFAULT '' NOT NULL,
	opened_at BIGINT DEFAULT 0 NOT NULL,
	topic_id TEXT DEFAULT '' NOT NULL,
	caller_name TEXT DEFAULT '' NOT NULL,
	caller_fiscal_code TEXT DEFAULT '' NOT NULL,
	caller_phone TEXT DEFAULT '' NOT NULL,
	caller_municipio TEXT DEFAULT '' NOT NULL,
	caller_language TEXT DEFAULT '' NOT NULL,
	citizen_id TEXT,
	question TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	answer TEXT DEFAULT '' NOT NULL,
	voicemail_id TEXT,
	voicemail_s BIGINT DEFAULT 0 NOT NULL,
	closed_at BIGINT,
	CONSTRAINT pk_case_ PRIMARY KEY (id)
);
CREATE INDEX ix_case__citizen_id ON case_ (citizen_id);
CREATE INDEX ix_case__scope_id ON case_ (scope, id);
CREATE UNIQUE INDEX uq_case__number ON case_ (number);
CREATE TABLE case_activity (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	case_id TEXT DEFAULT '' NOT NULL,
	desk_id TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	author_id TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_case_activity PRIMARY KEY (id)
);
CREATE INDEX ix_case_activity_case_id ON case_activity (case_id);
CREATE INDEX ix_case_activity_scope_id ON case_activity (scope, id);
CREATE TABLE case_number (
	year BIGINT NOT NULL,
	last BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_case_number PRIMARY KEY (year)
);
CREATE TABLE change_row (
	scope TEXT NOT NULL,
	seq BIGINT NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	entity_id TEXT DEFAULT '' NOT NULL,
	op TEXT DEFAULT '' NOT NULL,
	version BIGINT DEFAULT 0 NOT NULL,
	command_id TEXT,
	at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_change_row PRIMARY KEY (scope, seq)
);
CREATE TABLE citizen (
	id TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	fiscal_code TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	municipio TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	changed_at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_citizen PRIMARY KEY (id)
);
CREATE INDEX ix_citizen_phone ON citizen (phone);
CREATE UNIQUE INDEX uq_citizen_fiscal_code ON citizen (fiscal_code) WHERE fiscal_code <> '';
CREATE UNIQUE INDEX uq_citizen_phone_name_key ON citizen (phone, name_key) WHERE fiscal_code = '' AND phone <> '';
CREATE TABLE command (
	id TEXT NOT NULL,
	account_id TEXT DEFAULT '' NOT NULL,
	digest TEXT DEFAULT '' NOT NULL,
	verdict TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_command PRIMARY KEY (id)
);
CREATE INDEX ix_command_at ON command (at);
CREATE TABLE contact (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	operator_id TEXT DEFAULT '' NOT NULL,
	channel TEXT DEFAULT '' NOT NULL,
	direction TEXT DEFAULT '' NOT NULL,
	queue TEXT DEFAULT '' NOT NULL,
	call_key TEXT DEFAULT '' NOT NULL,
	caller_name TEXT DEFAULT '' NOT NULL,
	caller_fiscal_code TEXT DEFAULT '' NOT NULL,
	caller_phone TEXT DEFAULT '' NOT NULL,
	caller_municipio TEXT DEFAULT '' NOT NULL,
	caller_language TEXT DEFAULT '' NOT NULL,
	citizen_id TEXT,
	topic_id TEXT,
	disposition TEXT DEFAULT '' NOT NULL,
	office_id TEXT,
	card_ids TEXT DEFAULT '' NOT NULL,
	desk_id TEXT,
	case_id TEXT,
	fact_address TEXT DEFAULT '' NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	rang_at BIGINT,
	answered_at BIGINT,
	ended_at BIGINT,
	closed_at BIGINT DEFAULT 0 NOT NULL,
	hold_s DOUBLE PRECISION DEFAULT 0 NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id)
);
CREATE INDEX ix_contact_caller_phone ON contact (caller_phone, closed_at);
CREATE INDEX ix_contact_citizen_id ON contact (citizen_id, closed_at);
CREATE INDEX ix_contact_closed_at ON contact (closed_at);
CREATE INDEX ix_contact_scope_id ON contact (scope, id);
CREATE TABLE desk (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	topic_ids TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_desk PRIMARY KEY (id)
);
CREATE INDEX ix_desk_scope_id ON desk (scope, id);
CREATE TABLE duty (
	account_id TEXT NOT NULL,
	rev BIGINT DEFAULT 0 NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	seat TEXT DEFAULT '' NOT NULL,
	call_id TEXT DEFAULT '' NOT NULL,
	queue_id TEXT DEFAULT '' NOT NULL,
	offer_id TEXT DEFAULT '' NOT NULL,
	since_at BIGINT DEFAULT 0 NOT NULL,
	idle_since_at BIGINT DEFAULT 0 NOT NULL,
	wrap_up_mode TEXT DEFAULT '' NOT NULL,
	wrap_up_until_at BIGINT,
	pause_until_at BIGINT,
	screen_break_due_at BIGINT,
	may_extend BIGINT DEFAULT 0 NOT NULL,
	wants_wrap_up BIGINT DEFAULT 0 NOT NULL,
	registered BIGINT DEFAULT 0 NOT NULL,
	has_microphone BIGINT DEFAULT 0 NOT NULL,
	has_phone BIGINT DEFAULT 0 NOT NULL,
	pending TEXT DEFAULT '' NOT NULL,
	forced_by TEXT DEFAULT '' NOT NULL,
	message TEXT DEFAULT '' NOT NULL,
	before TEXT DEFAULT '' NOT NULL,
	reported_at BIGINT,
	boot TEXT DEFAULT '' NOT NULL,
	seat_calls TEXT DEFAULT '' NOT NULL,
	taken BIGINT DEFAULT 0 NOT NULL,
	lost BIGINT DEFAULT 0 NOT NULL,
	unregistered BIGINT DEFAULT 0 NOT NULL,
	line_changes BIGINT DEFAULT 0 NOT NULL,
	line_changes_since BIGINT DEFAULT 0 NOT NULL,
	memory TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_duty PRIMARY KEY (account_id)
);
CREATE INDEX ix_duty_seat ON duty (seat);
CREATE INDEX ix_duty_state ON duty (state);
CREATE TABLE duty_event (
	seq BIGSERIAL NOT NULL,
	account_id TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	seat TEXT DEFAULT '' NOT NULL,
	call_id TEXT DEFAULT '' NOT NULL,
	offer_id TEXT DEFAULT '' NOT NULL,
	origin TEXT DEFAULT '' NOT NULL,
	by_id TEXT,
	step TEXT,
	detail TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_duty_event PRIMARY KEY (seq)
);
CREATE INDEX ix_duty_event_account_id ON duty_event (account_id, seq);
CREATE INDEX ix_duty_event_kind ON duty_event (kind, at);
CREATE UNIQUE INDEX uq_duty_event_step ON duty_event (account_id, step);
CREATE TABLE editing_presence (
	entry_kind TEXT NOT NULL,
	entry_id TEXT NOT NULL,
	account_id TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	is_writing BIGINT DEFAULT 0 NOT NULL,
	since_at BIGINT DEFAULT 0 NOT NULL,
	expires_at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_editing_presence PRIMARY KEY (entry_kind, entry_id, account_id)
);
CREATE TABLE entry_report (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	cause TEXT DEFAULT '' NOT NULL,
	entry_kind TEXT DEFAULT '' NOT NULL,
	entry_id TEXT DEFAULT '' NOT NULL,
	entry_version BIGINT DEFAULT 0 NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	field TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	times BIGINT DEFAULT 0 NOT NULL,
	queue_id TEXT DEFAULT '' NOT NULL,
	contact_id TEXT,
	author_id TEXT,
	author_name TEXT DEFAULT '' NOT NULL,
	reported_at BIGINT DEFAULT 0 NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	owner_email TEXT DEFAULT '' NOT NULL,
	asked_at BIGINT,
	answered_at BIGINT,
	answer TEXT DEFAULT '' NOT NULL,
	mail TEXT,
	mail_fault TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	due_on TEXT,
	closed_by TEXT,
	closed_at BIGINT,
	CONSTRAINT pk_entry_report PRIMARY KEY (id)
);
CREATE INDEX ix_entry_report_author_id ON entry_report (author_id);
CREATE INDEX ix_entry_report_entry ON entry_report (entry_kind, entry_id, state);
CREATE INDEX ix_entry_report_scope_id ON entry_report (scope, id);
CREATE TABLE entry_use (
	entry_kind TEXT NOT NULL,
	entry_id TEXT NOT NULL,
	day TEXT NOT NULL,
	read BIGINT DEFAULT 0 NOT NULL,
	linked BIGINT DEFAULT 0 NOT NULL,
	reported BIGINT DEFAULT 0 NOT NULL,
	found BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_entry_use PRIMARY KEY (entry_kind, entry_id, day)
);
CREATE TABLE exchange_event (
	exchange TEXT NOT NULL,
	sip TEXT NOT NULL,
	ev TEXT NOT NULL,
	offer TEXT NOT NULL,
	call_id TEXT DEFAULT '' NOT NULL,
	seat TEXT DEFAULT '' NOT NULL,
	why TEXT DEFAULT '' NOT NULL,
	replaces TEXT DEFAULT '' NOT NULL,
	told_at BIGINT DEFAULT 0 NOT NULL,
	heard_at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_exchange_event PRIMARY KEY (exchange, sip, ev, offer)
);
CREATE INDEX ix_exchange_event_call_id ON exchange_event (call_id);
CREATE INDEX ix_exchange_event_heard_at ON exchange_event (heard_at);
CREATE TABLE faq (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	card_id TEXT DEFAULT '' NOT NULL,
	question TEXT DEFAULT '' NOT NULL,
	answer TEXT DEFAULT '' NOT NULL,
	other_card_ids TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT 'it' NOT NULL,
	original_id TEXT,
	original_version BIGINT DEFAULT 0 NOT NULL,
	keywords TEXT DEFAULT '' NOT NULL,
	verified_on TEXT,
	valid_from TEXT,
	valid_until TEXT,
	withdrawn TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_faq PRIMARY KEY (id)
);
CREATE INDEX ix_faq_scope_id ON faq (scope, id);
CREATE TABLE kept_draft (
	account_id TEXT NOT NULL,
	entry_kind TEXT NOT NULL,
	entry_id TEXT NOT NULL,
	device_id TEXT DEFAULT '' NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	number BIGINT DEFAULT 0 NOT NULL,
	kept_at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_kept_draft PRIMARY KEY (account_id, entry_kind, entry_id)
);
CREATE TABLE knowledge_version (
	entry_kind TEXT NOT NULL,
	entry_id TEXT NOT NULL,
	version BIGINT NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	author_id TEXT,
	reviewer_id TEXT,
	author_names TEXT DEFAULT '' NOT NULL,
	why TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_knowledge_version PRIMARY KEY (entry_kind, entry_id, version)
);
CREATE TABLE learned_word (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	stem TEXT DEFAULT '' NOT NULL,
	cards TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_learned_word PRIMARY KEY (id)
);
CREATE INDEX ix_learned_word_scope_id ON learned_word (scope, id);
CREATE TABLE login_attempt (
	subject TEXT NOT NULL,
	failures BIGINT DEFAULT 0 NOT NULL,
	last_at BIGINT DEFAULT 0 NOT NULL,
	blocked_until BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_login_attempt PRIMARY KEY (subject)
);
CREATE TABLE mail (
	id TEXT NOT NULL,
	report_id TEXT DEFAULT '' NOT NULL,
	recipient TEXT DEFAULT '' NOT NULL,
	message_id TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	fault TEXT DEFAULT '' NOT NULL,
	card_id TEXT DEFAULT '' NOT NULL,
	office_id TEXT DEFAULT '' NOT NULL,
	contact_id TEXT DEFAULT '' NOT NULL,
	attempts BIGINT DEFAULT 0 NOT NULL,
	created_at BIGINT DEFAULT 0 NOT NULL,
	next_at BIGINT DEFAULT 0 NOT NULL,
	begun_at BIGINT,
	sent_at BIGINT,
	CONSTRAINT pk_mail PRIMARY KEY (id)
);
CREATE INDEX ix_mail_contact_id ON mail (contact_id);
CREATE INDEX ix_mail_recipient_created_at ON mail (recipient, created_at);
CREATE INDEX ix_mail_report_id ON mail (report_id);
CREATE INDEX ix_mail_state_next_at ON mail (state, next_at);
CREATE TABLE meta (
	name TEXT NOT NULL,
	value TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_meta PRIMARY KEY (name)
);
CREATE TABLE office (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT 'site' NOT NULL,
	parent_id TEXT,
	municipio TEXT DEFAULT '' NOT NULL,
	address TEXT DEFAULT '' NOT NULL,
	latitude DOUBLE PRECISION,
	longitude DOUBLE PRECISION,
	phones TEXT DEFAULT '' NOT NULL,
	faxes TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	pec TEXT DEFAULT '' NOT NULL,
	website TEXT DEFAULT '' NOT NULL,
	desk_times TEXT DEFAULT '' NOT NULL,
	phone_times TEXT DEFAULT '' NOT NULL,
	staff TEXT DEFAULT '' NOT NULL,
	how_to_get_there TEXT DEFAULT '' NOT NULL,
	accessibility TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	keywords TEXT DEFAULT '' NOT NULL,
	ipa_code TEXT DEFAULT '' NOT NULL,
	owner_email TEXT DEFAULT '' NOT NULL,
	reviewer TEXT DEFAULT '' NOT NULL,
	review_on TEXT,
	verified_on TEXT,
	valid_from TEXT,
	valid_until TEXT,
	withdrawn TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_office PRIMARY KEY (id)
);
CREATE INDEX ix_office_scope_id ON office (scope, id);
CREATE TABLE pause_rule (
	reason TEXT NOT NULL,
	limit_s BIGINT DEFAULT 0 NOT NULL,
	quota_s BIGINT DEFAULT 0 NOT NULL,
	at_once BIGINT DEFAULT 0 NOT NULL,
	is_paid BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_pause_rule PRIMARY KEY (reason)
);
CREATE TABLE queue (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	entries TEXT DEFAULT '' NOT NULL,
	topic TEXT DEFAULT '' NOT NULL,
	desk_id TEXT,
	callback_desk_id TEXT,
	priority BIGINT DEFAULT 0 NOT NULL,
	hours TEXT DEFAULT '' NOT NULL,
	language_hours TEXT DEFAULT '' NOT NULL,
	rings TEXT DEFAULT '' NOT NULL,
	ring_s BIGINT DEFAULT 0 NOT NULL,
	max_wait_s BIGINT DEFAULT 0 NOT NULL,
	overflow_to TEXT,
	overflow_after_s BIGINT DEFAULT 0 NOT NULL,
	last_operator_s BIGINT DEFAULT 0 NOT NULL,
	menu TEXT DEFAULT '' NOT NULL,
	wrap_up TEXT DEFAULT '' NOT NULL,
	wrap_up_s BIGINT DEFAULT 0 NOT NULL,
	auto_answer_ms BIGINT DEFAULT 0 NOT NULL,
	tells_position BIGINT DEFAULT 0 NOT NULL,
	tells_wait BIGINT DEFAULT 0 NOT NULL,
	tells_operator_code BIGINT DEFAULT 0 NOT NULL,
	emergency_text TEXT DEFAULT '' NOT NULL,
	offers_callback_s BIGINT DEFAULT 0 NOT NULL,
	callback_by_desk BIGINT DEFAULT 0 NOT NULL,
	has_voicemail BIGINT DEFAULT 0 NOT NULL,
	abandoned_callback_s BIGINT DEFAULT 20 NOT NULL,
	recording TEXT DEFAULT '' NOT NULL,
	recording_notice TEXT DEFAULT '' NOT NULL,
	dpia_note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_queue PRIMARY KEY (id)
);
CREATE INDEX ix_queue_scope_id ON queue (scope, id);
CREATE TABLE queue_call (
	id TEXT NOT NULL,
	exchange TEXT DEFAULT '' NOT NULL,
	boot TEXT DEFAULT '' NOT NULL,
	sip TEXT DEFAULT '' NOT NULL,
	from_tag TEXT DEFAULT '' NOT NULL,
	relay TEXT DEFAULT '' NOT NULL,
	caller TEXT DEFAULT '' NOT NULL,
	dialled TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	queue_id TEXT,
	first_queue_id TEXT,
	priority BIGINT DEFAULT 5 NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	cause TEXT DEFAULT '' NOT NULL,
	from_seat BIGINT DEFAULT 0 NOT NULL,
	arrived_at BIGINT DEFAULT 0 NOT NULL,
	queued_at BIGINT DEFAULT 0 NOT NULL,
	tries BIGINT DEFAULT 0 NOT NULL,
	answered_at BIGINT,
	ended_at BIGINT,
	asked_at BIGINT,
	offer_id TEXT,
	seat TEXT,
	account_id TEXT,
	transfer_id TEXT,
	callback_id TEXT,
	wanted_account_id TEXT,
	wanted_until_at BIGINT DEFAULT 0 NOT NULL,
	is_first BIGINT DEFAULT 0 NOT NULL,
	replaces TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_queue_call PRIMARY KEY (id)
);
CREATE INDEX ix_queue_call_arrived_at ON queue_call (arrived_at);
CREATE INDEX ix_queue_call_callback_id ON queue_call (callback_id);
CREATE INDEX ix_queue_call_caller ON queue_call (caller, arrived_at);
CREATE INDEX ix_queue_call_sip ON queue_call (sip);
CREATE INDEX ix_queue_call_state ON queue_call (state, queued_at);
CREATE TABLE queue_offer (
	id TEXT NOT NULL,
	call_id TEXT DEFAULT '' NOT NULL,
	seat TEXT DEFAULT '' NOT NULL,
	account_id TEXT DEFAULT '' NOT NULL,
	queue_id TEXT DEFAULT '' NOT NULL,
	offered_at BIGINT DEFAULT 0 NOT NULL,
	closed_at BIGINT,
	outcome TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_queue_offer PRIMARY KEY (id)
);
CREATE INDEX ix_queue_offer_account_id ON queue_offer (account_id, offered_at);
CREATE INDEX ix_queue_offer_call_id ON queue_offer (call_id);
CREATE INDEX ix_queue_offer_offered_at ON queue_offer (offered_at);
CREATE TABLE released_word (
	token TEXT NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	stem TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_released_word PRIMARY KEY (token)
);
CREATE TABLE report_teller (
	report_id TEXT NOT NULL,
	account_id TEXT NOT NULL,
	CONSTRAINT pk_report_teller PRIMARY KEY (report_id, account_id)
);
CREATE INDEX ix_report_teller_account_id ON report_teller (account_id);
CREATE TABLE revision (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	entry_kind TEXT DEFAULT '' NOT NULL,
	entry_id TEXT DEFAULT '' NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	base_version BIGINT DEFAULT 0 NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	author_ids TEXT DEFAULT '' NOT NULL,
	author_names TEXT DEFAULT '' NOT NULL,
	begun_at BIGINT,
	edited_at BIGINT,
	why TEXT DEFAULT '' NOT NULL,
	reviewer_id TEXT,
	review_note TEXT DEFAULT '' NOT NULL,
	publish_at BIGINT,
	batch_id TEXT DEFAULT '' NOT NULL,
	report_ids TEXT DEFAULT '' NOT NULL,
	clashes TEXT DEFAULT '' NOT NULL,
	held_for TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_revision PRIMARY KEY (id)
);
CREATE INDEX ix_revision_batch_id ON revision (batch_id);
CREATE INDEX ix_revision_entry ON revision (entry_kind, entry_id, state);
CREATE INDEX ix_revision_scope_id ON revision (scope, id);
CREATE INDEX ix_revision_state ON revision (state, publish_at);
CREATE TABLE scope_head (
	scope TEXT NOT NULL,
	head BIGINT DEFAULT 0 NOT NULL,
	floor BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_scope_head PRIMARY KEY (scope)
);
CREATE TABLE search (
	id TEXT NOT NULL,
	chain TEXT DEFAULT '' NOT NULL,
	place BIGINT DEFAULT 0 NOT NULL,
	day TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	shown TEXT DEFAULT '' NOT NULL,
	opened TEXT,
	is_reformulation BIGINT DEFAULT 0 NOT NULL,
	is_vain BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_search PRIMARY KEY (id)
);
CREATE INDEX ix_search_day ON search (day);
CREATE TABLE search_gap (
	search_id TEXT NOT NULL,
	words TEXT DEFAULT '' NOT NULL,
	who TEXT DEFAULT '' NOT NULL,
	card_id TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_search_gap PRIMARY KEY (search_id)
);
CREATE TABLE search_link (
	search_id TEXT NOT NULL,
	card_id TEXT NOT NULL,
	CONSTRAINT pk_search_link PRIMARY KEY (search_id, card_id)
);
CREATE INDEX ix_search_link_card_id ON search_link (card_id);
CREATE TABLE search_trial (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	is_held BIGINT DEFAULT 0 NOT NULL,
	outcomes TEXT DEFAULT '' NOT NULL,
	lost TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_search_trial PRIMARY KEY (id)
);
CREATE INDEX ix_search_trial_scope_id ON search_trial (scope, id);
CREATE TABLE search_word (
	search_id TEXT NOT NULL,
	stem TEXT NOT NULL,
	who TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_search_word PRIMARY KEY (search_id, stem)
);
CREATE INDEX ix_search_word_stem ON search_word (stem);
CREATE TABLE seat (
	seat TEXT NOT NULL,
	account_id TEXT,
	device_id TEXT DEFAULT '' NOT NULL,
	line_digest TEXT DEFAULT '' NOT NULL,
	last_seen BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_seat PRIMARY KEY (seat)
);
CREATE TABLE sending (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	contact_id TEXT DEFAULT '' NOT NULL,
	card_id TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT 'it' NOT NULL,
	way TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	problem TEXT,
	operator_id TEXT DEFAULT '' NOT NULL,
	operator_name TEXT DEFAULT '' NOT NULL,
	asked_at BIGINT DEFAULT 0 NOT NULL,
	changed_at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_sending PRIMARY KEY (id)
);
CREATE INDEX ix_sending_changed_at ON sending (changed_at);
CREATE INDEX ix_sending_scope_id ON sending (scope, id);
CREATE TABLE service_card (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	topic_id TEXT DEFAULT '' NOT NULL,
	say TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT 'it' NOT NULL,
	original_id TEXT,
	original_version BIGINT DEFAULT 0 NOT NULL,
	category TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'active' NOT NULL,
	status_reason TEXT DEFAULT '' NOT NULL,
	alert TEXT DEFAULT '' NOT NULL,
	short_description TEXT DEFAULT '' NOT NULL,
	who_for TEXT DEFAULT '' NOT NULL,
	how_to TEXT DEFAULT '' NOT NULL,
	what_is_needed TEXT DEFAULT '' NOT NULL,
	what_you_get TEXT DEFAULT '' NOT NULL,
	times TEXT DEFAULT '' NOT NULL,
	costs TEXT DEFAULT '' NOT NULL,
	access TEXT DEFAULT '' NOT NULL,
	conditions TEXT DEFAULT '' NOT NULL,
	contacts TEXT DEFAULT '' NOT NULL,
	responsible_id TEXT,
	other_topic_ids TEXT DEFAULT '' NOT NULL,
	office_ids TEXT DEFAULT '' NOT NULL,
	places TEXT DEFAULT '' NOT NULL,
	desk_times TEXT DEFAULT '' NOT NULL,
	phone_times TEXT DEFAULT '' NOT NULL,
	phones TEXT DEFAULT '' NOT NULL,
	keywords TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	owner_email TEXT DEFAULT '' NOT NULL,
	reviewer TEXT DEFAULT '' NOT NULL,
	review_on TEXT,
	verified_on TEXT,
	valid_from TEXT,
	valid_until TEXT,
	withdrawn TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_service_card PRIMARY KEY (id)
);
CREATE INDEX ix_service_card_scope_id ON service_card (scope, id);
CREATE TABLE synonym_proposal (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	words TEXT DEFAULT '' NOT NULL,
	line TEXT DEFAULT '' NOT NULL,
	card_id TEXT DEFAULT '' NOT NULL,
	card_title TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT 'it' NOT NULL,
	times BIGINT DEFAULT 0 NOT NULL,
	people BIGINT DEFAULT 0 NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	lost TEXT DEFAULT '' NOT NULL,
	decided_by TEXT,
	decided_name TEXT DEFAULT '' NOT NULL,
	decided_at BIGINT,
	CONSTRAINT pk_synonym_proposal PRIMARY KEY (id)
);
CREATE INDEX ix_synonym_proposal_scope_id ON synonym_proposal (scope, id);
CREATE TABLE text_message (
	id TEXT NOT NULL,
	recipient TEXT DEFAULT '' NOT NULL,
	card_id TEXT DEFAULT '' NOT NULL,
	office_id TEXT DEFAULT '' NOT NULL,
	contact_id TEXT DEFAULT '' NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	fault TEXT DEFAULT '' NOT NULL,
	parts BIGINT DEFAULT 0 NOT NULL,
	attempts BIGINT DEFAULT 0 NOT NULL,
	created_at BIGINT DEFAULT 0 NOT NULL,
	next_at BIGINT DEFAULT 0 NOT NULL,
	begun_at BIGINT,
	sent_at BIGINT,
	CONSTRAINT pk_text_message PRIMARY KEY (id)
);
CREATE INDEX ix_text_message_contact_id ON text_message (contact_id);
CREATE INDEX ix_text_message_state_next_at ON text_message (state, next_at);
CREATE TABLE text_part (
	id TEXT NOT NULL,
	text_id TEXT DEFAULT '' NOT NULL,
	receipt TEXT DEFAULT '' NOT NULL,
	number BIGINT DEFAULT 0 NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_text_part PRIMARY KEY (id)
);
CREATE INDEX ix_text_part_text_id ON text_part (text_id);
CREATE TABLE text_vector (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	model TEXT DEFAULT '' NOT NULL,
	digest TEXT DEFAULT '' NOT NULL,
	numbers TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_text_vector PRIMARY KEY (id)
);
CREATE INDEX ix_text_vector_scope_id ON text_vector (scope, id);
CREATE TABLE thesaurus_line (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	line TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	author TEXT DEFAULT '' NOT NULL,
	added_on TEXT,
	CONSTRAINT pk_thesaurus_line PRIMARY KEY (id)
);
CREATE INDEX ix_thesaurus_line_scope_id ON thesaurus_line (scope, id);
CREATE TABLE topic (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	path TEXT DEFAULT '' NOT NULL,
	desk_id TEXT,
	CONSTRAINT pk_topic PRIMARY KEY (id)
);
CREATE INDEX ix_topic_scope_id ON topic (scope, id);
CREATE TABLE trial_question (
	id TEXT NOT NULL,
	scope TEXT NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	deleted BIGINT DEFAULT 0 NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	card_ids TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT 'it' NOT NULL,
	added_by TEXT,
	added_name TEXT DEFAULT '' NOT NULL,
	added_on TEXT,
	CONSTRAINT pk_trial_question PRIMARY KEY (id)
);
CREATE INDEX ix_trial_question_scope_id ON trial_question (scope, id);
CREATE TABLE trunk (
	exchange TEXT NOT NULL,
	is_up BIGINT DEFAULT 0 NOT NULL,
	since_at BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_trunk PRIMARY KEY (exchange)
);
CREATE TABLE voicemail (
	id TEXT NOT NULL,
	call_id TEXT DEFAULT '' NOT NULL,
	queue_id TEXT DEFAULT '' NOT NULL,
	caller TEXT DEFAULT '' NOT NULL,
	file TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT 0 NOT NULL,
	duration_s BIGINT DEFAULT 0 NOT NULL,
	case_id TEXT,
	callback_id TEXT,
	CONSTRAINT pk_voicemail PRIMARY KEY (id)
);
CREATE TABLE account_desk (
	account_id TEXT NOT NULL,
	desk_id TEXT NOT NULL,
	CONSTRAINT pk_account_desk PRIMARY KEY (account_id, desk_id),
	CONSTRAINT fk_account_desk_account_id_account FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE account_skill (
	account_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	code TEXT NOT NULL,
	level BIGINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_account_skill PRIMARY KEY (account_id, kind, code),
	CONSTRAINT fk_account_skill_account_id_account FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE session (
	id TEXT NOT NULL,
	account_id TEXT NOT NULL,
	device_id TEXT DEFAULT '' NOT NULL,
	seat TEXT DEFAULT '' NOT NULL,
	generation BIGINT DEFAULT 0 NOT NULL,
	created_at BIGINT DEFAULT 0 NOT NULL,
	rotated_at BIGINT DEFAULT 0 NOT NULL,
	last_used_at BIGINT DEFAULT 0 NOT NULL,
	expires_at BIGINT DEFAULT 0 NOT NULL,
	revoked_at BIGINT,
	CONSTRAINT pk_session PRIMARY KEY (id),
	CONSTRAINT fk_session_account_id_account FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE INDEX ix_session_account_id ON session (account_id);
