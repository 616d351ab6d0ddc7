//! The functions that know of Regions and ranges.

use super::evaluate::World;
use super::function::misused;
use super::template::Template;
use crate::assume::region::zones;
use crate::said::say;
use crate::tree::Node;
use crate::value::{Is, Value};
use ipnet::IpNet;

/// `Fn::GetAZs: region`, where an empty text is the Region of the stack.
pub(super) fn get_azs(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let region = match world.value(template, node).is {
        Is::Text(text) if !text.is_empty() => text,
        Is::Text(_) | Is::Nothing => world.region_of(template).to_owned(),
        unknown @ Is::Unknown(_) => return Value::new(node.place, unknown),
        Is::List(_) | Is::Map(_) => return misused(node.place, "Fn::GetAZs: region"),
    };
    let zones = zones(&region);
    world.assume(say!(
        "zones of {}: {}, the usual ones",
        "{} のアベイラビリティーゾーン: {} (一般的な構成)",
        region,
        zones.join(", ")
    ));
    let zones = zones
        .into_iter()
        .map(|zone| Value::text(node.place, zone))
        .collect();
    Value::new(node.place, Is::List(zones))
}

/// The most ranges that `Fn::Cidr` gives.
const MAX_CIDRS: u16 = 256;

/// `Fn::Cidr: [range, count, host bits]`.
pub(super) fn cidr(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let form = "Fn::Cidr: [range, count, host bits]";
    let Some([range, count, more @ ..]) = node.items() else {
        return misused(node.place, form);
    };
    let range = world.value(template, range);
    if let Is::Unknown(_) = range.is {
        return range;
    }
    let number = |node: &Node| match world.value(template, node).is {
        Is::Text(text) => text.trim().parse::<u16>().ok(),
        Is::Nothing | Is::List(_) | Is::Map(_) | Is::Unknown(_) => None,
    };
    let (Is::Text(range), Some(count @ 1..=MAX_CIDRS)) = (range.is, number(count)) else {
        return misused(node.place, form);
    };
    let Ok(range) = range.trim().parse::<IpNet>() else {
        return Value::unknown(
            node.place,
            say!("not a range: {}", "範囲ではありません: {}", range),
        );
    };
    let bits = match more.first() {
        Some(bits) => number(bits),
        None => Some(if range.max_prefix_len() == 32 { 8 } else { 64 }),
    };
    let bits = bits.and_then(|bits| u8::try_from(bits).ok());
    let prefix = bits.and_then(|bits| range.max_prefix_len().checked_sub(bits));
    let Some(subnets) = prefix.and_then(|prefix| range.trunc().subnets(prefix).ok()) else {
        return misused(node.place, form);
    };
    let parts: Vec<Value> = subnets
        .take(usize::from(count))
        .map(|part| Value::text(node.place, part.to_string()))
        .collect();
    if parts.len() < usize::from(count) {
        let why = say!(
            "{} holds {} ranges of that size, not {}",
            "{} に含まれるその大きさの範囲は {} 個で、{} 個ではありません",
            range,
            parts.len(),
            count
        );
        return Value::unknown(node.place, why);
    }
    Value::new(node.place, Is::List(parts))
}
