mod lock;
mod thread;
