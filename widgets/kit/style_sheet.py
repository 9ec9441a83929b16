"""The one style sheet, at most 80 lines, filled from the tokens and the text size."""

from dataclasses import fields
from string import Template

from widgets.kit.tokens import Tokens

_SHEET = Template("""\
QLineEdit,QPlainTextEdit,QTextBrowser,QListView,QTableView,QComboBox,QSpinBox{\
background:$surface;color:$text;border:1px solid $border;border-radius:3px;\
selection-background-color:$selection;selection-color:$text}
QLineEdit,QPlainTextEdit{placeholder-text-color:$placeholder}
QLineEdit,QComboBox,QSpinBox{min-height:${px24}px;padding:3px 6px}
QPlainTextEdit,QTextBrowser{padding:3px}
QListView,QTableView{padding:1px;outline:0px}
QLineEdit:focus,QComboBox:focus,QSpinBox:focus{border:2px solid $focus;padding:2px 5px}
QPlainTextEdit:focus,QTextBrowser:focus{border:2px solid $focus;padding:2px}
QListView:focus,QTableView:focus{border:2px solid $focus;padding:0px}
QLineEdit[invalid="true"],QComboBox[invalid="true"],QPlainTextEdit[invalid="true"]{\
border:2px solid $error_text;background:$error_ground}
QLineEdit[invalid="true"]:focus,QComboBox[invalid="true"]:focus,QPlainTextEdit[invalid="true"]:focus{\
border-color:$focus}
QLineEdit:disabled,QComboBox:disabled,QPlainTextEdit:disabled{\
background:$surface2;color:$text2;border:1px dashed $border}
QComboBox::drop-down{border:0px;width:${px24}px}
QComboBox::down-arrow{image:url("$marks/chevron_$name.svg");width:${px14}px;height:${px14}px}
QComboBox QAbstractItemView{border:1px solid $border}
QListView::item{padding:3px 6px;min-height:${px20}px}
QListView::item:selected{background:$selection;color:$text;border:1px solid $primary}
QTableView::item:selected{background:$selection;color:$text;\
border-top:1px solid $primary;border-bottom:1px solid $primary}
QListView::item:disabled{color:$disabled}
QTableView{gridline-color:$divider;alternate-background-color:$surface2}
QTableView::item{padding:0px 4px}
QHeaderView{background:$surface2;border:0px}
QHeaderView::section{background:$surface2;color:$text2;border:0px;font-weight:600;\
border-bottom:1px solid $border;padding:3px 5px}
QPushButton{min-height:${px26}px;padding:2px 11px;border:1px solid $border;border-radius:3px;\
background:$surface2;color:$text}
QPushButton:hover{border-color:$primary}
QPushButton:pressed,QPushButton:checked{background:$selection;border:2px solid $primary;\
padding:1px 10px}
QPushButton:focus{border:2px solid $focus;padding:1px 10px}
QPushButton:disabled{color:$disabled;border:1px dashed $disabled}
QPushButton[kind="primary"]{background:$primary;color:$on_primary;border-color:$primary;\
font-weight:600}
QPushButton[kind="primary"]:focus{border:3px double $on_primary;padding:0px 9px}
QPushButton[kind="danger"]{background:$error_fill;color:$error_ink;border-color:$error_ink}
QPushButton[kind="danger"]:focus{border:3px double $error_ink;padding:0px 9px}
QPushButton[kind="primary"]:disabled,QPushButton[kind="danger"]:disabled{\
background:$surface2;color:$disabled;border:1px dashed $disabled}
QPushButton[kind="flat"]{background:transparent;border-color:transparent;padding:2px 7px}
QPushButton[kind="flat"]:focus{border:2px solid $focus;padding:1px 6px}
QPushButton[kind="link"]{background:transparent;border-color:transparent;color:$link;\
padding:2px 5px;text-align:left;text-decoration:underline}
QPushButton[kind="link"]:focus{border:2px solid $focus;padding:1px 4px}
QPushButton[kind="flat"]:disabled,QPushButton[kind="link"]:disabled{color:$disabled;\
text-decoration:none}
QPushButton[place="chip"]{min-height:${px22}px;padding:1px 8px}
QPushButton[place="chip"]:checked{border:1px solid $primary;padding:1px 8px}
QPushButton[place="chip"]:focus{border:2px solid $focus;padding:0px 7px}
QPushButton[place="band"]:checked{background:$on_fill;color:$on_ink;border:2px solid $on_ink}
QPushButton[place="band"]:focus{background:$text;color:$surface;border:2px solid $surface}
QPushButton[kind="primary"][place="band"]{border-color:$on_primary}
QPushButton[place="status"]{min-height:${px22}px;padding:0px 7px}
QPushButton[place="status"]:focus{padding:0px 6px}
QToolButton[place="rail"]{border:0px;background:transparent;color:$text;padding:4px 0px;\
font-size:${px12}px}
QCheckBox{spacing:${px8}px;min-height:${px24}px;border:2px solid transparent;border-radius:3px}
QCheckBox:focus{border:2px solid $focus}
QCheckBox::indicator{width:${px16}px;height:${px16}px;border:1px solid $border;\
border-radius:3px;background:$surface}
QCheckBox::indicator:checked{background:$primary;border-color:$primary;\
image:url("$marks/check_$name.svg")}
QFrame[panel="true"]{background:$surface;border:1px solid $divider}
QFrame[panel="floating"]{background:$surface;border:2px solid $primary;border-radius:3px}
QFrame[panel="bar"]{background:$surface2;border:0px;border-top:1px solid $divider}
QFrame[panel="rail"]{background:$app;border:0px}
QLabel[role="muted"]{color:$text2}
QLabel[role="small"]{color:$text2;font-size:${px12}px}
QLabel[role="section"]{font-size:${px16}px;font-weight:600}
QLabel[role="title"]{font-size:${px18}px;font-weight:600}
QLabel[role="page_title"]{font-size:${px22}px;font-weight:600}
QLabel[role="reading"]{font-size:${px16}px}
QLabel[role="state"]{font-size:${px15}px;font-weight:700}
QLabel[role="timer"]{font-size:${px22}px;font-weight:700}
QLabel[role="chip"]{border:1px solid $border;border-radius:9px;padding:1px 8px;font-size:${px12}px;\
background:$surface;color:$text}
QLabel[role="field_error"]{color:$error_text;font-weight:600}
QLabel[role="error"],QFrame[notice="error"]{background:$error_ground;color:$error_text;\
border:1px solid $error_text;padding:3px 8px}
QLabel[role="warning"],QFrame[notice="warning"],QFrame[notice="offline"]{\
background:$warning_ground;color:$warning_text;border:1px solid $warning_text;padding:3px 8px}
QLabel[role="ok"],QFrame[notice="ok"]{background:$ok_ground;color:$ok_text;\
border:1px solid $ok_text;padding:3px 8px}
QLabel[role="info"],QFrame[notice="info"]{background:$info_ground;color:$info_text;\
border:1px solid $info_text;padding:3px 8px}
QScrollBar:vertical{background:$surface;width:${px14}px;margin:0px}
QScrollBar:horizontal{background:$surface;height:${px14}px;margin:0px}
QScrollBar::handle{background:$border;border-radius:3px;margin:3px;min-height:24px;min-width:24px}
QScrollBar::add-line,QScrollBar::sub-line{width:0px;height:0px}
QScrollBar::add-page,QScrollBar::sub-page{background:transparent}
QScrollArea:focus{border:2px solid $focus}
QSplitter::handle{background:$divider}
QToolTip{background:$surface;color:$text;border:1px solid $border;padding:3px}
""")


def style_sheet(tokens: Tokens, text_percent: int, marks_folder: str) -> str:
    """Return the sheet; marks_folder holds the chevron and check pictures, with "/" separators."""
    colours: dict[str, object] = {
        field.name: getattr(tokens, field.name) for field in fields(tokens)
    }
    # Every size the sheet may name: a missing one would end the program at its start.
    sizes = {f"px{pixels}": round(pixels * text_percent / 100) for pixels in range(1, 33)}
    return _SHEET.substitute(
        colours | sizes,
        error_fill=tokens.error.fill,
        error_ink=tokens.error.ink,
        on_fill=tokens.ringing.fill,
        on_ink=tokens.ringing.ink,
        marks=marks_folder,
    )
