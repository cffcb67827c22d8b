"""The vocabulary of form packs, and the readers that reject everything else."""
