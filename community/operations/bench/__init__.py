"""Measures the site as ratios to reference pages of the same run: `make bench`, or `make bench BENCH=--full`."""
