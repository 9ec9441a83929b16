"""Names of persons: in place of a title, and within mail addresses."""

import re

_SHORTEST_SURNAME = 3  # letters; what is shorter may be an office's own abbreviation
_APART = re.compile(r"[._+-]+|\d+")


def is_person(words: list[str]) -> bool:
    """Return whether two or three words are a given name beside a surname, and name no place."""
    folded = [word.casefold() for word in words]
    has_given_name = folded[0] in _GIVEN_NAMES or folded[-1] in _GIVEN_NAMES
    return (
        has_given_name
        and all(word[0].isupper() for word in words)
        and not _OF_PLACES.intersection(folded)
    )


def is_personal_mail(address: str) -> bool:
    """Return whether an address holds the name of a person: maria.rossi@, m.rossi@."""
    words = [word for word in _APART.split(address.partition("@")[0].casefold()) if word]
    if len(words) < 2 or not all(word.isalpha() for word in words) or _OF_ROLES & set(words):
        return False
    # An initial stands for a given name where one word alone follows it.
    is_initial = len(words) == 2 and len(words[0]) == 1 and len(words[1]) > _SHORTEST_SURNAME
    return is_initial or not _NAMES_IN_MAILS.isdisjoint(words)


_OF_PLACES = frozenset(
    {
        *("san", "santa", "santo", "piazza", "via", "viale", "largo", "ponte", "porta", "parco"),
        *("villa", "palazzo", "museo", "teatro", "scuola", "istituto", "centro", "casa", "borgo"),
        *("biblioteca", "ospedale", "municipio", "ufficio", "sportello", "servizio", "comune"),
        *("asilo", "nido", "liceo", "chiesa", "parrocchia", "fondazione", "associazione"),
        *("cooperativa", "ambulatorio", "clinica", "farmacia", "giardino", "stadio", "palestra"),
        *("library", "house", "center", "centre", "school", "church", "clinic", "hospital"),
        *("foundation", "park", "shelter", "services", "service", "academy", "college", "home"),
        *("institute", "museum", "theater", "theatre", "building", "hall", "office", "agency"),
        *("association", "inc", "ministries", "mission", "place", "plaza", "manor", "apartments"),
        *("court", "garden", "gardens", "tower", "towers", "memorial", "community", "program"),
        *("project", "residence", "village", "street", "avenue", "road", "pharmacy", "university"),
        *("bibliothèque", "maison", "école", "hôpital", "mairie", "rue", "place", "jardin"),
        *("biblioteca", "hogar", "escuela", "iglesia", "clínica", "fundación", "calle", "parque"),
    }
)
# The commonest in Italy. Those that are as often something else (Santa, Rosa, Marina, Grazia,
# Libero, Felice, Pace) are left out, for a title must not be lost.
_LISTED = """
andrea alessandro alessandra alberto alessio angela angelo anna antonella antonio
antonietta barbara carlo carla carmela caterina chiara claudio claudia cristina cristiano
daniela daniele davide domenico elena eleonora elisa elisabetta emanuele enrico fabio
fabrizio federica federico filippo francesca francesco franco gabriele giacomo gianluca
gianni giorgio giovanna giovanni giulia giulio giuseppe giuseppina ilaria laura lorenzo
luca lucia luciano luigi luisa marco maria mario martina massimo matteo maurizio michela
michele monica nicola paola paolo patrizia piero pietro raffaele riccardo roberta roberto
sabrina salvatore sandro sara sergio silvia silvio simona simone stefania stefano teresa
tiziana valentina valeria valerio vincenzo vittorio
"""
_GIVEN_NAMES = frozenset(_LISTED.split())
# In mail addresses those of other languages too: nothing is refused for one.
_OTHERS = """
james john robert michael william david richard joseph thomas charles christopher daniel matthew
anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy
jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin
samuel gregory frank alexander raymond patrick jack dennis jerry mary patricia jennifer linda
elizabeth barbara susan jessica sarah karen nancy lisa margaret sandra ashley kimberly emily donna
carol amanda dorothy melissa deborah stephanie rebecca sharon cynthia kathleen amy shirley angela
helen brenda pamela nicole samantha katherine emma ruth christine catherine debra rachel carolyn
janet virginia maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith
jean pierre michel jacques philippe nathalie isabelle sylvie catherine françois nicolas julien
jose juan luis carlos jorge pedro manuel antonio francisco miguel rosa carmen ana isabel pilar
hans peter klaus wolfgang jürgen andreas sabine monika petra ursula mohamed ahmed fatima
santa marina grazia rosa felice
"""
_NAMES_IN_MAILS = _GIVEN_NAMES | frozenset(_OTHERS.split())
# Of what an office calls its own address: "info.maria@" is a place's, not a person's.
_OF_ROLES = _OF_PLACES | frozenset(
    {
        *("info", "mail", "posta", "pec", "protocollo", "segreteria", "direzione", "servizi"),
        *("uffici", "anagrafe", "tributi", "sociale", "sociali", "cultura", "contatti", "help"),
        *("contact", "support", "admin", "intake", "main", "reception", "volunteer", "noreply"),
    }
)
