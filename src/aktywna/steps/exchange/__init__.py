"""Conversion: a file or a project read, put into a form, judged by it, and written."""
