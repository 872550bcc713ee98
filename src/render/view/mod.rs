//! The window through which a page sees the world. Every look leaves its key, before it
//! is known whether anything is there.

mod editions;
mod evaluations;
mod figures;
mod texts;
mod window;

pub use self::texts::Card;
pub use self::window::View;
