//! Points where AWS chooses, and trying every choice.

/// How many ways are tried at most. Where there are more, what was not tried is not known.
const MAX_RUNS: usize = 1024;

/// The choices of one run: those prescribed, then always the first.
#[derive(Debug, Default)]
pub(super) struct Choices {
    script: Vec<usize>,
    taken: Vec<Taken>,
}

#[derive(Debug)]
struct Taken {
    picked: usize,
    of: usize,
    label: String,
}

impl Choices {
    /// Chooses one of several; `None` of none.
    pub(super) fn pick<'a, T>(
        &mut self,
        among: &'a [T],
        label: impl Fn(&T) -> String,
    ) -> Option<&'a T> {
        if among.len() < 2 {
            return among.first();
        }
        let picked = self.script.get(self.taken.len()).copied().unwrap_or(0);
        let chosen = among.get(picked)?;
        self.taken.push(Taken {
            picked,
            of: among.len(),
            label: label(chosen),
        });
        Some(chosen)
    }

    /// The choices to try next, as an odometer would count.
    fn next(&self) -> Option<Self> {
        let at = self.taken.iter().rposition(|it| it.picked + 1 < it.of)?;
        let mut script: Vec<usize> = self.taken.iter().take(at).map(|it| it.picked).collect();
        script.push(self.taken.get(at)?.picked + 1);
        Some(Self {
            script,
            taken: Vec::new(),
        })
    }
}

/// One of the ways AWS may choose.
#[derive(Debug)]
pub(super) struct Way<T> {
    /// What it came to.
    pub(super) end: T,
    /// What was chosen on it, in order.
    pub(super) chosen: Vec<String>,
    picked: Vec<usize>,
}

impl<T> Way<T> {
    /// The choices that lead this way.
    pub(super) fn again(&self) -> Choices {
        Choices {
            script: self.picked.clone(),
            taken: Vec::new(),
        }
    }
}

/// Runs something once for each way AWS may choose, the first choices first; and says whether
/// that was every way.
pub(super) fn every_way<T>(mut run: impl FnMut(&mut Choices) -> T) -> (Vec<Way<T>>, bool) {
    let mut ways = Vec::new();
    let mut choices = Choices::default();
    while ways.len() < MAX_RUNS {
        let end = run(&mut choices);
        ways.push(Way {
            end,
            chosen: choices.taken.iter().map(|it| it.label.clone()).collect(),
            picked: choices.taken.iter().map(|it| it.picked).collect(),
        });
        match choices.next() {
            Some(next) => choices = next,
            None => return (ways, true),
        }
    }
    (ways, false)
}

#[cfg(test)]
mod tests {
    use super::every_way;

    #[test]
    fn every_way_is_tried_once() {
        let (ways, all) = every_way(|choices| {
            let first = *choices.pick(&[1, 2], i32::to_string).unwrap();
            // The second choice exists only after the first went one way.
            let second = if first == 1 {
                *choices.pick(&[10, 20, 30], i32::to_string).unwrap()
            } else {
                0
            };
            first + second
        });
        let sums: Vec<i32> = ways.iter().map(|way| way.end).collect();
        assert_eq!(sums, [11, 21, 31, 2]);
        assert!(all);
    }

    #[test]
    fn too_many_ways_are_not_called_all() {
        let many: Vec<i32> = (0..2000).collect();
        let (ways, all) = every_way(|choices| *choices.pick(&many, i32::to_string).unwrap());
        assert_eq!((ways.len(), all), (super::MAX_RUNS, false));
    }
}
