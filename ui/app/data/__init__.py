"""Commands on all the data at once: backups, the data folder, handing over."""
