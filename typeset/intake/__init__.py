"""The intake: what others have → drafts of letters → the YAML of an edition.

``draft`` says what an importer hands over.  ``writer`` turns drafts into an edition's folder: texts
are settled (``settle``) and given their marks (``marks``), blocks become nodes (``blocks``),
letters and what they share become files (``letter``, ``volume``), in lines as a careful person
writes them (``leaf``).
"""
