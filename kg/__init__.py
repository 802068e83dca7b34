"""kg reads news articles and answers who met whom, when, where and about what, each answer with its quote.

The rooms, lowest first (import-linter holds the order, see setup.cfg):

    errors | resources | vocab < text < facts < extract | identity | rdf < store < query < network
    < view | export < cli
"""
