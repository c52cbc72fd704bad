//! One cell per line, below a head of known words, one per line too. In: lines. Out: a grid.
//!
//! That is what a browser gives for tables made of boxes. Empty cells have left no trace and long cells go over several
//! lines, so rows are found by what begins them, and the lines of a row are arranged by [`super::align`].

use super::cells::{fit, is_clear_code, is_name};
use super::lines::{Cell, Grid, Line, unmark};
use super::spaced::{Style, differs, is_strict};
use super::words::{kind, role};
use super::{Remark, Role};

/// Columns that a head of bare lines may have.
const MAX_HEAD: usize = 10;

/// Lines that are read to tell how many columns there are.
const TRIAL: usize = 60;

/// Lines that one row may have.
const ROW_LINES: usize = 80;

/// A table at the start of the lines, how many lines it takes, and what could not be told.
pub(crate) fn read(lines: &[Line]) -> Option<(Grid, usize, Option<Remark>)> {
    let head = heads(lines)?;
    let mut best: Option<(i32, usize)> = None;
    for count in (2..=head.len()).rev() {
        let roles: Vec<Role> = head[..count].iter().map(|(role, _)| *role).collect();
        if !roles
            .iter()
            .any(|role| matches!(role, Role::Name | Role::Code | Role::Value | Role::Path))
        {
            continue;
        }
        let start = head[count - 1].1 + 1;
        let loose = head[count - 1].1 + 1 > count;
        let block = block(
            &lines[..lines.len().min(start + TRIAL)],
            start,
            &roles,
            loose,
        );
        let Some(score) = score(&block, &roles) else {
            continue;
        };
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, count));
        }
    }
    let (_, count) = best?;
    let roles: Vec<Role> = head[..count].iter().map(|(role, _)| *role).collect();
    let start = head[count - 1].1 + 1;
    let block = block(lines, start, &roles, start > count);
    let used = block.last().map_or(start, |(index, _)| index + 1);
    let mut rows = vec![
        head[..count]
            .iter()
            .map(|(_, index)| cell(&lines[*index]))
            .collect(),
    ];
    let mut doubtful = None;
    for part in parts(&block, &roles) {
        let (row, sure) = arrange(part, &roles);
        if !sure {
            doubtful = doubtful.or(part.first().map(|(_, line)| line.number));
        }
        rows.push(row);
    }
    let remark = doubtful.map(|line| Remark {
        line,
        text: "a row has more or fewer lines than there are columns, and what they are does not tell where each belongs".to_owned(),
    });
    let number = lines[0].number;
    Some((
        Grid {
            line: number,
            head: 1,
            rows,
            caption: None,
        },
        used,
        remark,
    ))
}

type Found<'a> = (usize, &'a Line);

fn cell(line: &Line) -> Cell {
    Cell::new(line.number, &unmark(line.text.trim()))
}

/// The lines at the top that are headings, no role twice, with their indexes.
fn heads(lines: &[Line]) -> Option<Vec<(Role, usize)>> {
    let mut found: Vec<(Role, usize)> = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index).filter(|line| line.is_plain()) {
        if line.is_blank() {
            index += 1;
            let gap = index - found.last().map_or(0, |(_, last)| *last);
            if gap > 2 {
                break;
            }
            continue;
        }
        let text = unmark(line.text.trim());
        let told = text.chars().count() <= 30 && !text.contains(['\t', ':', '：']);
        let Some(role) = role(&text).filter(|_| told) else {
            break;
        };
        // `name` below `Field` and `Type` is a name, not a heading; so is one whose capitals differ.
        let strange = found
            .first()
            .is_some_and(|(_, first)| differs(&lines[*first].text, &text));
        if found.len() >= MAX_HEAD || found.iter().any(|(other, _)| *other == role) || strange {
            break;
        }
        found.push((role, index));
        index += 1;
    }
    (found.len() >= 2).then_some(found)
}

