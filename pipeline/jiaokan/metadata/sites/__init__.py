"""What a page states of its site and of itself, beside title, people and times.

site_names          the name of the site        copyright_notices   the notices of copyright and their owner
page_references     address, keywords, shared file, number
"""
