"""The words of a language: stems, stop words, speech."""
