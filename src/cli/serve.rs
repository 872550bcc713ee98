//! The command `serve`: the preview.

use std::net::SocketAddr;

use super::args::ServeArguments;
use super::desk_tools::Commands;
use super::messages::Speaker;
use super::signals;
use super::{CLEAN, ENVIRONMENT, USAGE};
use crate::engine::Options;
use crate::i18n::Text;
use crate::preview::{self, PreviewConsole, PreviewError, Settings};
use crate::say;

/// Runs the preview until the program is stopped.
pub fn serve(arguments: &ServeArguments, speaker: &Speaker) -> u8 {
    if arguments.edit && !arguments.interface.is_loopback() {
        speaker.tell(&say!(
            "--edit只能在本机使用：不要另写--interface", "--edit works on this machine only: leave out --interface"
        ));
        return USAGE;
    }
    let settings = Settings {
        root: arguments.root.clone(),
        options: Options { drafts: arguments.drafts, ..Options::default() },
        interface: arguments.interface,
        port: arguments.port,
        poll: arguments.poll,
        edit: arguments.edit,
    };
    let (handle, events) = preview::ends();
    signals::stop_when_told(handle.clone());
    let voice = Terminal { speaker, open: arguments.open, wanted: arguments.port };
    let tools = Commands { root: &arguments.root };
    match preview::run(&settings, handle, events, &voice, &tools) {
        Ok(()) => CLEAN,
        Err(PreviewError::Project(error)) => {
            let root = arguments.root.display();
            speaker.tell(&say!("读不了文件夹{root}：{error}", "cannot read the folder {root}: {error}"));
            ENVIRONMENT
        }
        Err(PreviewError::Network(error)) => {
            let (interface, port) = (arguments.interface, arguments.port);
            speaker.tell(&say!(
                "不能在{interface}的端口{port}提供预览：{error}；用--port换一个端口，或检查--interface",
                "cannot serve the preview on port {port} of {interface}: {error}; choose another with --port, or check --interface"
            ));
            ENVIRONMENT
        }
    }
}

struct Terminal<'a> {
    speaker: &'a Speaker,
    open: bool,
    wanted: u16,
}

impl PreviewConsole for Terminal<'_> {
    fn ready(&self, address: SocketAddr, as_asked: bool) {
        if !as_asked {
            let (wanted, port) = (self.wanted, address.port());
            self.speaker.tell(&say!("端口{wanted}已被占用，改用{port}", "port {wanted} is taken; using {port}"));
        }
        let line = say!("预览：http://{address}/（按Ctrl-C停止）", "preview: http://{address}/ (stop with Ctrl-C)");
        self.speaker.result(line.get(self.speaker.lang));
        if self.open {
            open_browser(&format!("http://{address}/"));
        }
    }

    fn say(&self, text: &Text) {
        self.speaker.tell(text);
    }
}

/// Opens the browser that the system prefers; where there is none, the address has been
/// printed.
fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let _ = std::process::Command::new(program).arg(address).spawn();
}
