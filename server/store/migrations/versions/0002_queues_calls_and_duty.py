"""Queues, calls and duty."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seat", sa.Column("line_digest", sa.Text(), server_default="", nullable=False))
    op.add_column("case_", sa.Column("voicemail_id", sa.Text(), nullable=True))
    op.add_column(
        "case_",
        sa.Column(
            "voicemail_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
    )
    op.create_table(
        "blocked_number",
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column(
            "asked_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "approved_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("until_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_blocked_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "call_quality",
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), server_default="", nullable=False),
        sa.Column("seat", sa.Text(), server_default="", nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "mos_mean",
            sa.Double().with_variant(sa.REAL(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "mos_min",
            sa.Double().with_variant(sa.REAL(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "lost_pct",
            sa.Double().with_variant(sa.REAL(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "jitter_ms",
            sa.Double().with_variant(sa.REAL(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "rtt_ms",
            sa.Double().with_variant(sa.REAL(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "talk_s",
            sa.Double().with_variant(sa.REAL(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "stalls",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_call_quality")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("call_quality", schema=None) as batch_op:
        batch_op.create_index("ix_call_quality_at", ["at"], unique=False)

    op.create_table(
        "call_recording",
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column("exchange", sa.Text(), server_default="", nullable=False),
        sa.Column("relay", sa.Text(), server_default="", nullable=False),
        sa.Column("sip", sa.Text(), server_default="", nullable=False),
        sa.Column("account_id", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "notice_until_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "started_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "masked_until_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("ended_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_call_recording")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("call_recording", schema=None) as batch_op:
        batch_op.create_index(
            "ix_call_recording_notice_until_at", ["notice_until_at"], unique=False
        )
        batch_op.create_index("ix_call_recording_state", ["state"], unique=False)

    op.create_table(
        "call_transfer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("call_id", sa.Text(), server_default="", nullable=False),
        sa.Column("from_account_id", sa.Text(), server_default="", nullable=False),
        sa.Column("from_seat", sa.Text(), server_default="", nullable=False),
        sa.Column("caller_phone", sa.Text(), server_default="", nullable=False),
        sa.Column("target", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "is_consult",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("new_call_id", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_transfer")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("call_transfer", schema=None) as batch_op:
        batch_op.create_index("ix_call_transfer_at", ["at"], unique=False)
        batch_op.create_index("ix_call_transfer_caller_phone", ["caller_phone", "at"], unique=False)

    op.create_table(
        "duty",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column(
            "rev",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("seat", sa.Text(), server_default="", nullable=False),
        sa.Column("call_id", sa.Text(), server_default="", nullable=False),
        sa.Column("queue_id", sa.Text(), server_default="", nullable=False),
        sa.Column("offer_id", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "since_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "idle_since_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("wrap_up_mode", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "wrap_up_until_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "pause_until_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "screen_break_due_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "may_extend",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "wants_wrap_up",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "registered",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "has_microphone",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "has_phone",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("pending", sa.Text(), server_default="", nullable=False),
        sa.Column("forced_by", sa.Text(), server_default="", nullable=False),
        sa.Column("message", sa.Text(), server_default="", nullable=False),
        sa.Column("before", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "reported_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("boot", sa.Text(), server_default="", nullable=False),
        sa.Column("seat_calls", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "lost",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "unregistered",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("memory", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "taken",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "line_changes",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "line_changes_since",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_duty")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index("ix_duty_seat", ["seat"], unique=False)
        batch_op.create_index("ix_duty_state", ["state"], unique=False)

    op.create_table(
        "duty_event",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("account_id", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("seat", sa.Text(), server_default="", nullable=False),
        sa.Column("call_id", sa.Text(), server_default="", nullable=False),
        sa.Column("offer_id", sa.Text(), server_default="", nullable=False),
        sa.Column("origin", sa.Text(), server_default="", nullable=False),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_duty_event")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("duty_event", schema=None) as batch_op:
        batch_op.create_index("ix_duty_event_account_id", ["account_id", "seq"], unique=False)
        batch_op.create_index("uq_duty_event_step", ["account_id", "step"], unique=True)
        batch_op.create_index("ix_duty_event_kind", ["kind", "at"], unique=False)

    op.create_table(
        "exchange_event",
        sa.Column("exchange", sa.Text(), nullable=False),
        sa.Column("sip", sa.Text(), nullable=False),
        sa.Column("ev", sa.Text(), nullable=False),
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("call_id", sa.Text(), server_default="", nullable=False),
        sa.Column("seat", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("replaces", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "told_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "heard_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("exchange", "sip", "ev", "offer", name=op.f("pk_exchange_event")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("exchange_event", schema=None) as batch_op:
        batch_op.create_index("ix_exchange_event_call_id", ["call_id"], unique=False)
        batch_op.create_index("ix_exchange_event_heard_at", ["heard_at"], unique=False)

    op.create_table(
        "pause_rule",
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "limit_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "quota_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "at_once",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "is_paid",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("reason", name=op.f("pk_pause_rule")),
        sqlite_strict=True,
    )
    op.create_table(
        "queue",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column(
            "version",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("1"),
            nullable=False,
        ),
        sa.Column(
            "deleted",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("entries", sa.Text(), server_default="", nullable=False),
        sa.Column("topic", sa.Text(), server_default="", nullable=False),
        sa.Column("desk_id", sa.Text(), nullable=True),
        sa.Column("callback_desk_id", sa.Text(), nullable=True),
        sa.Column(
            "priority",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("hours", sa.Text(), server_default="", nullable=False),
        sa.Column("language_hours", sa.Text(), server_default="", nullable=False),
        sa.Column("rings", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "ring_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "max_wait_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("overflow_to", sa.Text(), nullable=True),
        sa.Column(
            "overflow_after_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "last_operator_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("menu", sa.Text(), server_default="", nullable=False),
        sa.Column("wrap_up", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "wrap_up_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "auto_answer_ms",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "tells_position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "tells_wait",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "tells_operator_code",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("emergency_text", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "offers_callback_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "has_voicemail",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("recording", sa.Text(), server_default="", nullable=False),
        sa.Column("recording_notice", sa.Text(), server_default="", nullable=False),
        sa.Column("dpia_note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.create_index("ix_queue_scope_id", ["scope", "id"], unique=False)

    op.create_table(
        "queue_call",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("exchange", sa.Text(), server_default="", nullable=False),
        sa.Column("boot", sa.Text(), server_default="", nullable=False),
        sa.Column("sip", sa.Text(), server_default="", nullable=False),
        sa.Column("from_tag", sa.Text(), server_default="", nullable=False),
        sa.Column("relay", sa.Text(), server_default="", nullable=False),
        sa.Column("caller", sa.Text(), server_default="", nullable=False),
        sa.Column("dialled", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("queue_id", sa.Text(), nullable=True),
        sa.Column("first_queue_id", sa.Text(), nullable=True),
        sa.Column(
            "priority",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("5"),
            nullable=False,
        ),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("cause", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "from_seat",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "arrived_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "queued_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "tries",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "answered_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("ended_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("offer_id", sa.Text(), nullable=True),
        sa.Column("seat", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("transfer_id", sa.Text(), nullable=True),
        sa.Column("callback_id", sa.Text(), nullable=True),
        sa.Column("wanted_account_id", sa.Text(), nullable=True),
        sa.Column(
            "wanted_until_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "is_first",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("replaces", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_call")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("queue_call", schema=None) as batch_op:
        batch_op.create_index("ix_queue_call_arrived_at", ["arrived_at"], unique=False)
        batch_op.create_index("ix_queue_call_caller", ["caller", "arrived_at"], unique=False)
        batch_op.create_index("ix_queue_call_sip", ["sip"], unique=False)
        batch_op.create_index("ix_queue_call_state", ["state", "queued_at"], unique=False)

    op.create_table(
        "queue_offer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("call_id", sa.Text(), server_default="", nullable=False),
        sa.Column("seat", sa.Text(), server_default="", nullable=False),
        sa.Column("account_id", sa.Text(), server_default="", nullable=False),
        sa.Column("queue_id", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "offered_at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("closed_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_offer")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("queue_offer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_queue_offer_account_id", ["account_id", "offered_at"], unique=False
        )
        batch_op.create_index("ix_queue_offer_call_id", ["call_id"], unique=False)
        batch_op.create_index("ix_queue_offer_offered_at", ["offered_at"], unique=False)

    op.create_table(
        "voicemail",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("call_id", sa.Text(), server_default="", nullable=False),
        sa.Column("queue_id", sa.Text(), server_default="", nullable=False),
        sa.Column("caller", sa.Text(), server_default="", nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "at",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column(
            "duration_s",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("callback_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voicemail")),
        sqlite_strict=True,
    )
    op.create_table(
        "account_skill",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "level",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_skill_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "kind", "code", name=op.f("pk_account_skill")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_column("case_", "voicemail_s")
    op.drop_column("case_", "voicemail_id")
    op.drop_column("seat", "line_digest")
    op.drop_table("account_skill")
    op.drop_table("voicemail")
    with op.batch_alter_table("queue_offer", schema=None) as batch_op:
        batch_op.drop_index("ix_queue_offer_offered_at")
        batch_op.drop_index("ix_queue_offer_call_id")
        batch_op.drop_index("ix_queue_offer_account_id")

    op.drop_table("queue_offer")
    with op.batch_alter_table("queue_call", schema=None) as batch_op:
        batch_op.drop_index("ix_queue_call_state")
        batch_op.drop_index("ix_queue_call_sip")
        batch_op.drop_index("ix_queue_call_caller")
        batch_op.drop_index("ix_queue_call_arrived_at")

    op.drop_table("queue_call")
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.drop_index("ix_queue_scope_id")

    op.drop_table("queue")
    op.drop_table("pause_rule")
    with op.batch_alter_table("exchange_event", schema=None) as batch_op:
        batch_op.drop_index("ix_exchange_event_heard_at")
        batch_op.drop_index("ix_exchange_event_call_id")

    op.drop_table("exchange_event")
    with op.batch_alter_table("duty_event", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_event_kind")
        batch_op.drop_index("uq_duty_event_step")
        batch_op.drop_index("ix_duty_event_account_id")

    op.drop_table("duty_event")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_state")
        batch_op.drop_index("ix_duty_seat")

    op.drop_table("duty")
    with op.batch_alter_table("call_transfer", schema=None) as batch_op:
        batch_op.drop_index("ix_call_transfer_caller_phone")
        batch_op.drop_index("ix_call_transfer_at")

    op.drop_table("call_transfer")
    with op.batch_alter_table("call_recording", schema=None) as batch_op:
        batch_op.drop_index("ix_call_recording_state")
        batch_op.drop_index("ix_call_recording_notice_until_at")

    op.drop_table("call_recording")
    with op.batch_alter_table("call_quality", schema=None) as batch_op:
        batch_op.drop_index("ix_call_quality_at")

    op.drop_table("call_quality")
    op.drop_table("blocked_number")
