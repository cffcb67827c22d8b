"""The files of a pack as written: where each value stands, what a pack changes in the one it extends, what is no TOML."""
