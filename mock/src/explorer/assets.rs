//! The files of the page. In: the archive of Swagger UI, as its release has it, and what is ours beside it. Out: files by
//! name, unpacked once.

use std::io::{Cursor, Read};
use std::sync::OnceLock;

use bytes::Bytes;
use utoipa_swagger_ui_vendored::SWAGGER_UI_VENDORED;
use zip::ZipArchive;

/// Files that the page takes from Swagger UI.
const VENDORED: [&str; 5] = [
    "favicon-16x16.png",
    "favicon-32x32.png",
    "swagger-ui-bundle.js",
    "swagger-ui-standalone-preset.js",
    "swagger-ui.css",
];

/// A file of the page.
#[derive(Clone, Debug)]
pub(super) struct Asset {
    pub(super) content_type: &'static str,
    pub(super) content: Bytes,
}

/// The file of this name.
pub(super) fn asset(name: &str) -> Option<Asset> {
    let content = match name {
        "explorer.js" => Bytes::from_static(include_bytes!("explorer.js")),
        "explorer.css" => Bytes::from_static(include_bytes!("explorer.css")),
        name => {
            let mut all = vendored().iter();
            all.find(|(known, _)| *known == name)?.1.clone()
        }
    };
    let content_type = match name.rsplit_once('.')?.1 {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        _ => "image/png",
    };
    Some(Asset {
        content_type,
        content,
    })
}

fn vendored() -> &'static [(&'static str, Bytes)] {
    static FILES: OnceLock<Vec<(&'static str, Bytes)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let archive = ZipArchive::new(Cursor::new(SWAGGER_UI_VENDORED));
        let Ok(mut archive) = archive else {
            return Vec::new();
        };
        let files = VENDORED.iter();
        files
            .filter_map(|name| Some((*name, unpack(&mut archive, name)?)))
            .collect()
    })
}

fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<Bytes> {
    let end = format!("/dist/{name}");
    let index = (0..archive.len()).find(|index| {
        let path = archive.name_for_index(*index).and_then(Result::ok);
        path.is_some_and(|path| path.ends_with(&end))
    })?;
    let mut content = Vec::new();
    let mut file = archive.by_index(index).ok()?;
    file.read_to_end(&mut content).ok()?;
    Some(content.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_page_is_there() {
        for name in VENDORED.iter().chain(&["explorer.js", "explorer.css"]) {
            let asset = asset(name).expect(name);
            assert!(!asset.content.is_empty(), "{name}");
        }
        assert!(asset("swagger-initializer.js").is_none());
        assert!(asset("../dist/swagger-ui.css").is_none());
    }
}
