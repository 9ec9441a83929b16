"""Words of French speech, as contract/knowledge/language/spoken_words.py has them of Italian."""

SHORT = 3  # letters: what is no longer may be a code, AIT

_VERBS = """
amener apporter arriver avancer chercher commencer continuer discuter durer emmener emporter essayer
expliquer imaginer indiquer laisser manquer montrer oublier parler passer penser poser presenter
proposer raconter ramener regarder rencontrer repasser repeter rester retourner retrouver sembler
souhaiter tarder tenter tomber tourner trouver utiliser verifier
"""
_ENDINGS = """
e es ons ez ent er ee ees ais ait ions iez aient ai as a erai eras era erons erez eront erais erait
eraient ant
"""
_IRREGULAR = """
aie aient ait ayant aura aurai auraient aurait auras aurez auront aurais avaient avais avait aviez
eu eue eus etaient etais etait etant ete etes etions fut furent sera serai seraient serait serez
seront soient sois soit
aille alle allee allees aller alles allez allais allait allaient ira irai iront vais vas vont
appelle appellent appeler rappelle rappeler
attend attendent attendais attendre attends attendu
comprend comprendre comprends compris connais connait connaitre connu
crois croire croit cru croyais
devais devait devaient devoir devons devra devrai devrais devrait devraient devez du
disait disent dire dis dit dite dites
faire faisais faisait faisant faisons fasse fassent fera ferai ferais ferait font
met mets mettre mettent mis
obtenir obtenu obtiens obtient
partir pars partent
peuvent pourra pourrai pourraient pourrais pourrait pourrez pouvais pouvait pouvaient pouvoir
pouvons pouvez pu puisse
prend prendre prends prennent prenez prenait pris
recevoir recois recoit recoivent recu recue
repond repondent repondre repondu
reviens revient revenir revenu
sache sachant sait savais savait savez savoir savons sauront saurait su
sors sort sortent sortir sorti
tenir tiens tient tenu
venir venu venue venus viens vient viendra viennent venait venait devenir devenu devient
verra verrai verrais voir vois voit voyais voyait vu vue vus
vouloir voulais voulait voulaient voulons voulez voulu voudra voudrait voudraient veulent veuille
"""
_OTHERS = """
absolument afin ailleurs ainsi alors apparemment apres assez aucun aucune aujourd aujourdhui aupres
aussi aussitot autant autour autre autrement autres avant avance beaucoup bien bientot car ceci cela
celle celles celui cependant certain certaine certaines certains chacun chacune chaque ci clairement
contre davantage debout dedans dehors deja demain depuis derniere dernierement dernieres dernier
derniers derriere dessous dessus devant durant egalement encore enfin ensemble ensuite entierement
entre environ exactement facilement finalement fois guere heureusement hier hors ici jamais jusqu
jusque justement la laquelle lequel lesquelles lesquels loin longtemps lors lorsque lorsqu
maintenant malgre malheureusement meme memes mieux moins mal normalement notamment nulle nulles
parce parfois parmi partout pendant personne peu plutot plusieurs pourtant pres presque puisqu
puisque quand quant quelconque quelque quelques quelquefois quelqu quoi rapidement rarement rien
sauf seulement selon sinon sitot souvent suite surtout tant tantot tard tel telle telles tels tot
toujours tous tout toute toutes tres trop vite vraiment voici voila volontiers pourquoi
lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout
septembre octobre novembre decembre an annee annees ans jour journee jours matin matinee midi minuit
minute minutes moment mois nuit instant semaine semaines soir soiree weekend passe
passee prochain prochaine prochains prochaines
ancien ancienne beau belle bon bonne bonnes bons content contente dur different differente
differents enorme entier entiere facile grand grande grandes grands gros grosse haut haute
impossible joli jolie juste long longue mauvais mauvaise meilleur meilleure necessaire neuf neuve
nouveau nouveaux nouvel nouvelle nouvelles pareil pareille petit petite petites petits possible
prete proche sur sure vieille vieilles vieux vrai vraie
chose choses cas cause facon genre histoire idee maniere moyen part
probleme raison sorte souci truc type
ami amie amis amies copain copine cousin cousine cousins dame femme fille filles fils
frere freres gars gens gendre homme madame maman mari mere monsieur neveu niece oncle papi
mamie pere soeur soeurs tante
deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent
mille dizaine
"""
# The same letters, but another word in an office.
_OF_OFFICES = "avance avances poser pose posee indiquee"


def spoken_french() -> frozenset[str]:
    """Return the words of French speech, folded as the index folds words."""
    forms = {verb[:-2] + ending for verb in _VERBS.split() for ending in _ENDINGS.split()}
    spoken = forms.union(_IRREGULAR.split(), _OTHERS.split())
    longer = {form for form in spoken if len(form) > SHORT}
    return frozenset(longer.difference(_OF_OFFICES.split()))
