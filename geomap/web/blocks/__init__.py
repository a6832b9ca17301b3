"""The data blocks of a page: columns of numbers and texts, made small."""
