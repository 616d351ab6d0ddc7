//! Ranges of addresses.

use super::{Call, Outcome};
use crate::said::{Said, quoted, say};
use crate::terraform::hcl::value::Value;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

fn range(call: &Call<'_>) -> Result<IpNet, Said> {
    let text = call.text(0)?;
    let range: Result<IpNet, _> = text.parse();
    range
        .map(|it| it.trunc())
        .map_err(|_| say!("not a range: {}", "範囲ではありません: {}", quoted(text)))
}

/// The network's number.
fn number(range: IpNet) -> u128 {
    match range.network() {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// An address of the family of a range.
fn address(range: IpNet, number: u128) -> Option<IpAddr> {
    Some(match range {
        IpNet::V4(_) => Ipv4Addr::from_bits(u32::try_from(number).ok()?).into(),
        IpNet::V6(_) => Ipv6Addr::from_bits(number).into(),
    })
}

fn part(range: IpNet, number: u128, length: u8) -> Option<IpNet> {
    Some(match address(range, number)? {
        IpAddr::V4(address) => Ipv4Net::new(address, length).ok()?.into(),
        IpAddr::V6(address) => Ipv6Net::new(address, length).ok()?.into(),
    })
}

/// How many addresses a range of that length has, less one.
fn last(range: IpNet, length: u8) -> u128 {
    let bits = u32::from(range.max_prefix_len().saturating_sub(length));
    match bits {
        128 => u128::MAX,
        bits => (1 << bits) - 1,
    }
}

pub(super) fn cidrhost(call: &Call<'_>) -> Outcome {
    let (range, host) = (range(call)?, call.whole(1)?);
    let last = last(range, range.prefix_len());
    let distance = u128::from(host.unsigned_abs());
    let offset = match host {
        0.. => Some(distance),
        // From the end: -1 is the last address.
        _ => last.checked_sub(distance - 1),
    };
    let found = offset
        .filter(|offset| *offset <= last)
        .and_then(|offset| address(range, number(range) + offset));
    let found = found.ok_or_else(|| {
        say!(
            "{} has no host {}",
            "{} にホスト {} はありません",
            range,
            host
        )
    })?;
    Ok(Value::text(found.to_string()))
}

pub(super) fn cidrnetmask(call: &Call<'_>) -> Outcome {
    match range(call)? {
        IpNet::V4(range) => Ok(Value::text(range.netmask().to_string())),
        IpNet::V6(_) => Err(say!(
            "an IPv6 range has no netmask",
            "IPv6 の範囲にネットマスクはありません"
        )),
    }
}

pub(super) fn cidrsubnet(call: &Call<'_>) -> Outcome {
    let (range, bits, which) = (range(call)?, call.whole(1)?, call.whole(2)?);
    let length = length(range, bits)?;
    let more = u32::from(length - range.prefix_len());
    let none = || {
        say!(
            "{} with {} more bits has no part {}",
            "{} を {} ビット延ばした範囲に {} 番はありません",
            range,
            bits,
            which
        )
    };
    let which = u128::try_from(which).map_err(|_| none())?;
    if more < 128 && which >> more != 0 {
        return Err(none());
    }
    let size = u32::from(range.max_prefix_len() - length);
    let offset = which.checked_shl(size).unwrap_or(0);
    let found = part(range, number(range) | offset, length).ok_or_else(none)?;
    Ok(Value::text(found.to_string()))
}

/// The prefix length of a range with more bits.
fn length(range: IpNet, bits: i64) -> Result<u8, Said> {
    let bits_as_u8 = u8::try_from(bits).ok();
    let length = bits_as_u8.and_then(|bits| range.prefix_len().checked_add(bits));
    let length = length.filter(|length| *length <= range.max_prefix_len());
    length.ok_or_else(|| {
        say!(
            "{} cannot have {} more bits",
            "{} は {} ビット延ばせません",
            range,
            bits
        )
    })
}

pub(super) fn cidrsubnets(call: &Call<'_>) -> Outcome {
    let range = range(call)?;
    let end = number(range) + last(range, range.prefix_len());
    let full = || {
        say!(
            "{} has no room for all of them",
            "{} にはすべてを収められません",
            range
        )
    };
    let mut next = Some(number(range));
    let mut found = Vec::new();
    for at in 1..call.arguments.len() {
        let bits = call.whole(at)?;
        if bits < 1 {
            return Err(say!(
                "each part needs at least one more bit",
                "各部分には少なくとも 1 ビット必要です"
            ));
        }
        let length = length(range, bits)?;
        // A part starts where its size allows.
        let last = last(range, length);
        let start = next
            .and_then(|next| next.checked_add(last))
            .ok_or_else(full)?
            & !last;
        if start + last > end {
            return Err(full());
        }
        next = (start + last).checked_add(1);
        let subnet = part(range, start, length).ok_or_else(full)?;
        found.push(Value::text(subnet.to_string()));
    }
    Ok(Value::list(found))
}
