"""Checks: Book × tables × pack → findings. One module per family, one function per check; ``checker`` runs them all.

What every check looks at is in ``context``, which the window needs before it needs the checks.
"""
