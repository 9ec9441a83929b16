"""What the searches of a scene can be narrowed to."""

from console.model.knowledge.search_facets import FacetValue
from console.model.knowledge.search_wish import Facet, SearchWish

MUNICIPI = ((1, 148), (7, 92), (8, 61), (15, 40))
PLACES = (
    ("sportello-anagrafico-di-via-degli-esempi", "Sportello anagrafico di Via degli Esempi", 12),
    ("ufficio-tributi", "Ufficio tributi", 38),
    ("biblioteca-della-prova", "Biblioteca della Prova", 3),
)
LANGUAGES = (("it", 812), ("en", 96), ("ar", 41))
FACETS = (
    FacetValue(facet=Facet.OPEN, wish=SearchWish(only_open=True), count=71),
    *(
        FacetValue(facet=Facet.MUNICIPIO, wish=SearchWish(municipio=number), count=count)
        for number, count in MUNICIPI
    ),
    *(
        FacetValue(facet=Facet.OFFICE, wish=SearchWish(office=word), name=name, count=count)
        for word, name, count in PLACES
    ),
    *(
        FacetValue(facet=Facet.LANGUAGE, wish=SearchWish(language=code), count=count)
        for code, count in LANGUAGES
    ),
)
