"""Intake: letters of other formats come in as drafts, which are written as an edition's files."""
