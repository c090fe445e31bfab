"""Repair byte slips: GBK text that lost a byte, so that the characters after it were read one byte off.

Three repairs propose edits:

    marked_slips      the lost byte left a mark, a question mark or pinyin
    unmarked_slips    only the text after it shows that a byte was lost
    swallowed_tags    a slip at the end of a quotation took the bracket of a tag

They share:

    slip_prefilter    a quick check whether a run of characters may be one byte off
    realignment       the text of a run with its bytes aligned again
    ending_scores, slip_scoring    where a run ends, and the best of all restorations
    straddling_pinyin    pinyin of two bytes that belong to two characters, which is the sign of a slip
"""
