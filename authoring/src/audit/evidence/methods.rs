//! Which HTTP methods a page names with an address. In: addresses, lines. Out: the methods, put into the addresses.

use super::address::Address;
use super::lines::Line;

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"];

/// A program names the method within so many lines of the address.
const NEAR: usize = 12;

/// Finds the method before an address on its line, in the words that lead to it, or in the program around it.
pub(crate) fn attach(addresses: &mut [Address], lines: &[Line]) {
    let starts: Vec<usize> = addresses.iter().map(|address| address.line).collect();
    for (index, address) in addresses.iter_mut().enumerate() {
        let at = lines.partition_point(|line| line.number < address.line);
        if lines.get(at).is_none_or(|line| line.number != address.line) {
            continue;
        }
        let next = starts[index + 1..]
            .iter()
            .find(|line| **line > address.line);
        let end = next.map_or(usize::MAX, |line| *line);
        let following = lines[at..]
            .iter()
            .take(NEAR)
            .take_while(|line| line.number < end);
        let before = lines[..at]
            .iter()
            .rev()
            .find(|line| !line.text.trim().is_empty());
        address.methods = on_line(&lines[at].text, &address.text)
            .or_else(|| before.and_then(|line| leading(&line.text)))
            .or_else(|| {
                following
                    .into_iter()
                    .find_map(|line| in_program(&line.text))
            })
            .unwrap_or_default();
    }
}

fn on_line(line: &str, address: &str) -> Option<Vec<String>> {
    let before = &line[..line.find(address)?];
    let word = before
        .split(|c: char| !c.is_ascii_alphanumeric())
        .rfind(|word| !word.is_empty())?;
    METHODS.contains(&word).then(|| vec![word.to_owned()])
}

/// The methods of a sentence that ends with a colon: it speaks of the address below.
fn leading(line: &str) -> Option<Vec<String>> {
    if !line.trim_end().ends_with([':', '：']) {
        return None;
    }
    let words = line.split(|c: char| !c.is_ascii_alphanumeric());
    let named: Vec<String> = words
        .filter(|word| METHODS.contains(word))
        .map(str::to_owned)
        .collect();
    (!named.is_empty()).then_some(named)
}

/// `method: "POST"`, `new HttpPost(`, `requests.post(`, `-X POST`.
fn in_program(line: &str) -> Option<Vec<String>> {
    let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let lower = squeezed.to_lowercase();
    let found = METHODS.iter().find(|method| {
        let small = method.to_lowercase();
        let marks = [
            format!("method:\"{small}\""),
            format!("method:'{small}'"),
            format!("method=\"{small}\""),
            format!("newhttp{small}("),
            format!("requests.{small}("),
            format!("axios.{small}("),
            format!("-x{small}"),
        ];
        marks.iter().any(|mark| lower.contains(mark))
    });
    found.map(|method| vec![(*method).to_owned()])
}
