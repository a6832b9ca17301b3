"""A text as the document that is read: language, paragraphs, sentences, words."""
