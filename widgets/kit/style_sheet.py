"""The one style sheet, at most 150 lines, filled from the tokens and the text size."""

from dataclasses import fields
from string import Template

from widgets.kit.tokens import Tokens

_SHEET = Template("""\
QLineEdit,QPlainTextEdit,QComboBox,QSpinBox{\
background:$surface;color:$text;border:1px solid $border;border-radius:6px;\
selection-background-color:$selection;selection-color:$text}
QTextEdit,QListView,QTableView{background:$surface;color:$text;border:0px;\
selection-background-color:$selection;selection-color:$text}
QLineEdit,QPlainTextEdit{placeholder-text-color:$placeholder}
QLineEdit,QComboBox,QSpinBox{min-height:${px22}px;padding:4px 9px}
QPlainTextEdit{padding:5px 7px}
QPlainTextEdit[place="say"]{font-size:${px17}px}
QListView,QTableView{padding:2px;outline:0px}
QListView[place="results"],QTableView[ground="none"]{background:transparent;padding:0px}
QTextEdit{padding:2px}
QLineEdit[invalid="true"],QComboBox[invalid="true"],QPlainTextEdit[invalid="true"]{\
border:2px solid $error_edge;background:$error_ground}
QLineEdit[invalid="true"],QComboBox[invalid="true"]{padding:3px 8px}
QPlainTextEdit[invalid="true"]{padding:4px 6px}
QLineEdit:disabled,QComboBox:disabled,QPlainTextEdit:disabled{\
background:$app;color:$text2;border:1px dashed $border}
QLineEdit[proposed="true"],QComboBox[proposed="true"]{background:$soft;border:2px dashed $primary;\
padding:3px 8px}
QLineEdit[place="search"]{min-height:${px30}px;border-radius:8px;font-size:${px16}px}
QComboBox::drop-down{border:0px;width:${px24}px}
QComboBox::down-arrow{image:url("$marks/chevron_$name.svg");width:${px14}px;height:${px14}px}
QComboBox QAbstractItemView{border:1px solid $border;background:$raised}
QListView::item{padding:3px 6px;min-height:${px20}px;border-radius:6px}
QListView::item:selected{background:$selection;color:$text}
QTableView[ground="quiet"]{background:$app}
QTableView::item:selected{background:$selection;color:$text}
QListView::item:disabled{color:$disabled}
QTableView{gridline-color:$divider;alternate-background-color:$surface}
QTableView::item{padding:0px 3px;border-bottom:1px solid $divider}
QTableView[place="receipt"]::item{padding:0px}
QHeaderView{background:transparent;border:0px}
QHeaderView::section{background:transparent;color:$text2;border:0px;font-size:${px12}px;\
font-weight:600;border-bottom:1px solid $divider;padding:3px 6px}
QCheckBox{spacing:${px8}px;min-height:${px24}px;border:2px solid transparent;border-radius:6px}
QCheckBox::indicator{width:${px16}px;height:${px16}px;border:1px solid $border;\
border-radius:4px;background:$surface}
QCheckBox::indicator:checked{background:$primary;border-color:$primary;\
image:url("$marks/check_$name.svg")}
QFrame[panel="true"]{background:$surface;border:0px}
QFrame[panel="quiet"]{background:$app;border:0px}
QFrame[panel="floating"]{background:$raised;border:1px solid $divider;border-radius:8px}
QFrame[panel="bar"]{background:$app;border:0px;border-top:1px solid $divider}
QFrame[panel="rail"]{background:$app;border:0px}
QLabel[role="muted"]{color:$text2}
QLabel[role="label"],QLabel[role="small"]{color:$text2;font-size:${px12}px}
QLabel[role="origin"]{color:$primary;font-size:${px12}px}
QLabel[role="section"]{color:$text2;font-size:${px12}px;font-weight:600}
QLabel[role="title"]{font-size:${px16}px;font-weight:600}
QLabel[role="strong"]{font-weight:600}
QLabel[role="page_title"]{font-size:${px22}px;font-weight:600}
QLabel[role="reading"]{font-size:${px15}px}
QLabel[role="citizen"]{font-size:${px20}px;font-weight:600}
QLabel[role="caller"]{font-size:${px16}px;font-weight:600}
QLabel[role="second"]{color:$text2;font-size:${px13}px}
QLabel[role="urgent"]{font-size:${px13}px;font-weight:600}
QLabel[role="state"]{font-size:${px15}px;font-weight:600}
QLabel[role="timer"]{font-size:${px22}px;font-weight:600}
QLabel[role="figure"]{font-size:${px32}px;font-weight:600}
QLabel[role="promise"]{color:$promise_text;font-weight:600}
QLabel[role="pill"]{color:$pill_text}
QLabel[role="pill_detail"]{color:$pill_text;font-size:${px12}px}
QLabel[role="pill_number"]{color:$pill_text;font-size:${px16}px;font-weight:600}
QLabel[role="field_error"]{color:$error_text;font-size:${px12}px;font-weight:600}
QLabel[role="error"]{background:$error_ground;color:$error_text;\
border:1px solid $error_edge;border-radius:6px;padding:3px 8px}
QLabel[role="warning"]{background:$warning_ground;color:$warning_text;\
border:1px solid $warning_edge;border-radius:6px;padding:3px 8px}
QLabel[role="ok"]{background:$ok_ground;color:$ok_text;\
border:1px solid $ok_text;border-radius:6px;padding:3px 8px}
QLabel[role="info"]{background:$info_ground;color:$info_text;\
border:1px solid $info_text;border-radius:6px;padding:3px 8px}
QFrame[notice="error"]{background:$error_ground;border:0px;border-top:1px solid $error_edge}
QFrame[notice="warning"],QFrame[notice="offline"]{\
background:$warning_ground;border:0px;border-top:1px solid $warning_edge}
QFrame[notice="ok"]{background:$ok_ground;border:0px;border-top:1px solid $ok_text}
QFrame[notice="info"]{background:$info_ground;border:0px;border-top:1px solid $info_text}
QLabel[notice_text="error"]{color:$error_text}
QLabel[notice_text="warning"],QLabel[notice_text="offline"]{color:$warning_text}
QLabel[notice_text="ok"]{color:$ok_text}
QLabel[notice_text="info"]{color:$info_text}
QScrollBar:vertical{background:transparent;width:${px12}px;margin:0px}
QScrollBar:horizontal{background:transparent;height:${px12}px;margin:0px}
QScrollBar::handle{background:$border;border-radius:3px;margin:3px;min-height:24px;min-width:24px}
QScrollBar::add-line,QScrollBar::sub-line{width:0px;height:0px}
QScrollBar::add-page,QScrollBar::sub-page{background:transparent}
QSplitter::handle{background:$divider}
QToolTip{background:$raised;color:$text;border:1px solid $border;padding:3px}
""")


def style_sheet(tokens: Tokens, text_percent: int, marks_folder: str) -> str:
    """Return the sheet; marks_folder holds the chevron and check pictures, with "/" separators."""
    colours: dict[str, object] = {
        field.name: getattr(tokens, field.name) for field in fields(tokens)
    }
    # Every size the sheet may name: a missing one would end the program at its start.
    sizes = {f"px{pixels}": round(pixels * text_percent / 100) for pixels in range(1, 33)}
    return _SHEET.substitute(colours | sizes, marks=marks_folder)
