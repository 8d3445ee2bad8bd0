"""What the platform's own data tell: growth, needs met and unmet, shares, and what helps a WISE."""
