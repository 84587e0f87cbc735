//! Results drawn for readers: terminal, JSON, changelog. Computes nothing, writes to a given writer.
