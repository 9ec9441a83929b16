"""The few words a citizen gets with a card or the number of a case, in three languages."""

from datetime import date

import msgspec

_FIRST_STRONG_ISOLATE, _LEFT_TO_RIGHT_ISOLATE, _POP_ISOLATE = "\u2068", "\u2066", "\u2069"


class SentCardTexts(msgspec.Struct, frozen=True, kw_only=True):
    greeting: str
    where: str
    needed: str
    costs: str
    phone: str
    closed: str
    today: str  # with {0} weekday, {1} day, {2} month
    band: str  # with {0} opening, {1} closing
    also: str
    by_appointment: str
    goodbye: str
    case_number: str  # as SMS, with {0}: on a line of its own, or Arabic turns its halves about
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    is_right_to_left: bool = False

    def day(self, day: date) -> str:
        """Return "Oggi, giovedì 26 novembre": with its date, true whenever it is read."""
        words = self.weekdays[day.weekday()], day.day, self.months[day.month - 1]
        # With its date: read a day later, "today" alone would be wrong.
        return self.today.format(*words)

    def unmarked(self) -> "SentCardTexts":
        """Return the words without marks of direction, which old telephones show as boxes."""
        return msgspec.structs.replace(self, is_right_to_left=False)

    def number(self, text: str) -> str:
        """Keep a telephone number or an hour in reading order among words from right to left."""
        return self._isolated(text, _LEFT_TO_RIGHT_ISOLATE)

    def name(self, text: str) -> str:
        """Keep an Italian name from turning the words around it."""
        return self._isolated(text, _FIRST_STRONG_ISOLATE)

    def _isolated(self, text: str, mark: str) -> str:
        return f"{mark}{text}{_POP_ISOLATE}" if self.is_right_to_left and text else text


_ITALIAN = SentCardTexts(
    greeting="Buongiorno,\necco le informazioni che ha chiesto al centralino.",
    where="Dove e quando",
    needed="Che cosa serve",
    costs="Quanto costa",
    phone="Telefono",
    closed="chiuso",
    today="Oggi, {0} {1} {2}",
    band="dalle {0} alle {1}",
    also=" e ",
    by_appointment="solo su appuntamento",
    goodbye="Messaggio automatico: non serve rispondere.",
    case_number="Il numero della sua pratica, da dire se richiama:\n{0}",
    weekdays=(
        "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    ),
    months=(
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
        "settembre", "ottobre", "novembre", "dicembre",
    ),
)  # fmt: skip
_ENGLISH = SentCardTexts(
    greeting="Hello,\nhere is the information you asked the contact centre for.",
    where="Where and when",
    needed="What you need",
    costs="What it costs",
    phone="Telephone",
    closed="closed",
    today="Today, {0} {1} {2}",
    band="{0} to {1}",
    also=" and ",
    by_appointment="by appointment only",
    goodbye="This message is automatic: no answer is needed.",
    case_number="The number of your case, to give if you call again:\n{0}",
    weekdays=(
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
)  # fmt: skip
_ARABIC = SentCardTexts(
    greeting="مرحبًا،\nإليك المعلومات التي طلبتها من مركز الاتصال.",
    where="المكان والمواعيد",
    needed="ما تحتاج إليه",
    costs="التكلفة",
    phone="الهاتف",
    closed="مغلق",
    today="اليوم، {0} {1} {2}",
    band="من {0} إلى {1}",
    also=" و",
    by_appointment="بموعد مسبق فقط",
    goodbye="هذه رسالة آلية: لا حاجة إلى الرد.",
    case_number="رقم معاملتك، اذكره إذا اتصلت بنا مرة أخرى:\n{0}",
    weekdays=(
        "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد",
    ),
    months=(
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
        "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    is_right_to_left=True,
)  # fmt: skip
_WORDS = {"it": _ITALIAN, "en": _ENGLISH, "ar": _ARABIC}
LANGUAGES = tuple(_WORDS)  # those that have words of their own


def words_for(language: str) -> SentCardTexts:
    """Return the words of a language, "en-GB" as "en"; English where there are none."""
    # English where there are no words: who reads the card's language may know more than Italian.
    return _WORDS.get(language.partition("-")[0].casefold(), _ENGLISH)
