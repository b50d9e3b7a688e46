"""Documents, workbooks and calendars written, each whole or not at all."""
