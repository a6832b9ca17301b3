"""What coded reports taught: a small linear model beside the rules."""
