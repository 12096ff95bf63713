//! This device's data.
