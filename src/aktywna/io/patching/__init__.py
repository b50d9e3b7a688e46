"""An office's own files changed at exact places: every other byte stays as it was."""
