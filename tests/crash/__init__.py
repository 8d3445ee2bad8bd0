"""Kills real processes at work, and counts what was lost and what went out twice."""
