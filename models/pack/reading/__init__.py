"""Reads the files of a form pack into its values and refuses everything else."""
