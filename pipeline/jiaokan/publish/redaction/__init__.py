"""Redaction: personal data that a release must not hold is kept apart from it, in its key.

    identifier_search   where a page holds it, at any stage of its way
    withholding         what goes to the key instead
    key_file            the key: written beside no release, read, checked

The edits of the first step of a document, `redact`, put a marker such as 〔手机号〕 in the place of each
number. A release holds them as notes, so that its ledger leads back to the raw text with markers; the key
holds what stood there. No byte of a release depends on what was taken out, but for its kind and place.
"""
