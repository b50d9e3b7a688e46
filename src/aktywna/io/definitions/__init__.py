"""What a project's folder says beside its registers: the definition, and the explanations of findings."""
