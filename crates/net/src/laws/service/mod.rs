//! A request that has come to an AWS service. The connection is open by then: what these laws
//! refuse is the request in it.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

mod bucket_policy;

use super::{Judgement, Law};
use crate::evidence::Packet;
use crate::id::VpcEndpointId;
use crate::network::Network;
use crate::policy::{Key, Request, Resource};
use crate::query::Query;
use crate::service;
use crate::topology::{EndpointType, VpcEndpoint};

/// How a law of an AWS service judges.
pub type ServeLaw = Law<fn(&AtAwsService<'_>) -> Judgement>;

/// Asked of an AWS service.
pub static SERVE: &[&ServeLaw] = &[&bucket_policy::LAW];

/// A packet at an AWS service.
#[derive(Clone, Copy, Debug)]
pub struct AtAwsService<'a> {
    /// The network.
    pub network: &'a Network,
    /// What is asked.
    pub query: &'a Query,
    /// The name that led here, empty where an address was asked for.
    pub name: &'a str,
    /// The service, such as `com.amazonaws.ap-northeast-1.s3`.
    pub service_name: &'a str,
    /// The endpoint it came by, where it came by one.
    pub by: Option<(&'a VpcEndpointId, &'a VpcEndpoint)>,
    /// The packet.
    pub packet: Packet,
}

impl AtAwsService<'_> {
    /// The request as policies see it: what the question says, and what the way says.
    #[must_use]
    pub fn request(&self) -> Request {
        let short_name = service::short_name(self.service_name);
        let mut request = Request::of_service(short_name);
        if let Some(action) = &self.query.action {
            request.does(action);
        }
        match (&self.query.arn, service::bucket_of_name(self.name)) {
            (Some(arn), _) => request.is_about(Resource::Is(arn.clone())),
            (None, Some(bucket)) if short_name == "s3" => {
                request.is_about(Resource::Within(format!("arn:aws:s3:::{bucket}")));
            }
            (None, _) => {}
        }
        if let Some(principal) = &self.query.principal {
            request.comes_from(principal);
        }
        let known = |value: String| Key::Is(vec![value]);
        let port = self.packet.destination_port;
        if let Some(secure) = port.and_then(|port| match port {
            443 => Some(true),
            80 => Some(false),
            _ => None,
        }) {
            request.set("aws:SecureTransport", known(secure.to_string()));
        }
        if let Some(region) = service::region_of_service(self.service_name) {
            request.set("aws:RequestedRegion", known(region.to_owned()));
        }
        let source = known(self.packet.source.to_string());
        match self.by {
            Some((id, endpoint)) => {
                let vpc = endpoint.vpc_id.as_ref();
                request.set("aws:SourceVpce", known(id.to_string()));
                let vpc = vpc.map_or(Key::Unsaid, |vpc| known(vpc.to_string()));
                request.set("aws:SourceVpc", vpc);
                request.set("aws:VpcSourceIp", source);
                request.set("aws:SourceIp", Key::Absent);
                if endpoint.kind() == EndpointType::Gateway {
                    request.takes_accounts_as_root_users();
                }
            }
            None => {
                for name in ["aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp"] {
                    request.set(name, Key::Absent);
                }
                request.set("aws:SourceIp", source);
            }
        }
        request
    }
}
