"""The report of simulations: a page apart, which says on every sheet that it is no result."""
