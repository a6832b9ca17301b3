"""The event map side by side with other Python mapping libraries, in one run."""
