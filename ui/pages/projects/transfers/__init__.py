"""Pastes whole sheets as projects, and copies indicators to other projects."""
