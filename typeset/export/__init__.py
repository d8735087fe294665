"""What the field exchanges, made of an edition: TEI, CMIF, a list of letters, plain text.

Like the rooms of the program this one reads the model alone; what it writes appears whole or not
at all.
"""
