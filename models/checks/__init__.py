"""Checks: Book × tables × pack → findings. One module per family, one function per check; ``checker`` runs them all."""
