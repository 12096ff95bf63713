mod hand_over;
mod lock;
mod photos;
mod thread;
