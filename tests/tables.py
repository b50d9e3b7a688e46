"""The notation of examples, for tests: what `aktywna explain` shows is what is tested (see `steps.explain.examples`)."""

from __future__ import annotations

from aktywna.steps.explain.examples import Expected, Rows, books_of, codes_by_row, project_of, read_books, table, tables

__all__ = ["Expected", "Rows", "books_of", "codes_by_row", "project_of", "read_books", "table", "tables"]
