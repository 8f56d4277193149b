//! `file:` addresses, as editors name what they hold.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::Uri;

/// The file that an address names; none where it is no file of this machine.
#[must_use]
pub fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file:")?;
    // The place of a machine may be left out, and be this one.
    let path = rest.strip_prefix("//").map_or(rest, |rest| rest.strip_prefix("localhost").unwrap_or(rest));
    let decoded = decode(path.strip_prefix('/')?)?;
    if cfg!(windows) { Some(PathBuf::from(decoded)) } else { Some(PathBuf::from(format!("/{decoded}"))) }
}

/// The address of a file.
#[must_use]
pub fn from_path(file: &Path) -> Option<Uri> {
    let shown = file.to_str()?.replace('\\', if cfg!(windows) { "/" } else { "\\" });
    let mut address = String::from(if shown.starts_with('/') { "file://" } else { "file:///" });
    for byte in shown.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => drop(write!(address, "%{byte:02X}")),
        }
    }
    Uri::from_str(&address).ok()
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first == b'%' {
            let hex = std::str::from_utf8(behind.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

#[cfg(all(test, unix))]
mod tests {
    use super::{from_path, to_path};
    use std::path::Path;
    use std::str::FromStr as _;

    #[test]
    fn addresses_and_paths_are_each_others() {
        for (path, address) in [
            ("/home/r/p/clients/a/client.md", "file:///home/r/p/clients/a/client.md"),
            ("/home/r/My notes/é#?.md", "file:///home/r/My%20notes/%C3%A9%23%3F.md"),
        ] {
            let uri = from_path(Path::new(path)).expect("an address");
            assert_eq!(uri.as_str(), address);
            assert_eq!(to_path(&uri).as_deref(), Some(Path::new(path)));
        }
        for same in ["file:/home/r/p.md", "file://localhost/home/r/p.md"] {
            let uri = lsp_types::Uri::from_str(same).expect("an address");
            assert_eq!(to_path(&uri).as_deref(), Some(Path::new("/home/r/p.md")), "{same}");
        }
        for other in ["untitled:Untitled-1", "http://example.org/a.md", "file:///a%00b", "file:///a%zz"] {
            let uri = lsp_types::Uri::from_str(other);
            assert_eq!(uri.ok().and_then(|uri| to_path(&uri)), None, "{other}");
        }
    }
}
