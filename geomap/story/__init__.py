"""What a map says in words: chapters, change, sentences made from the numbers."""
