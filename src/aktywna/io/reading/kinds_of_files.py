"""What a file is that is called a spreadsheet and is none: told by its first bytes."""

from __future__ import annotations

from pathlib import Path

from aktywna.domain.sheets.refusals import OTHER_KIND, OTHER_XML, PDF, PICTURE, RICH_TEXT, SPREADSHEET_XML, WEB_PAGE

_HEAD = 4096
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8 = b"\xef\xbb\xbf"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")
_PAGE = (b"<html", b"<!doctype html", b"<table", b"<body", b"<head", b"<div", b"<meta", b"<style")
_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"


def bare_head(path: Path) -> bytes:
    """Give the first bytes of a file as text in UTF-8 has them, without a byte order mark and without spaces before them."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    if head.startswith(_UTF_16):
        head = head.decode("utf-16", errors="replace").encode()
    return head.removeprefix(_UTF_8).lstrip()


def kind_of(path: Path) -> str:
    """Say what a file that is no workbook is, as `domain.sheets.refusals` calls it."""
    head = bare_head(path)
    folded = head.lower()
    if head.startswith(_PICTURES):
        return PICTURE
    if head.startswith(b"%PDF"):
        return PDF
    if head.startswith(b"{\\rtf"):
        return RICH_TEXT
    if _SPREADSHEET in folded and not any(mark in folded for mark in (b"<html", b"<body")):
        return SPREADSHEET_XML
    if folded.startswith(_PAGE) or (folded.startswith(b"<") and b"<html" in folded):
        return WEB_PAGE
    return OTHER_XML if head.startswith(b"<") else OTHER_KIND
