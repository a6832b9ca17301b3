"""What readers get: publications, their chapters, the rows that are named beside the map."""
