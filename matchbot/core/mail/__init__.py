"""Mail that comes in: who wrote it, may it be answered, what is new in it, what came back."""
