//! A signature, as a finger draws it.

/// What a finger drew without leaving the screen: points from left and top.
pub type Stroke = Vec<(i16, i16)>;
