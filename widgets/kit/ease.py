"""What an operator may switch off for the whole application: keys of one sign, and movement."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_NO_DIGITS, _BEFORE = "hasNoDigitKeys", "movesBefore"
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


def take_ease(app: QApplication, *, has_digit_keys: bool, is_still: bool) -> None:
    """is_still: no cursor blinks and no menu glides; else both as the system has them."""
    app.setProperty(_NO_DIGITS, not has_digit_keys)
    before = app.property(_BEFORE)  # the system's own, to come back to; None: it is so now
    if is_still == (before is not None):
        return
    if is_still:
        moves = [int(app.isEffectEnabled(one)) for one in _EFFECTS]
        app.setProperty(_BEFORE, [app.cursorFlashTime(), *moves])
        _move(app, 0, [0] * len(_EFFECTS))
    else:
        app.setProperty(_BEFORE, None)
        _move(app, before[0], before[1:])


def _move(app: QApplication, blink_ms: int, effects: list[int]) -> None:
    app.setCursorFlashTime(blink_ms)
    for effect, is_on in zip(_EFFECTS, effects, strict=True):
        app.setEffectEnabled(effect, bool(is_on))


def has_digit_keys() -> bool:
    """Return whether a digit alone uses a result where the results have the focus."""
    app = QApplication.instance()
    return app is None or not app.property(_NO_DIGITS)
