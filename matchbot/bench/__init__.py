"""The benchmarks, with what people would use instead beside us."""
