//! What came of reading files, told without knowing their formats.

/// Why something could not be read, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The file, or what stands for one; empty where there is none.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: usize,
    /// The column, from 1; 0 where there is none.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// What was understood, assumed and left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One row for each resource of the input.
    pub rows: Vec<ReportRow>,
}

/// One resource of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id in the document.
    pub id: String,
    /// Its type in the input.
    pub kind: String,
    /// What came of it.
    pub class: Class,
    /// Where it is, such as `Consumer.yml:12:3`; empty where nothing says.
    pub place: String,
    /// What was assumed, or not understood.
    pub notes: Vec<String>,
}

/// What came of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It is in the document as it is in the input.
    Understood,
    /// Something about it was assumed.
    Assumed,
    /// It says nothing about the network.
    Ignored,
    /// It refers to something that is not there.
    Unresolved,
}

impl Class {
    /// All classes, in the order of the counts.
    pub const ALL: [Self; 4] = [
        Self::Understood,
        Self::Assumed,
        Self::Ignored,
        Self::Unresolved,
    ];

    /// Its word in style sheets and tests.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Understood => "understood",
            Self::Assumed => "assumed",
            Self::Ignored => "ignored",
            Self::Unresolved => "unresolved",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn says(self) -> crate::words::Says {
        match self {
            Self::Understood => crate::words::UNDERSTOOD,
            Self::Assumed => crate::words::ASSUMED,
            Self::Ignored => crate::words::IGNORED,
            Self::Unresolved => crate::words::UNRESOLVED,
        }
    }
}

impl Report {
    /// How many resources are of a class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.rows.iter().filter(|row| row.class == class).count()
    }
}
