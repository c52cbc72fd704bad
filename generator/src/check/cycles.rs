//! Cycles in a graph whose nodes are numbers.

/// How far a node is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    Open,
    Done,
}

/// One cycle for each knot of the graph: the nodes in order. A node is in one of them at most.
///
/// The walk has a stack of its own, so the graph may be as deep as it likes.
pub(super) fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut states = vec![State::Fresh; edges.len()];
    let mut found = Vec::new();
    for start in 0..edges.len() {
        // The path so far, each node with the number of its next edge.
        let mut path = Vec::new();
        open(start, &mut states, &mut path);
        while let Some((node, next)) = path.last_mut() {
            let target = edges
                .get(*node)
                .and_then(|targets| targets.get(*next))
                .copied();
            *next += 1;
            match target {
                None => {
                    states[*node] = State::Done;
                    path.pop();
                }
                Some(target) if states.get(target) == Some(&State::Open) => {
                    let from = path
                        .iter()
                        .position(|(node, _)| *node == target)
                        .unwrap_or(0);
                    let cycle: Vec<usize> = path.drain(from..).map(|(node, _)| node).collect();
                    cycle.iter().for_each(|node| states[*node] = State::Done);
                    found.push(cycle);
                }
                Some(target) => open(target, &mut states, &mut path),
            }
        }
    }
    found
}

fn open(node: usize, states: &mut [State], path: &mut Vec<(usize, usize)>) {
    if states.get(node) == Some(&State::Fresh) {
        states[node] = State::Open;
        path.push((node, 0));
    }
}

/// Whether `to` can be reached from `from` over at least one edge.
pub(super) fn reaches(edges: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; edges.len()];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        for target in edges.get(node).into_iter().flatten() {
            if *target == to {
                return true;
            }
            if seen.get(*target) == Some(&false) {
                seen[*target] = true;
                open.push(*target);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_knot_is_found_once() {
        assert!(cycles(&[vec![1], vec![2], vec![]]).is_empty());
        assert_eq!(cycles(&[vec![0]]), [[0]]);
        assert_eq!(cycles(&[vec![1], vec![2], vec![1]]), [[1, 2]]);
        assert_eq!(
            cycles(&[vec![1, 3], vec![2], vec![1], vec![3, 0]]),
            [vec![1, 2], vec![3]]
        );
        assert!(cycles(&[vec![9]]).is_empty());
    }

    #[test]
    fn long_chains_need_no_stack() {
        let chain: Vec<Vec<usize>> = (1..=200_000).map(|next| vec![next % 200_000]).collect();
        assert_eq!(cycles(&chain).len(), 1);
        assert!(reaches(&chain, 5, 4));
    }
}