/// Lines of the table's body, with their indexes; blank ones left out.
fn block<'a>(lines: &'a [Line], start: usize, roles: &[Role], loose: bool) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    let mut index = start;
    while let Some(line) = lines.get(index).filter(|line| line.is_plain()) {
        if line.is_blank() {
            let next = lines[index..]
                .iter()
                .take(4)
                .position(|line| !line.is_blank())
                .map(|skip| index + skip);
            let Some(next) = next.filter(|next| lines[*next].is_plain()) else {
                break;
            };
            let first = found.first().map(|(_, line)| *line);
            let goes_on = if loose && next - index <= 2 {
                !is_title(&lines[next])
            } else {
                found.is_empty() && next - index == 1 || marked(&lines[next..], roles, first)
            };
            if !goes_on || !found.is_empty() && is_before_head(&lines[next..]) {
                break;
            }
            index = next;
            continue;
        }
        if !found.is_empty() && is_before_head(&lines[index..]) {
            break;
        }
        let ends = !found.is_empty()
            && (ends_table(&lines[index..])
                || heads(&lines[index..]).is_some_and(|heads| {
                    heads.len() >= 2 && matches!(heads[0].0, Role::Name | Role::Code)
                }));
        if ends {
            break;
        }
        found.push((index, line));
        index += 1;
    }
    found
}

/// Whether a line is the title of the next table: its head comes right below.
fn is_before_head(lines: &[Line]) -> bool {
    let text = lines[0].text.trim();
    let short = text.chars().count() <= 60 && !text.ends_with(['.', '。', '；', ';', ',']);
    let next = lines
        .iter()
        .skip(1)
        .take(3)
        .position(|line| !line.is_blank());
    let Some(next) = next.filter(|_| short) else {
        return false;
    };
    let below = &lines[next + 1..];
    // A title may have a title of its own below it, and a sample may follow one.
    if is_title(&lines[0]) {
        let opens = below[0].text.trim();
        let titles = is_title(&below[0]) && is_before_head_alone(below);
        if titles || matches!(opens, "{" | "[") || opens.starts_with("```") {
            return true;
        }
    }
    starts_below(below)
}

/// The same without a look at what follows a second title.
fn is_before_head_alone(lines: &[Line]) -> bool {
    let next = lines
        .iter()
        .skip(1)
        .take(3)
        .position(|line| !line.is_blank());
    next.is_some_and(|next| starts_below(&lines[next + 1..]))
}

/// Whether a table of some form begins with its head.
fn starts_below(below: &[Line]) -> bool {
    heads(below).is_some_and(|heads| matches!(heads[0].0, Role::Name | Role::Code | Role::Value))
        || below.get(1).is_some_and(|rule| rule.text.contains("---|"))
        || super::tabs::starts_table(below)
}

/// Whether something of another kind begins: JSON, a table with pipes, a heading of Markdown.
fn ends_table(lines: &[Line]) -> bool {
    let text = lines[0].text.trim();
    text.starts_with("```")
        || text.starts_with("# ")
        || text.starts_with("## ")
        || text == "{"
        || lines.get(1).is_some_and(|next| next.text.contains("---|"))
}

/// Whether a line is the title of a section.
fn is_title(line: &Line) -> bool {
    let text = line.text.trim();
    text.chars().count() <= 40
        && kind(text).is_some()
        && !is_name(text)
        && !text.ends_with(['.', '。', '；'])
}

/// Whether a row with a cell that is known by what it is begins here.
fn marked(lines: &[Line], roles: &[Role], first: Option<&Line>) -> bool {
    if !roles.iter().any(|role| is_strict(*role)) {
        return false;
    }
    let lines: Vec<Found> = lines
        .iter()
        .take_while(|line| line.is_plain() && !line.is_blank())
        .take(MAX_HEAD)
        .enumerate()
        .collect();
    lines.len() > 1
        && starts(
            &lines,
            0,
            roles,
            first.map(|line| Style::of(line.text.trim())),
        )
}

/// Whether a row starts at this line of a block.
fn starts(block: &[Found], at: usize, roles: &[Role], style: Option<Style>) -> bool {
    let text = block[at].1.text.trim();
    let plain = text
        .trim_start_matches(['└', '├', '─', '-', '>', '»', '·', ' ', '∟', '↳'])
        .trim();
    let fits = match roles[0] {
        Role::Code => is_clear_code(text),
        Role::Name => is_name(plain),
        Role::Value => !super::cells::is_sentence(text),
        role if is_strict(role) => fit(text, role) > 1,
        _ => true,
    };
    let alike = !matches!(roles[0], Role::Code | Role::Name | Role::Value)
        || plain != text
        || style.is_none_or(|style| alike(style, Style::of(plain), roles));
    if !fits || !alike {
        return false;
    }
    // The first column after the name that is known by what it is.
    match roles
        .iter()
        .enumerate()
        .skip(1)
        .find(|(_, role)| is_strict(**role))
    {
        None => true,
        Some((index, role)) if index + 1 == roles.len() && index > 1 => {
            at == 0
                || fit(block[at - 1].1.text.trim(), *role) >= 6
                || after(block, at, index, *role)
        }
        Some((index, role)) => {
            after(block, at, index, *role)
                || *role == Role::Type && index == 1 && named(block, at, roles)
        }
    }
}

