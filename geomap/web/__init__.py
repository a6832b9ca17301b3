"""The map page, and any folium map as one file."""
