mod farewell;
mod hand_over;
mod live;
mod lock;
mod photos;
mod thread;
