"""What happens: one file for each thing that happens. Synchronous; sees the store as Protocols."""
