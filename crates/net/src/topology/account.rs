//! Accounts.

use super::record::record;

record! {
    /// An AWS account, drawn as a boundary of ownership.
    pub struct Account {
        /// What people call it.
        pub name: Option<String>,
    }
}
