"""What a typed word may stand for: itself, its relatives, what it begins, what it misspells."""

from collections.abc import Iterable, Mapping

from contract.knowledge.language.text_folding import has_digit
from contract.knowledge.typos import Typos
from contract.knowledge.word_index import WordIndex

EXACT, STEM, DOUBLES, JOINED = 1.0, 0.9, 0.85, 0.9
COMPLETION, TEXT_COMPLETION, SHORT_COMPLETION = 0.8, 0.64, 0.55
KNOWN_COMPLETION = 0.7  # of what is a word already: CIE before CieID
OF_CORRECTION_STEM, OF_CORRECTION_COMPLETION = 0.95, 0.9
SHORT_ROOT = 4
REMEMBERED = 20_000

Weights = Mapping[str, float]


class Alternatives:
    """Answers {word of the index: weight}; remembers answers."""

    def __init__(self, index: WordIndex, typos: Typos) -> None:
        self._index = index
        self._typos = typos
        self._known: dict[tuple[str, bool], Weights] = {}

    def of(self, word: str, unfinished: bool) -> Weights:
        """Return the weights of everything word may mean. unfinished: the cursor is behind it."""
        known = self._known.get((word, unfinished))
        if known is None:
            # As a whole: what is being typed comes back with the next keys.
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[word, unfinished] = self._found(word, unfinished)
        return known

    def same_word(self, word: str) -> Weights:
        """Return the word and, over three letters, those of its stem."""
        weights: dict[str, float] = {}
        self._add(weights, [word], EXACT)
        # A short word is never taken for another (test_hard_cases, 1).
        if len(word) > 3:
            stem = self._index.vocabulary.stem(word)
            self._add(weights, self._index.vocabulary.same_stem(stem), STEM)
        return weights

    def _found(self, word: str, unfinished: bool) -> Weights:
        weights = dict(self.same_word(word))
        is_known = self._index.frequency(word) > 0
        # A known word means itself: "cassa" is not "casa" with a slip.
        if not is_known and len(word) > 3 and not has_digit(word):
            self._add(weights, self._index.vocabulary.same_but_doubles(word), DOUBLES)
        goes_on = False
        if unfinished:
            goes_on = self._complete(weights, word)
        # A hurried operator cuts words short in the middle of a question, too: "dep cauz".
        elif len(word) > 2 and (len(word) <= 5 or not is_known) and not word.isdigit():
            short = self._index.head_words.starting(word, 60)  # "dep cauz"
            self._add(weights, short, SHORT_COMPLETION)
        # A word of speech or of a known ending is no slip of an office word
        # (test_citizens_sentences).
        if not (is_known or goes_on or self._is_language(word)):
            self._correct(weights, word, unfinished)
        return weights

    def completions(self, word: str) -> Weights:
        """Return only what an unfinished word may become, at the weight of a completion."""
        weights: dict[str, float] = {}
        self._complete(weights, word)
        return weights

    def _complete(self, weights: dict[str, float], word: str) -> bool:
        """Add what an unfinished word may become; return whether there is anything."""
        # Few letters begin too many words: the frequent ones are enough to show.
        titled = self._index.head_words.starting(word, 40 if len(word) < 3 else 120)
        weight = KNOWN_COMPLETION if self._index.in_heads(word) else COMPLETION
        self._add(weights, titled, weight)
        # Texts hold too many words to complete a short beginning from.
        in_texts = self._index.all_words.starting(word, 30) if len(word) > 3 else []
        self._add(weights, in_texts, TEXT_COMPLETION)
        return bool(titled or in_texts)

    def _is_language(self, word: str) -> bool:
        """Return whether a word no text holds is a word all the same: of speech, or by ending."""
        vocabulary = self._index.vocabulary
        if word in vocabulary.weak_words:
            return True
        return len(word) > SHORT_ROOT and bool(vocabulary.same_stem(vocabulary.stem(word)))

    def _correct(self, weights: dict[str, float], word: str, unfinished: bool) -> None:
        vocabulary = self._index.vocabulary
        for text, weight, is_beginning in self._typos.corrections(word, unfinished):
            if is_beginning:
                completed = self._index.head_words.starting(text, 30)
                self._add(weights, completed, OF_CORRECTION_COMPLETION * weight)
            else:
                self._add(weights, [text], weight)
                relatives = vocabulary.same_stem(vocabulary.stem(text))
                self._add(weights, relatives, OF_CORRECTION_STEM * weight)

    def _add(self, weights: dict[str, float], words: Iterable[str], weight: float) -> None:
        for word in words:
            if weights.get(word, 0.0) < weight and self._index.frequency(word):
                weights[word] = weight
