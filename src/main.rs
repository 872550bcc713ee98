//! The program `gongbao`; all of it is in the library.

/// Pages are made of many small pieces on all cores at once; the system's allocator takes
/// a third of the time for that, and lets the cores wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    gongbao::cli::run()
}
