"""Any folium map as one file that opens without internet.

::

    figure's parts   links replaced   used parts kept     own ids numbered    policy
    rendering.py  -> plugins.py    -> stylesheets.py   -> identifiers.py   -> policy.py

`remote.py` names the addresses that a page would load; the ones that are not among the locked
packages are refused.
"""

from geomap.outputs.web.selfcontained.save import save_map

__all__ = ["save_map"]
