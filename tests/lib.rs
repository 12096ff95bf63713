//! End to end: a real server, real devices, a real browser.
