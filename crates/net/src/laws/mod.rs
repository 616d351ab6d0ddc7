//! What AWS does, one file a law.
