//! The application without a screen.

pub mod export;
pub mod geometry;
mod layout;
pub mod scene;
pub mod svg;
pub mod text;
pub mod timeline;

pub mod action;
pub mod answer;
pub mod cargo;
pub mod command;
pub mod compare;
pub mod document;
pub mod history;
pub mod link;
pub mod outline;
pub mod perspective;
pub mod plan;
pub mod question;
pub mod redact;
pub mod report;
pub mod scenario;
pub mod screen;
pub mod state;
pub mod survey;
pub mod switch;
pub mod table;
pub mod thing;
pub mod unsaid;
pub mod vantage;
pub mod view;
pub mod words;
