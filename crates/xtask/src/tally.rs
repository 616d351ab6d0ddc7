//! How many tests passed, read from what the test programs print.

use std::fmt;
use std::ops::AddAssign;

/// A count of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Tally {
    /// One thing that either held or did not.
    pub(crate) fn of_one(held: bool) -> Self {
        Self {
            passed: u32::from(held),
            failed: u32::from(!held),
            skipped: 0,
        }
    }

    /// The count in the output of `cargo test`, `wasm-bindgen-test` and Playwright's list reporter.
    ///
    /// A program that failed has at least one failure even where it printed none, as one that did not compile;
    /// and one that ran no test at all has failed, since a silent test is no test.
    pub(crate) fn of_output(succeeded: bool, output: &str) -> Self {
        let mut tally = Self::default();
        output.lines().for_each(|line| tally += Self::of_line(line));
        let said_nothing = tally.passed == 0 && tally.failed == 0;
        if tally.failed == 0 && (!succeeded || said_nothing) {
            tally.failed = 1;
        }
        tally
    }

    fn of_line(line: &str) -> Self {
        let words = line.trim();
        if let Some((_, counts)) = words
            .strip_prefix("test result: ")
            .and_then(|result| result.split_once(". "))
        {
            return counts.split("; ").fold(Self::default(), |mut sum, count| {
                sum += Self::of_count(count);
                sum
            });
        }
        Self::of_count(words.split(" (").next().unwrap_or_default())
    }

    /// `12 passed`, and nothing beside it.
    fn of_count(text: &str) -> Self {
        let mut tally = Self::default();
        let Some((number, what)) = text.split_once(' ') else {
            return tally;
        };
        let Ok(number) = number.parse() else {
            return tally;
        };
        match what {
            "passed" => tally.passed = number,
            "failed" | "interrupted" | "flaky" => tally.failed = number,
            "skipped" | "ignored" | "did not run" => tally.skipped = number,
            _ => {}
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(out, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn check(succeeded: bool, output: &str, expected: &str) {
        assert_eq!(Tally::of_output(succeeded, output).to_string(), expected);
    }

    #[test]
    fn results_of_several_test_programs_add_up() {
        check(
            true,
            "running 3 tests\n\
             test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
             test result: ok. 4 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.1s\n",
            "7 passed, 0 failed, 2 skipped",
        );
    }

    #[test]
    fn playwright_ends_with_one_line_per_outcome() {
        check(
            false,
            "  ✓  1 page opens (1.2s)\n\n  1 failed\n    [x] › a.spec.js\n  2 skipped\n  12 passed (9.3s)\n",
            "12 passed, 1 failed, 2 skipped",
        );
    }

    #[test]
    fn what_did_not_compile_has_failed() {
        check(false, "error: could not compile\n", "0 passed, 1 failed");
    }

    #[test]
    fn a_run_without_tests_has_failed() {
        check(
            true,
            "test result: ok. 0 passed; 0 failed; 0 ignored\n",
            "0 passed, 1 failed",
        );
    }
}
