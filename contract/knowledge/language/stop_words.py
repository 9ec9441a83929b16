"""Words that say nothing about what is asked, per language. Content words must never enter.

"io" and "sue" are missing on purpose: the app IO, and the building desk (SUE).
"""

from contract.knowledge.language.spoken_french import spoken_french
from contract.knowledge.language.spoken_words import spoken_italian
from contract.knowledge.language.text_folding import words

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

_SPANISH = """
a al algo aqui asi aun con como cual cuales cuando cuanto de debe debo del desde donde e el ella en
es esa ese eso esta estar este esto estoy estan fue ha hace hacer hago hay he la las le les lo los
me mi mis mucho muy necesito ni no nos nuestro o os para pero poder por porque puede puedo que quien
quiero se ser si sin sobre soy su sus te tengo tener tiene tu un una uno unos unas y ya yo
buenos dias gracias hola saber
"""

_GERMAN = """
aber alle als am an auch auf aus bei beim bin bis bitte brauche da das dass dem den der des die dies
diese dieser dir du durch ein eine einem einen einer eines er es fuer fur gibt habe haben hat ich
ihr ihre im in ist ja kann kein keine konnen man mein meine meinen meiner mich mir mit muss mussen
nach nicht noch oder ob seit sein seine sich sie sind soll um und uns unser vom von vor wann warum
was wenn wer werden wie wird wo wir zu zum zur
danke guten tag hallo mochte wissen
"""

_ARABIC = """
في من على الى إلى عن مع هذا هذه ذلك تلك التي الذي هل ما ماذا كيف اين متى كم انا نحن هو هي هم لي لك
له لها كان كانت يكون تكون او ثم لا لم لن قد كل بعد قبل عند اذا يجب يمكن اريد احتاج
"""

_CHINESE = "的 了 是 在 和 我 你 他 她 吗 呢 怎么 什么 哪里 如何 需要 可以 请问 我要 我想"

STOP_WORDS: dict[str, frozenset[str]] = {
    "it": frozenset(_ITALIAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
    "es": frozenset(_SPANISH.split()),
    "de": frozenset(_GERMAN.split()),
    "ar": frozenset(words(_ARABIC)),  # spelt as the index spells them
    "zh": frozenset(_CHINESE.split()),
}

_WEAK_ITALIAN = """
adesso andare anni anno arrivare arrivato capire caso chiede chiedere chiedono chiesto compilare
conoscere consegnare cosi costa costano costare costi costo dato detto dice dicono dimostrare
diverso domanda entro esiste fatta fatti fatto foglio fuori giorni giorno giusto gratis ieri info
informazione informazioni invece lasciare mai mandare mandato mattina mese mesi mettere metto
modello modo moduli modulistica modulo nessuno niente nuova nuove nuovi nuovo oggi ora ottenere
passato persona persone portare posto pratica prendere presentare presso prezzo prima proprio
prova provare qualcosa qualcuno quota ricevere ricevo ricevuto richiedere richiesta riesce riesco
risulta ritirare scoprire sempre settimana soldi solo spesa spese spiegare stata stati stato
stesso subito succede succedera tanto tempo tenere trova trovare trovato trovo tutti tutto usare
vede vedere vedo vengo venire viene visto volta
"""
_WEAK_FRENCH = """
aller alors annee ans apres argent arrive avant besoin bien chose combien connaitre cout coute
demande demander donner dossier encore existe faites formulaire formulaires gratuit heure imprime
jour jours maintenant mettre mois nouveau nouvelle obligatoire obtenir papier papiers passe passer
personne pouvoir prendre prix quelqu recevoir recu refuse regles renseignement reponse savoir
semaine sert seul temps toucher toujours tous tout toute trouver utiliser venir veut voir
"""
_WEAK_ENGLISH = "application apply cost find form forms get information much new request where"
_WEAK_SPANISH = "formulario informacion obtener pedir solicitar solicitud tramite"
_WEAK_GERMAN = "antrag beantragen bekommen formular formulare information informationen"

# Words about the asking, not the matter: looked for, but never worth more than the matter itself.
WEAK_WORDS: dict[str, frozenset[str]] = {
    "it": frozenset(_WEAK_ITALIAN.split()) | spoken_italian(),
    "fr": frozenset(_WEAK_FRENCH.split()) | spoken_french(),
    "en": frozenset(_WEAK_ENGLISH.split()),
    "es": frozenset(_WEAK_SPANISH.split()),
    "de": frozenset(_WEAK_GERMAN.split()),
}
