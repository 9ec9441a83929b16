"""A file in the shape of IndicePA's organisational units, made of the demo city's offices.

With what its real files hold too: parents from elsewhere, "da_indicare", a leftover, a code twice.
"""

import csv
import io
from collections.abc import Iterable

from contract.domain.knowledge_entries.knowledge import Office

COLUMNS = (
    *("Codice_IPA", "Denominazione_ente", "Codice_fiscale_ente", "Codice_uni_uo"),
    *("Codice_uni_aoo", "Codice_uni_uo_padre", "Descrizione_uo", "Data_istituzione"),
    *("Nome_responsabile", "Cognome_responsabile", "Mail_responsabile", "Telefono_responsabile"),
    *("Codice_comune_ISTAT", "Codice_catastale_comune", "CAP", "Indirizzo", "Telefono", "Fax"),
    *("Mail1", "Tipo_Mail1", "Mail2", "Tipo_Mail2", "Mail3", "Tipo_Mail3"),
    *("Data_aggiornamento", "Url"),
)
_ODD = (
    {"Codice_uni_uo": "ODD001", "Codice_uni_uo_padre": "ALTROV", "Descrizione_uo": "Ufficio URP"},
    {"Codice_uni_uo": "ODD002", "Descrizione_uo": "DELETED_Ufficio posta"},
    {"Codice_uni_uo": "ODD001", "Descrizione_uo": "Ufficio gare"},
    {"Codice_uni_uo": "ODD003", "Descrizione_uo": "", "Telefono": "n.d."},
    {"Codice_uni_uo": "ODD004", "Descrizione_uo": "Ufficio legale", "Telefono": "interno 5"},
)


def ipa_sample(offices: Iterable[Office]) -> str:
    """Return the file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, "", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*map(_row, offices), *_ODD])
    return text.getvalue()


def _row(office: Office) -> dict[str, str]:
    return {
        "Codice_IPA": "c_demo",
        "Denominazione_ente": "Comune dimostrativo",
        "Codice_uni_uo": office.id,
        "Codice_uni_uo_padre": office.parent_id or "",
        "Descrizione_uo": office.name,
        "Nome_responsabile": "da_indicare",
        "Cognome_responsabile": "da_indicare",
        "Indirizzo": office.address,
        "Telefono": "; ".join(office.phones),
        "Fax": "; ".join(office.faxes),
        "Mail1": office.pec,
        "Tipo_Mail1": "Pec" if office.pec else "",
        "Mail2": office.email,
        "Tipo_Mail2": "Altro" if office.email else "",
        "Url": office.website,
    }
