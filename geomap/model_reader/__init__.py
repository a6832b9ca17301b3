"""A language model as a further reader, by choice: it proposes, our tables and checks decide."""
