"""Sentences, numbers, dates and plurals in the language of the reader."""
