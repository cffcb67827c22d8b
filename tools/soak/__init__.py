"""The soak: kills, failing disks, damaged folders, flipped bits and daily backups against the real program, counted.

``python -m tools.soak`` runs it; docs/reliability.md says what each part proves.
"""
