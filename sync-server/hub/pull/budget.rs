/// Bytes that pages of one response may still take. The first entry is always taken, however
/// large: otherwise a device that offers little would never move on.
pub(super) struct Budget {
    left: usize,
    moved: bool,
}

impl Budget {
    pub(super) const fn new(bytes: usize) -> Self {
        Self {
            left: bytes,
            moved: false,
        }
    }

    /// Whether there is room for an entry of this size; if so, it is used up.
    pub(super) const fn takes(&mut self, bytes: usize) -> bool {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None if !self.moved => self.left = 0,
            None => {
                // A smaller one further on must not overtake this one.
                self.left = 0;
                return false;
            }
        }
        self.moved = true;
        true
    }
}
