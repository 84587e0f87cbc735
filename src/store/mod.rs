//! The git repository of editions. It keeps bytes, text and record as given and extracts nothing.
