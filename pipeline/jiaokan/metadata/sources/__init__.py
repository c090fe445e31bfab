"""Where a page was taken from.

来源：江城日报, the line of the time           outlets
what stands behind such a label                outlet_lists
本文由某报授权刊载, the head of a newspaper    outlet_notes
【江城报专讯】, a dateline, who made it        outlet_leads
"""
