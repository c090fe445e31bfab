"""What a page states of its site and of itself, beside title, people and times.

site_names       the name of the site           page_references  address, keywords, shared file, number
"""
