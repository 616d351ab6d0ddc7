//! Texts with parts: `${}`, `%{if}`, `%{for}`.

use super::convert::{to_bool, to_text};
use super::evaluate::{Names, Scope};
use super::syntax::Part;
use super::value::Value;
use super::world::{Answer, Bad, World};
use crate::said::say;
use crate::tree::Place;
use std::rc::Rc;

impl World<'_> {
    /// A text with parts.
    pub(super) fn template(&self, scope: Scope<'_>, parts: &[Part]) -> Answer {
        let mut text = String::new();
        let mut unknown = Vec::new();
        self.write(scope, parts, &mut text, &mut unknown)?;
        Ok(match unknown.is_empty() {
            true => Value::text(text),
            false => Value::worked_out_of(&unknown, &text),
        })
    }

    fn write(
        &self,
        scope: Scope<'_>,
        parts: &[Part],
        text: &mut String,
        unknown: &mut Vec<Value>,
    ) -> Result<(), Rc<Bad>> {
        for part in parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Value(expression) => match self.value(scope, expression)? {
                    Value::Unknown(it) => {
                        text.push_str(&it.shown);
                        unknown.push(Value::Unknown(it));
                    }
                    Value::Instance(it) => {
                        text.push_str("${?}");
                        unknown.push(Value::Instance(it));
                    }
                    value => {
                        let bad = |why| scope.bad(expression.place, why);
                        text.push_str(&to_text(&value).map_err(bad)?);
                    }
                },
                Part::If(condition, yes, no) => match self.value(scope, condition)? {
                    Value::Unknown(it) => {
                        text.push_str(&it.shown);
                        unknown.push(Value::Unknown(it));
                    }
                    truth => {
                        let bad = |why| scope.bad(condition.place, why);
                        let chosen = if to_bool(&truth).map_err(bad)? {
                            yes
                        } else {
                            no
                        };
                        let more = self.nested(|| self.write(scope, chosen, text, unknown));
                        more.unwrap_or_else(|| {
                            Err(scope.bad(
                                condition.place,
                                say!(
                                    "the text is nested too deep",
                                    "テンプレートの入れ子が深すぎます"
                                ),
                            ))
                        })?;
                    }
                },
                Part::For {
                    key_name,
                    item_name,
                    of,
                    body,
                } => {
                    let value = self.value(scope, of)?;
                    let items = self.items(&value).map_err(|why| scope.bad(of.place, why))?;
                    if items.open {
                        unknown.push(value.clone());
                    }
                    for (key, item) in items.pairs {
                        self.step(0).map_err(|why| scope.bad(of.place, why))?;
                        let names = Names {
                            pairs: vec![
                                (&**item_name, item),
                                (key_name.as_deref().unwrap_or(""), key),
                            ],
                            before: scope.names,
                        };
                        let inner = Scope {
                            names: Some(&names),
                            ..scope
                        };
                        let more = self.nested(|| self.write(inner, body, text, unknown));
                        more.unwrap_or_else(|| {
                            Err(scope.bad(
                                of.place,
                                say!(
                                    "the text is nested too deep",
                                    "テンプレートの入れ子が深すぎます"
                                ),
                            ))
                        })?;
                        if text.len() > crate::limits::MAX_TEXT {
                            break;
                        }
                    }
                }
            }
            if text.len() > crate::limits::MAX_TEXT {
                let message = say!(
                    "a text of more than {} bytes",
                    "{} バイトを超える文字列です",
                    crate::limits::MAX_TEXT
                );
                let place = match part {
                    Part::Value(it) | Part::If(it, ..) | Part::For { of: it, .. } => it.place,
                    Part::Text(_) => Place::START,
                };
                return Err(scope.bad(place, message));
            }
        }
        Ok(())
    }
}
