"""What a form pack may say, and the readers that refuse everything else."""
