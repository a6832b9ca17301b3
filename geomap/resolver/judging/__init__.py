"""What a verdict says, and what names are refused for what they say."""
