//! The engine by hand, and over random walks.

mod closing;
mod consent;
mod controls;
mod pacing;
mod questions;
mod random;
