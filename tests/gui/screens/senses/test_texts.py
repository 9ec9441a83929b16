"""Every code has a sentence in the operator's words, and no code is ever shown."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.model.duty.seat_state import AgentState, Because, PauseReason
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.texts import Texts
from console.viewmodels.kit.notice_code import Moment, NoticeCode
from contract.domain.callback import AttemptOutcome
from contract.domain.case import CaseState
from contract.domain.contact import Channel, Disposition
from contract.wire import reason_codes
from contract.wire.phone_socket import EndCause
from tests.support.seats.notice_sentences import notice_texts

CODES = [
    value for name, value in vars(reason_codes).items() if name.isupper() and isinstance(value, str)
]
# Told by the caller card, by the page of the lock and by the command that enrols a computer.
HAVE_A_PLACE = (
    "lookups_enough", "unknown_case", "signed_in_elsewhere", "signed_out_by_others",
    "enrol_code_unknown", "enrol_code_used", "enrol_code_expired",
)  # fmt: skip
# A console that meets these asks for what this server does not know: one sentence for all.
OF_ANOTHER_VERSION = ("unknown_kind", "malformed", "not_found", "method_not_allowed")
STORE_KINDS = ("corrupt", "full", "locked", "newer_version", "unwritable", "something_new")
FIELDS = ("name", "fiscal_code", "phone", "topic", "desk", "description", "note", "outcome")
NOTICES = (
    "offline", "came_back", "store_full", "store_corrupt", "store_locked", "store_unwritable",
    "recovered", "left_behind", "resumed", "resumed_in_call", "no_keyring", "certificate", "clock",
    "unexpected", "partly_recovered", "copy_broken", "kept_here",
    "saved", "saved_in_memory", "forwarded", "put_aside", "missed_call", "no_microphone",
    "line_lost", "line_refused",
    "line_certificate", "line_not_set", "phone_gone", "phone_failing", "call_dropped",
    "hold_reminder", "bad_line",
    "phone_forbidden", "phone_malformed", "phone_too_short", "no_line", "unknown_call", "busy",
    "claim_lost", "claim_filed", "claim_granted", "nothing_waiting", "queue_unreachable",
    "lease_lost", "callback_left", "attempt_recorded", "callback_released",
    "server_full",
    "transferred", "transfer_without_case", "transfer_bridged", "transfer_failed",
    "transfer_closed", "transfer_forbidden_number", "transfer_nobody", "transfer_unknown_line",
    "consultation_ended", "outgoing_ended", "number_hidden", "too_many", "forbidden_number",
    "bad_number", "wrong_state", "no_device", "engine",
    "store_low", "phone_gone_in_call",
    "callback_first", "callback_turn", "news_call_lost", "news_overrun", "news_repaired",
    "news_misuse",
    "trunk_down", "trunk_one_down", "trunk_back", "outgoing_cut_off",
    "recording_covered", "recording_uncovered", "recording_stays_covered", "entry_reported",
    "card_sent", "card_sent_by_sms", "card_not_arrived", "card_in_doubt", "card_waits",
    "send_needs_contact", "number_sent", "number_waits",
)  # fmt: skip


def is_sentence(text: str) -> bool:
    return bool(re.match(r"[A-ZÈÀ«%]", text)) and text[-1] in ".?!" and "_" not in text


@pytest.mark.parametrize("code", [*CODES, "a_code_of_tomorrow"])
def test_every_refusal_of_the_server_is_a_sentence(app: QApplication, code: str) -> None:
    wording = Texts()
    subject = {"command": "record_contact", "at": "2026-11-25T13:00:00+00:00", "field": "desk"}
    text = wording.refused_by_server(code, subject)
    assert is_sentence(text)
    assert "14:00" in text
    assert is_sentence(wording.sign_in_refused(code))


@pytest.mark.parametrize(
    "code", [code for code in CODES if code not in (*OF_ANOTHER_VERSION, *HAVE_A_PLACE)]
)
def test_every_refusal_has_a_sentence_of_its_own(app: QApplication, code: str) -> None:
    wording, notices = Texts(), notice_texts()
    subject = {"command": "record_contact"}
    unknown = "a_code_of_tomorrow"
    own = (
        notices.sentence(code, {}) != notices.sentence(unknown, {}),
        wording.refused_by_server(code, subject) != wording.refused_by_server(unknown, subject),
        wording.sign_in_refused(code) != wording.sign_in_refused(unknown),
    )
    assert any(own)
    assert is_sentence(notices.sentence(code, {}))


@pytest.mark.parametrize("code", NOTICES)
def test_every_notice_is_a_sentence_with_or_without_details(app: QApplication, code: str) -> None:
    notices = notice_texts()
    assert is_sentence(notices.sentence(code, {}))
    full = {
        "since": "2026-11-25T13:06:00+00:00",
        "synced": "2026-11-25T13:05:00+00:00",
        "waiting": "3",
        "sent": "1",
        "holder": "Carlo Prova",
    }
    assert is_sentence(notices.sentence(code, full))


def test_every_code_that_a_feature_declares_has_its_own_sentence(app: QApplication) -> None:
    notices = notice_texts()
    declared = [code for codes in NoticeCode.__subclasses__() for code in codes]
    assert len(declared) > 80
    assert [str(code) for code in declared if not notices.has(code)] == []


def test_what_is_told_of_this_call_is_not_told_of_the_next(app: QApplication) -> None:
    notices = notice_texts()
    declared = [code for codes in NoticeCode.__subclasses__() for code in codes]
    of_it = [one for one in declared if notices.sentence(one, {}).startswith("Questa telefonata ")]
    assert len(of_it) == 2
    assert all({Moment.CALL_BEGINS, Moment.CALL_ENDS} <= one.until for one in of_it)


@pytest.mark.parametrize("kind", STORE_KINDS)
def test_a_broken_store_says_what_happened_what_is_safe_and_what_to_do(
    app: QApplication, kind: str
) -> None:
    happened, safe, button = Texts().store_broken(f"store_{kind}")
    assert is_sentence(happened)
    assert is_sentence(safe)
    assert button
    assert not button.endswith(".")


@pytest.mark.parametrize(
    "code",
    ["missing_field", "phone_too_short", "phone_malformed", "phone_forbidden", "text_too_long",
     "fiscal_code_malformed", "fiscal_code_check", "unknown"],
)  # fmt: skip
def test_every_fault_of_a_field_says_how_to_mend_it(app: QApplication, code: str) -> None:
    for field in FIELDS:
        assert is_sentence(Texts().field_error(field, code))


def test_the_summary_names_the_fields(app: QApplication) -> None:
    text = Texts().summary(("topic", "phone"))
    assert text == "Ci sono 2 cose da sistemare: Argomento, Telefono."
    assert Texts().summary(()) == ""


def test_offline_tells_since_when_and_what_waits(app: QApplication) -> None:
    subject = {"since": "2026-11-25T13:06:00+00:00", "synced": "", "waiting": "3"}
    text = notice_texts().sentence("offline", subject)
    assert "dalle 14:06" in text
    assert "3 cose da inviare" in text


def test_every_state_has_its_word(app: QApplication) -> None:
    words = StateTexts()
    texts = [words.state(one) for one in AgentState]
    assert len(set(texts)) == len(texts)
    assert all(words.pause(one) for one in PauseReason)
    assert all(words.reason(one) for one in (*PauseReason, *Because))
    assert all(words.disposition(one) for one in Disposition)
    assert all(words.channel(one) for one in Channel)
    assert all(words.case_state(one) for one in CaseState)
    assert all(words.outcome(one) for one in AttemptOutcome)
    assert all(words.end_of_call(one) for one in EndCause if one)
    assert words.reason("of a newer console") == ""


def _bare(node: ast.AST) -> bool:
    """Return whether it holds a text of others that nothing isolates."""
    name = ""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
    if name in ("isolated", "left_to_right"):
        return False
    return name == "one_line" or any(_bare(child) for child in ast.iter_child_nodes(node))


def test_what_others_wrote_stands_isolated_in_each_sentence() -> None:
    """In an Arabic sentence the full stop of an Italian one stood before it."""
    found = []
    for file in (file for part in ("console", "widgets") for file in Path(part).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
                given = [*node.args, *(one.value for one in node.keywords)]
                found += [f"{file}:{one.lineno}" for one in given if _bare(one)]
    assert found == []
