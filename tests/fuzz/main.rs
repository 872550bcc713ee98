//! Files changed at random, starting from a corpus: whatever comes, reading it ends with
//! pages or messages. `README.md` says how to run it for longer, and what was found.

mod html;
mod mutate;
mod portal;
mod readers;
mod run;
mod served;
mod sites;
