"""What foreigners ask in their own words leads to the cards in their language."""

from pathlib import Path

import pytest

from tests.unit.contract.knowledge.small_corpus import an_engine, titles

RESOURCES = Path(__file__).parents[4] / "resources"
CARDS = {
    "ar": (
        "بطاقة الهوية",
        "تصريح الإقامة",
        "جمع النفايات",
        "الغرامات",
        "المدارس",
        "البطاقة الصحية",
    ),
    "zh": ("身份证办理", "居留许可", "垃圾收集", "交通罚款", "入学", "医疗卡"),
    "es": ("Documento de identidad", "Permiso de residencia", "Multas", "Tarjeta sanitaria"),
    "de": ("Personalausweis", "Aufenthaltserlaubnis", "Bussgelder", "Gesundheitskarte"),
}


@pytest.mark.parametrize(
    ("language", "asked", "first"),
    [
        ("ar", "ضاعت وثيقة ", "بطاقة الهوية"),
        ("ar", "تجديد الأوراق ", "تصريح الإقامة"),
        ("ar", "أين أرمي القمامة ", "جمع النفايات"),
        ("ar", "وصلتني مخالفة ", "الغرامات"),
        ("ar", "أحتاج طبيب ", "البطاقة الصحية"),
        ("zh", "我丢了证件 ", "身份证办理"),
        ("zh", "签证到期 ", "居留许可"),
        ("zh", "在哪里倒垃圾 ", "垃圾收集"),
        ("zh", "收到罚单 ", "交通罚款"),
        ("zh", "我要看病 ", "医疗卡"),
        ("es", "necesito papeles ", "Permiso de residencia"),
        ("es", "busco un médico ", "Tarjeta sanitaria"),
        ("de", "ich wurde geblitzt ", "Bussgelder"),
        ("de", "ich brauche einen Arzt ", "Gesundheitskarte"),
    ],
)
def test_an_everyday_word_leads_to_the_card(language: str, asked: str, first: str) -> None:
    thesaurus = (RESOURCES / f"thesaurus_{language}.txt").read_text(encoding="utf-8")
    engine = an_engine(*CARDS[language], thesaurus=thesaurus, language=language)
    assert titles(engine, asked, 1) == [first]
