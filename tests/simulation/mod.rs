//! A simulation of several phones and their hub in one process, all of it decided by a seed: real
//! replicas on real SQLCipher files, the real engine, the real router over the real store. What is
//! played is the world around them: the line, the disks, the clocks, and people.
//!
//! - `plan`: what a seed makes of the world.
//! - `town`: who lives and works there before the first step.
//! - `stage`: where seeds are played; `world`: step after step; `acting`, `carrying`: a step of
//!   somebody's; `peace`: then peace, then the last look.
//! - `phone`, `hub`: the two sides; `line`: what happens on the way; `disk`: what a cut leaves.
//! - `deeds`, `disasters`: what people do, and what befalls them.
//! - `ledger`, `check`: what was promised, and whether it was kept.

mod acting;
mod carrying;
mod check;
mod clock;
mod deeds;
mod disasters;
mod disk;
mod faulty;
mod hub;
mod ledger;
mod line;
mod peace;
mod phone;
mod plan;
mod run;
mod stage;
mod town;
mod trace;
mod world;

pub use run::{Broken, Report, run};
pub use stage::{Failure, Outcome, Stage};
