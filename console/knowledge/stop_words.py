"""Words that say nothing about what is asked, per language. Content words must never enter.

"io" and "sue" are missing on purpose: the app IO, and the building desk (SUE).
"""

_ITALIAN = """
a ad al allo alla all ai agli alle anche ancora avere aver avete c che chi ci cio come con cos cosa
coi col cui d da dal dallo dalla dall dai dagli dalle degli dei del dello della dell delle devo
devi deve devono di dov dove e ed essere fa faccio fai fanno far fare fra gia gli ha hai hanno ho i
il in l la le lei lo loro lui ma me mi mia mie miei mio mo n ne negli nei nel nello nella nell
nelle no noi non nostra nostro o od per perche piu po poi posso possiamo possono potrei puo pure
qua qual quale quali quando quanta quante quanti quanto quel quella quelle quelli quello quell
questa queste questi questo quest qui s sara se sei senza si siamo sia sono sta sto su sua sugli
sui sul sullo sulla sull sulle suo suoi t ti tra tu tua tue tuo tuoi un una uno un va vado vanno
vi voglio voi vorrei vuole vostra vostro
avrei bisogno buongiorno buonasera dico dire grazie oppure prego pronto salve scusi serve servono
sapere so sapete potete avete signora signore
"""

_FRENCH = """
a ai as au aux avec avoir avez avons c ce cela ces cet cette chez ci combien comment d dans de des
dois doit doivent donc dont du elle elles en es est et etre eu faire fait faut il ils j je l la le
les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas peut peux plus
pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont suis
sur t ta te tes toi ton tu un une va vers vos votre vous y
bonjour merci voudrais veux savoir
"""

_ENGLISH = """
a about am an and any are as at be been but by can could d did do does for from had has have he her
here his how i if in into is it its just ll m me my need no not of on or our out please re s she
should so some t than that the their them then there these they this to us ve want was we were what
when where which who why will with would you your
"""

STOP_WORDS: dict[str, frozenset[str]] = {
    "it": frozenset(_ITALIAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}

_WEAK_ITALIAN = """
chiedere domanda info informazione informazioni modello moduli modulistica modulo ottenere pratica
richiedere richiesta
"""
_WEAK_FRENCH = "demande demander formulaire formulaires imprime obtenir renseignement"
_WEAK_ENGLISH = "application apply form forms get information request"

# Words about the asking, not the matter: looked for, but never worth more than the matter itself.
WEAK_WORDS: dict[str, frozenset[str]] = {
    "it": frozenset(_WEAK_ITALIAN.split()),
    "fr": frozenset(_WEAK_FRENCH.split()),
    "en": frozenset(_WEAK_ENGLISH.split()),
}
