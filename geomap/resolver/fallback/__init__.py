"""Who is asked over the network where the resolver has no answer, and what was answered."""
