"""Binds the operator's own contacts to their page, and its keys to what is done with one."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt

from console.screens.contact.contact_notice_texts import copy_number
from console.screens.contact.contact_screen import CONTACT
from console.screens.contact.own_contact_texts import OwnContactTexts
from console.screens.contact.own_contacts_screen import OwnContactsScreen
from console.screens.kit.feature import Answer, Frame
from console.viewmodels.contact.case_numbers import CaseNumbers
from console.viewmodels.contact.closed_contacts import ClosedContactsViewModel
from console.viewmodels.contact.own_contacts import Own, OwnContactsViewModel, OwnFilter
from console.viewmodels.kit.opened_records import OpenedRecordsViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.contact import Contact
from contract.domain.ids import ContactId
from widgets.cards.contact_detail import ContactText
from widgets.cases.record_sight import RecordSight


class OwnContactsPresenter(QObject):
    """answers: what the page makes of keys that others have too."""

    def __init__(
        self,
        screen: OwnContactsScreen,
        models: SeatModels,
        frame: Frame,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._models = models
        self._frame = frame
        self._now = now
        self._model = models.of(OwnContactsViewModel)
        self._closed = models.of(ClosedContactsViewModel)
        self._numbers = models.of(CaseNumbers)
        self._texts = OwnContactTexts(self)
        self._sight = RecordSight(screen.detail, models.of(OpenedRecordsViewModel).note)
        self.answers = {
            "hit.use_selected": Answer(
                run=self._correct, is_offered=self._may_correct, why=self._why_not_corrected
            ),
            "contact.new": Answer(
                run=self._again,
                title=self.tr("Nuovo contatto con gli stessi dati"),
                is_offered=lambda: self._shown() is not None,
                why=lambda: "nothing_chosen",
            ),
            "search.filter": Answer(run=screen.search_own),
        }
        self._connect()
        self.refresh()

    def refusals(self) -> dict[str, str]:
        return {
            "too_late": self.tr("Dopo 24 ore un contatto non si corregge più."),
            "still_open": self.tr("Questo contatto è ancora aperto: Invio lo riprende."),
            "nothing_chosen": self.tr("Prima scegli un contatto dalla lista."),
        }

    def refresh(self) -> None:
        """Show them; while another page is in front it waits until this one is shown.

        With the contacts of a week this took longer than a frame at each step of a call.
        """
        if not self._screen.isVisible():
            return
        self._show_filters()
        rows, now = self._model.rows(), self._now()
        unsent = self._models.own_work.unsent
        self._screen.table.set_records(
            [
                self._texts.row(
                    one,
                    self._model.topic(one),
                    now,
                    is_unsent=isinstance(one, Contact) and one.id in unsent,
                )
                for one in rows
            ]
        )
        self._screen.empty.setText(self._nothing())
        self._screen.empty.setVisible(not rows)
        self._screen.table.setVisible(bool(rows))
        self._show_chosen()

    def _connect(self) -> None:
        screen, detail = self._screen, self._screen.detail
        for chosen, chip in screen.filters.items():
            chip.clicked.connect(lambda _=False, one=chosen: self._model.choose(one))
        screen.search.edited.connect(self._model.search)
        screen.table.selected.connect(lambda _: self._show_chosen())
        screen.table.refreshed.connect(self._show_chosen)
        screen.table.opened.connect(lambda _: self._reopen())
        detail.reopen_requested.connect(self._reopen)
        detail.correct_requested.connect(self._correct)
        detail.again_requested.connect(self._again)
        detail.copy_requested.connect(self._copy)
        detail.send_requested.connect(self._send)
        screen.shown.connect(self.refresh)
        self._model.changed.connect(self.refresh)
        self._models.calls.log.changed.connect(self.refresh)

    def _show_filters(self) -> None:
        words = {
            OwnFilter.TODAY: self.tr("Oggi {0}"),
            OwnFilter.TO_COMPLETE: self.tr("Da completare {0}"),
            OwnFilter.WITH_CALLBACK: self.tr("Con richiamo {0}"),
            OwnFilter.LEVEL_TWO: self.tr("II livello {0}"),
            OwnFilter.YESTERDAY: self.tr("Ieri {0}"),
            OwnFilter.WEEK: self.tr("7 giorni {0}"),
        }
        for chosen, chip in self._screen.filters.items():
            chip.show_words(words[chosen].format(len(self._model.rows(chosen))))
            chip.setChecked(chosen is self._model.filter)

    def _nothing(self) -> str:
        if self._model.query.strip():
            return self.tr("Nessun contatto con queste parole.")
        if self._models.own_work.contacts or self._models.own_work.drafts:
            return self.tr("Nessun contatto così.")
        return self.tr("Ancora nessun contatto. Quelli che chiudi con F9 compaiono qui.")

    def _shown(self) -> Own | None:
        record = self._screen.table.current_record()
        return self._model.find(record.key) if record is not None else None

    def _show_chosen(self) -> None:
        one = self._shown()
        self._screen.detail.setVisible(one is not None)
        if one is not None:
            self._screen.detail.show_contact(self._detail(one))
        # What was only begun is nobody's yet: it is in the audit when it is closed.
        self._sight.show(*([("contact", one.id)] if isinstance(one, Contact) else []))
        if isinstance(one, Contact) and one.case_number:
            self._numbers.offer(one.id, self._show_offer)
        else:
            self._screen.detail.send_button.hide()

    def _show_offer(self, contact_id: ContactId, may_send: bool) -> None:
        one = self._shown()
        is_shown = isinstance(one, Contact) and one.id == contact_id
        self._screen.detail.send_button.setVisible(may_send and is_shown)

    def _detail(self, one: Own) -> ContactText:
        desks = {desk.id: desk.name for desk in self._models.editor.desks}
        queue = self._models.status.queue_of(one.queue)
        sent = self._models.own_work.sendings.get(one.id, ()) if isinstance(one, Contact) else ()
        return self._texts.detail(
            one,
            self._model.topic(one),
            (
                desks.get(one.desk_id, "") if one.desk_id else "",
                queue.name if queue is not None else one.queue,
            ),
            self._now(),
            (self._models.calls.log.story_of(one.call_key), sent),
            is_correctable=self._model.is_correctable(one),
        )

    def _may_correct(self) -> bool:
        one = self._shown()
        return one is not None and self._model.is_correctable(one)

    def _why_not_corrected(self) -> str:
        one = self._shown()
        if one is None:
            return "nothing_chosen"
        return "too_late" if isinstance(one, Contact) else "still_open"

    def _to_contact(self) -> None:
        """Go where it will be shown; what is refused is refused where it was asked for."""
        if not self._closed.obstacle:
            self._frame.show_module(CONTACT)

    def _reopen(self) -> None:
        """Go on with it: a draft as it is; a closed one is taken back."""
        one = self._shown()
        if one is None:
            return
        if not isinstance(one, Contact):
            self._to_contact()
            self._closed.take_up(one.contact_id)
        elif self._model.is_correctable(one):
            self._to_contact()
            self._closed.reopen(one.id)
        else:
            self._frame.refuse("too_late")

    def _correct(self) -> None:
        one = self._shown()
        if isinstance(one, Contact) and self._model.is_correctable(one):
            self._to_contact()
            self._closed.correct(one.id)

    def _again(self) -> None:
        """Open a new contact of the same citizen."""
        one = self._shown()
        if one is None:
            return
        if code := self._closed.obstacle:
            self._frame.refuse(code)
        else:
            self._frame.show_module(CONTACT)
            self._models.editor.begin(of_citizen=(one.citizen_id, one.caller))

    def _copy(self) -> None:
        one = self._shown()
        if isinstance(one, Contact):
            copy_number(one.case_number)

    def _send(self) -> None:
        one = self._shown()
        if isinstance(one, Contact):
            self._numbers.send(one.id)
            self._screen.detail.reopen_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._screen.detail.send_button.hide()  # asked for once
