"""What else is asked at a sign-in: a secret in place of a temporary one, digits of a telephone."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.plain_text import set_spoken_name, wrapped_label
from widgets.kit.theme import SPACE_M
from widgets.kit.typed_text import left_alone


class SignInAnswers(QWidget):
    """Nothing of it is in sight until it is asked for."""

    entered = Signal()
    left_alone = Signal()  # what is asked for was not touched for some time

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = LineField("new_secret", "", secret=True, left_to_right=True)
        self._again = LineField("new_secret_again", "", secret=True, left_to_right=True)
        self._code = LineField("second_factor", "", left_to_right=True)
        self._chosen = (self._new, self._again)
        self._all = (*self._chosen, self._code)
        self._shown = wrapped_label("")
        self._shown.setObjectName("second_factor_shown")
        # By keys too: a secret of 32 letters is copied, or read out letter by letter.
        self._shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_M)
        for part in (*self._chosen, self._shown, self._code):
            rows.addWidget(part)
        for field in self._all:
            field.entered.connect(self.entered)
            field.edited.connect(lambda _, mended=field: mended.show_error(""))
            field.edited.connect(lambda _: self._left.start())
        self._left: QTimer = left_alone(self, self.left_alone.emit)
        self.ask_nothing()

    def asked(self) -> tuple[LineField, ...]:
        """Return the fields that are in sight."""
        return tuple(field for field in self._all if not field.isHidden())

    def ask_nothing(self) -> None:
        self._left.stop()
        for field in self._all:
            field.set_value("")
            field.show_error("")
            field.hide()
        self._show("")
        self.hide()

    def ask_new_secret(self, rules: str) -> None:
        """Ask for a secret in place of the one typed above, twice; rules: what a good one is."""
        self._begin()
        for field in self._chosen:
            field.set_value("")
            field.show()
        self._new.words.set_hint(rules)
        self._new.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_code(self, hint: str, shown: str = "") -> None:
        """Ask for digits; shown: what they come from, for the first time, "" for what stands."""
        self._begin()
        if shown:
            self._show(shown)
        self._code.set_value("")
        self._code.words.set_hint(hint)
        self._code.show()
        first = self._shown if shown else self._code.editor
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_secret(self) -> str:
        """Return what was chosen in place of the one above; "" where none was asked for."""
        return self._new.value()

    def code(self) -> str:
        return self._code.value()

    def check(self) -> None:
        """Show at each field what is missing or wrong."""
        missing = {
            self._new: self.tr("Scrivi la password nuova."),
            self._code: self.tr("Scrivi il codice."),
        }
        for field in self.asked():
            field.show_error("" if field.value().strip() else missing.get(field, ""))
        if self._again in self.asked() and self._again.value() != self._new.value():
            self._again.show_error(self.tr("Non è uguale a quella sopra."))

    def say_words(self) -> None:
        """Say all of it in the language of now."""
        self._new.label.setText(self.tr("Password n&uova"))
        self._again.label.setText(self.tr("Ripeti la password nuova"))
        self._code.label.setText(self.tr("Codice di verifica"))
        for field in self._all:
            field.show_error("")
            field.words.require()

    def _begin(self) -> None:
        self._left.start()
        self.show()

    def _show(self, words: str) -> None:
        self._shown.setText(words)
        set_spoken_name(self._shown, words)
        self._shown.setVisible(bool(words))
