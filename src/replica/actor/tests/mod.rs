mod hand_over;
mod thread;
