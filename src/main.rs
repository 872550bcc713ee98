//! The program `gongbao`; all of it is in the library.

fn main() -> std::process::ExitCode {
    gongbao::cli::run()
}
