mod hand_over;
mod lock;
mod thread;
