"""Which line feeds lie inside a paragraph.

line_joining    the rules in order, for every two lines of a page
line_pair       two lines, and the answers to whether they are one paragraph
mark_joins      marks that no line begins or ends with
sentence_pieces evidence that a sentence goes on in the next line
join_vetoes     what keeps two lines apart all the same: rows, entries, code, blocks of HTML
"""
