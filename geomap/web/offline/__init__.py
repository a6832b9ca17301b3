"""Any folium map as one file that opens without internet.

::

    rendering.py     the figure's parts: head.py's pieces, body, script, event maps' data
    plugins.py       the locked file for each address that folium links
    stylesheets.py   what a page uses of a stylesheet
    remote.py        addresses that a page would load; not among the locked ones, they are refused
    own_page.py      our own page: Leaflet, our layer and a stricter policy
    document.py      the page: own ids numbered (identifiers.py), policy.py, data filled in
"""

from geomap.web.offline.save import save_map

__all__ = ["save_map"]
