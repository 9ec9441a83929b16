"""Words of speech: a citizen's sentence is full of them, and an office's titles hold few.

Few titles hold them, so by rarity alone "tomorrow" or "my mother" would say more than "residence".
They are looked for, but never weigh more than the matter itself, and are no slips of other words.
"""

from collections.abc import Iterator

_VERBS = """
accadere aiutare andare arrivare aspettare avvisare bastare capire capitare cercare chiamare
chiedere cominciare consegnare continuare convenire credere decidere dimenticare dipendere diventare
entrare esistere finire funzionare guardare incontrare iniziare interessare lasciare mancare mandare
mostrare occorrere parlare passare pensare portare preferire prendere presentare prestare provare
raccontare restare ricevere ricordare riprendere risolvere rispondere risultare ritornare rivolgere
scendere scoprire scordare sembrare sentire smettere sperare spiegare succedere tornare trovare
usare vedere vendere
"""
_IRREGULAR = """
abbiamo aveva avevano avevi avevo avra avrebbe avro avuta avuto avendo averla averlo
andavo dando dargli darmi date dato demmo diamo diede davo dava dai
dicendo diceva dicevano dicono dirlo dirmi detta detto
era erano eravamo ero essendo fosse fossero fu sarebbe sarei saremo saranno sei siete starei stia
facciamo faccia facendo faceva facevo facciano faranno fare faremo fate fatti fatta fatto farci
farla farle farlo farmi farsi farvi fece feci
messa messe messi messo metta mettere mettermi mettersi metto mette mettono mettiamo mettendo
piace piacciono piacerebbe piaciuto
potendo poter potere poteva potevo potra potremmo potrebbe potrebbero potremo potuto
dovendo dover dovere doveva dovevo dovra dovrebbe dovrei dovremmo dovro dovuto dobbiamo debbo
presa prese presi preso rimane rimango rimanere rimasta rimasti rimasto
riesce riesco riesci riuscire riuscita riuscito riusciamo riescono
saliamo salire salita salito sappia sappiamo sanno sai seppi
scegliere scelgo scelta sceglie scelto scritta scritti scritto
stando stare stava stavo starci stiamo stanno stata stati stato
tenere tenermi tengo tenga tengono tiene tenuto tenuta toglie togliere togliermi tolgo tolto tolta
uscire esce esco uscito uscita venga vengo vengono veniamo venire venuto venuta viene
visto vista visti viste volendo volere voleva volevo volevamo vollero volete vogliamo vogliono
vorrebbe vorrebbero vorremmo voluto
"""
_OTHERS = """
abbastanza accanto adesso affatto allora almeno altra altre altri altro altrimenti anzi appena
attorno attraverso avanti basta bene beh certa certamente certe certi certo ciascuno circa
comunque contro cosi davanti davvero dentro dietro dopo dopodomani dovunque durante eccetera ecco
entrambi finche finora fine forse fuori giu ieri insieme insomma intanto intorno invece la laggiu
lassu li lontana lontano magari mai male malgrado mediante meglio meno mentre molta molte molti
molto neanche nemmeno neppure nessun nessuna nessuno niente nulla ogni ognuno oggi oltre oppure
ora ormai ovunque parecchi parecchio peggio pero pertanto poca poche pochi poco presto prima
proprio purtroppo qualche qualcosa qualcuna qualcuno quasi qualsiasi qualunque quindi sempre senno
solamente solita solito soltanto sopra soprattutto sotto spesso stamattina stanotte stasera
stavolta subito tale tali tanta tante tanti tanto tardi troppa troppe troppi troppo tutta tutte
tutti tutto veramente verso via volentieri domani domenica lunedi martedi mercoledi giovedi
venerdi sabato gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre
novembre dicembre alba anno anni attimo giornata giornate giorni giorno mattina mattinata mattino
mese mesi mezzanotte mezzogiorno minuti minuto momento notte ora ore pomeriggio sera serata
settimana settimane weekend volta volte scorsa scorsi scorso passata passato prossima prossime
prossimi prossimo ultima ultime ultimi ultimo alta alto bassa basso bella belle belli bello brutta
brutto comodo contenta contento diversa diverse diversi diverso enorme enormi felice grande grandi
grossa grosso impossibile intera intero lunga lungo necessaria necessario nuova nuove nuovi nuovo
piccola piccole piccoli piccolo piena pieno possibile pronta pronto sicura sicuro simile simili
stessa stesse stessi stesso strana strano vera vero vecchia vecchie vecchi vecchio vicina vicino
cosa cose faccenda fatto fatti genere guaio idea maniera modo motivo parte parti persona persone
punto roba situazione tipo tizio cognata cognato cugina cugini cugino donna donne figlie fidanzata
fidanzato fratelli fratello genero gente mamma madre marito moglie nipote nipoti nonna nonni nonno
nuora padre papa parente parenti ragazza ragazzo signora signore sorella sorelle suocera suocero
uomini uomo zia zie zii zio amica amici amico conoscente compagna compagno due tre quattro cinque
sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta cento mille paio
"""

_ARE = """
o i a iamo ate ano ando ato ata ati avo avi ava avamo avano ero era erei erebbe eranno
are armi arti arlo arla arli arle arsi arci arvi argli i ino
"""
_ERE = """
o i e iamo ete ono endo uto uta uti ute evo evi eva evamo evano ero era erei erebbe eranno
ere ermi erti erlo erla erli erle ersi erci ervi ergli a ano
"""
_IRE = """
o i e iamo ite ono isco isce iscono endo ito ita iti ivo ivi iva ivano iro ira irei irebbe
ire irmi irti irlo irla irli irle irsi irci a ano isca
"""
_ENDINGS = {"are": _ARE, "ere": _ERE, "ire": _IRE}
# The same letters, but another word in an office.
_OF_OFFICES = "interessi passo passi porta porte presente presenti prestiti prestito mandati"


def spoken_italian() -> frozenset[str]:
    """Return the words of Italian speech, folded as the index folds words."""
    forms = {form for verb in _VERBS.split() for form in _conjugated(verb)}
    spoken = forms.union(_IRREGULAR.split(), _OTHERS.split())
    return frozenset(spoken.difference(_OF_OFFICES.split()))


def _conjugated(verb: str) -> Iterator[str]:
    """Yield regular forms; an irregular verb has some more that nobody says."""
    root = verb[:-3]
    for ending in _ENDINGS[verb[-3:]].split():
        # Written as it sounds: without the "h" the form would be a word nobody says.
        if root[-1] in "cg" and verb[-3:] == "are" and ending[0] in "ie":
            yield root + "h" + ending  # cerchi
        elif root[-1] == "i" and ending[0] in "ie":
            yield root[:-1] + ending  # cominci, comincera
        else:
            yield root + ending
