//! Which requests are answered: those for this machine, from its own pages, for paths that a site could have.

use std::net::IpAddr;

use hyper::Request;
use hyper::header;

/// Whether a request comes from the preview's own pages or from the reader: pages of
/// other origins may lead a reader here and nothing else. Browsers say in `Sec-Fetch-Site`
/// (Fetch Metadata Request Headers, section 2) and `Origin` where a request comes from;
/// for those that do not, the answer says that it is for this origin.
pub fn origin_is_ours<B>(request: &Request<B>) -> bool {
    let text = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text("host").unwrap_or("");
    if text("origin").is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
        return false;
    }
    match text("sec-fetch-site") {
        None | Some("same-origin" | "none") => true,
        Some(_) => text("sec-fetch-mode") == Some("navigate") && text("sec-fetch-dest") == Some("document"),
    }
}

/// A hostile page can make a browser send requests here under a name of its own; the
/// `Host` then is that name.
pub fn host_is_ours<B>(request: &Request<B>, interface: IpAddr) -> bool {
    let Some(host) = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    // An address is no name: it cannot be made to point elsewhere.
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || address == interface || interface.is_unspecified(),
        Err(_) => false,
    }
}

/// A text in which bytes are written as `%` and two digits, decoded once; `None` where it is
/// none.
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A path decoded once, without its leading slash; `None` when it is none that a site
/// could have.
pub fn decoded(path: &str) -> Option<String> {
    let path = percent_decoded(path.strip_prefix('/')?)?;
    let parts: Vec<&str> = path.split('/').collect();
    let last = parts.len() - 1;
    let good = parts
        .iter()
        .enumerate()
        .all(|(position, part)| (!part.is_empty() || position == last) && *part != "." && *part != "..");
    (good && !path.contains(['\0', '\\']) && path.len() < 2000).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_get_through() {
        assert_eq!(decoded("/zh/2020/"), Some("zh/2020/".to_owned()));
        assert_eq!(decoded("/"), Some(String::new()));
        for bad in ["/../etc/passwd", "/%2e%2e/x", "//x", "/a//b", "/a%00b", "/a%5cb", "/./a", "/%zz", "/%ff", "a"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
        // Decoded once: what is left is a name that the plan does not have.
        assert_eq!(decoded("/%252e%252e/x"), Some("%2e%2e/x".to_owned()));
    }

    #[test]
    fn the_host_must_be_this_machine() {
        let loopback: IpAddr = "127.0.0.1".parse().unwrap();
        let request = |host: &str| Request::builder().header("host", host).body(()).unwrap();
        for good in ["localhost:1111", "127.0.0.1:1111", "[::1]:1111", "LOCALHOST"] {
            assert!(host_is_ours(&request(good), loopback), "{good}");
        }
        let from = |headers: &[(&str, &str)]| {
            let request = Request::builder().header("host", "localhost:1111");
            origin_is_ours(&headers.iter().fold(request, |r, (name, value)| r.header(*name, *value)).body(()).unwrap())
        };
        let site = |site| ("sec-fetch-site", site);
        assert!(from(&[]) && from(&[site("none")]) && from(&[site("same-origin")]));
        assert!(from(&[("origin", "http://localhost:1111"), site("same-origin")]));
        assert!(from(&[site("cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")]));
        for other in ["cross-site", "same-site", "else"] {
            assert!(!from(&[site(other)]));
            assert!(!from(&[site(other), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "script")]));
            assert!(!from(&[site(other), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")]));
        }
        for origin in ["null", "http://localhost:2222", "https://localhost:1111", "http://evil.example"] {
            assert!(!from(&[("origin", origin)]), "{origin}");
        }
        for bad in ["evil.example", "evil.example:1111", "localhost.evil.example", "192.168.1.5:1111", ""] {
            assert!(!host_is_ours(&request(bad), loopback), "{bad}");
        }
    }
}
