"""Ranking: which offerings fit a need, in what order, and why."""
