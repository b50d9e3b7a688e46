"""Files in and out: sheets, definitions, templates, documents."""
