"""What was promised, and under which rules: a project's definition, its indicators and its programme period."""