/// Whether the line after a name may name a type: what follows it is a yes or no, or words.
fn named(block: &[Found], at: usize, roles: &[Role]) -> bool {
    let line = |step: usize| {
        block
            .get(at + step)
            .map_or("", |(_, line)| line.text.trim())
    };
    let typed = is_name(line(1)) && line(1).contains(['_', '.']);
    match roles.get(2) {
        Some(Role::Required | Role::Optional) => {
            is_name(line(1)) && fit(line(2), Role::Required) >= 6
        }
        Some(_) => typed && !is_name(line(2)) && !line(2).is_empty(),
        None => false,
    }
}

fn alike(one: Style, other: Style, roles: &[Role]) -> bool {
    // With types or yes and no beside them names need no likeness.
    roles[1..].iter().any(|role| is_strict(*role)) || one == other
}

/// Whether one of the lines after this one fits the role, no further away than its column.
fn after(block: &[Found], at: usize, index: usize, role: Role) -> bool {
    (1..=index)
        .filter_map(|step| block.get(at + step))
        .any(|(_, line)| fit(line.text.trim(), role) >= 6)
}

/// The lines of each row.
fn parts<'b, 'a>(block: &'b [Found<'a>], roles: &[Role]) -> Vec<&'b [Found<'a>]> {
    let style = block.first().map(|(_, line)| Style::of(line.text.trim()));
    let mut found = Vec::new();
    let mut begin = 0;
    let least = if roles.len() > 2
        && roles.iter().skip(1).all(|role| !is_strict(*role))
        && !matches!(roles[0], Role::Code)
    {
        roles.len()
    } else {
        2
    };
    while begin < block.len() {
        let mut end = (begin + least).min(block.len());
        while end < block.len() && end - begin < ROW_LINES && !starts(block, end, roles, style) {
            end += 1;
        }
        found.push(&block[begin..end]);
        begin = end;
    }
    found
}

/// How well the beginning of a block is a table with these columns.
fn score(block: &[Found], roles: &[Role]) -> Option<i32> {
    if block.len() < 2 || !starts(block, 0, roles, None) {
        return None;
    }
    let parts = parts(block, roles);
    let mut sum = 0;
    for part in parts.iter().take(12) {
        let texts: Vec<&str> = part.iter().map(|(_, line)| line.text.trim()).collect();
        sum +=
            super::align::align(&texts, roles).1 - (part.len() as i32 - roles.len() as i32).abs();
    }
    Some(sum * 100 / i32::try_from(parts.len().min(12)).unwrap_or(1).max(1))
}

/// The cells of a row; whether it is sure where each line belongs.
fn arrange(part: &[Found], roles: &[Role]) -> (Vec<Cell>, bool) {
    let texts: Vec<String> = part
        .iter()
        .map(|(_, line)| unmark(line.text.trim()))
        .collect();
    let pieces: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (places, _) = super::align::align(&pieces, roles);
    let number = part.first().map_or(0, |(_, line)| line.number);
    let mut cells: Vec<Cell> = Vec::new();
    for place in &places {
        let line = place
            .first()
            .and_then(|index| part.get(*index))
            .map_or(number, |(_, line)| line.number);
        let text: Vec<&str> = place
            .iter()
            .filter_map(|index| pieces.get(*index).copied())
            .collect();
        cells.push(Cell {
            line,
            text: text.join("\n"),
            span: 1,
            ..Cell::default()
        });
    }
    if places.iter().all(Vec::is_empty) {
        // Nothing fits: the lines as they come, the rest to the last column.
        for (index, text) in pieces.iter().enumerate() {
            let column = index.min(roles.len() - 1);
            let cell = &mut cells[column].text;
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(text);
        }
        return (cells, false);
    }
    let free = roles.iter().filter(|role| !is_strict(**role)).count();
    let sure = part.len() == roles.len() || free <= 2;
    (cells, sure)
}
