//! A drawn network as the AWS CLI would print it: some 1.5 kB for each interface.

use import::Source;
use net::Topology;
use serde_json::{Value, json};

const ACCOUNT: &str = "111122223333";

/// The files of the dump.
pub(crate) fn dump(topology: &Topology) -> Vec<Source> {
    let document: Value = serde_json::from_str(&topology.to_json()).unwrap();
    let each = |kind: &str, print: &dyn Fn(&str, &Value) -> Value| -> Value {
        let things = document.get(kind).and_then(Value::as_object);
        let things = things.into_iter().flatten();
        things.map(|(id, it)| print(id, it)).collect()
    };
    let mut interfaces = each("network_interface", &|id, it| {
        interface(id, it, "vpc_endpoint", &document)
    });
    let of_instances = each("instance", &|id, it| {
        interface(&eni_of(id), it, "interface", &document)
    });
    let all = interfaces.as_array_mut().unwrap();
    all.extend(of_instances.as_array().unwrap().iter().cloned());
    let instances = each("instance", &|id, it| instance(id, it, &document));
    let reservations: Value = instances
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!({ "ReservationId": format!("r-{}", it["InstanceId"]), "OwnerId": ACCOUNT, "Groups": [], "Instances": [it] }))
        .collect();
    let files = [
        ("describe-vpcs", "Vpcs", each("vpc", &vpc)),
        ("describe-subnets", "Subnets", each("subnet", &subnet)),
        (
            "describe-route-tables",
            "RouteTables",
            each("route_table", &|id, it| route_table(id, it, &document)),
        ),
        (
            "describe-security-groups",
            "SecurityGroups",
            each("security_group", &security_group),
        ),
        (
            "describe-vpc-endpoints",
            "VpcEndpoints",
            each("vpc_endpoint", &vpc_endpoint),
        ),
        (
            "describe-network-interfaces",
            "NetworkInterfaces",
            interfaces,
        ),
        ("describe-instances", "Reservations", reservations),
    ];
    let files = files.into_iter();
    files
        .map(|(command, key, objects)| {
            let text = serde_json::to_string(&json!({ key: objects })).unwrap();
            Source::new(format!("{command}.json"), text)
        })
        .collect()
}

fn eni_of(instance: &str) -> String {
    format!("eni-of-{instance}")
}

fn tags(name: &str) -> Value {
    json!([{ "Key": "Name", "Value": name }, { "Key": "team", "Value": "network" }])
}

fn vpc(id: &str, it: &Value) -> Value {
    json!({
        "CidrBlock": it["cidr_block"], "DhcpOptionsId": "default", "State": "available", "VpcId": id,
        "OwnerId": ACCOUNT, "InstanceTenancy": "default", "IsDefault": false, "Tags": tags(id),
        "CidrBlockAssociationSet": [{
            "AssociationId": format!("assoc-{id}"), "CidrBlock": it["cidr_block"],
            "CidrBlockState": { "State": "associated" },
        }],
    })
}

fn subnet(id: &str, it: &Value) -> Value {
    json!({
        "AvailabilityZone": it["availability_zone"], "AvailableIpAddressCount": 8000,
        "CidrBlock": it["cidr_block"], "DefaultForAz": false, "MapPublicIpOnLaunch": false,
        "State": "available", "SubnetId": id, "VpcId": it["vpc_id"], "OwnerId": ACCOUNT,
        "AssignIpv6AddressOnCreation": false, "Ipv6CidrBlockAssociationSet": [], "Tags": tags(id),
    })
}

fn route_table(id: &str, it: &Value, document: &Value) -> Value {
    let associations = document["route_table_association"].as_object().unwrap();
    let own = associations
        .iter()
        .filter(|(_, at)| at["route_table_id"] == id);
    let associations: Value = own
        .map(|(association, at)| {
            json!({
                "Main": false, "RouteTableAssociationId": association, "RouteTableId": id,
                "SubnetId": at["subnet_id"], "AssociationState": { "State": "associated" },
            })
        })
        .collect();
    let routes = it["route"].as_array().unwrap().iter();
    let routes: Value = routes
        .map(|at| {
            json!({
                "DestinationCidrBlock": at["cidr_block"], "GatewayId": at.get("gateway_id"),
                "TransitGatewayId": at.get("transit_gateway_id"), "Origin": "CreateRoute",
                "NatGatewayId": at.get("nat_gateway_id"), "State": "active",
            })
        })
        .collect();
    json!({
        "Associations": associations, "PropagatingVgws": [], "RouteTableId": id, "Routes": routes,
        "VpcId": it["vpc_id"], "OwnerId": ACCOUNT, "Tags": tags(id),
    })
}

fn security_group(id: &str, it: &Value) -> Value {
    let permissions = |list: &str| -> Value {
        let rules = it.get(list).and_then(Value::as_array).into_iter().flatten();
        rules
            .map(|rule| {
                let some = |key: &str| {
                    rule.get(key)
                        .and_then(Value::as_array)
                        .into_iter()
                        .flatten()
                };
                let ranges = some("cidr_blocks").map(|range| json!({ "CidrIp": range }));
                let groups = some("security_groups")
                    .map(|group| json!({ "GroupId": group, "UserId": ACCOUNT }));
                let own = rule
                    .get("self")
                    .map(|_| json!({ "GroupId": id, "UserId": ACCOUNT }));
                json!({
                    "FromPort": rule.get("from_port"), "ToPort": rule.get("to_port"),
                    "IpProtocol": rule["protocol"], "Ipv6Ranges": [], "PrefixListIds": [],
                    "IpRanges": ranges.collect::<Value>(),
                    "UserIdGroupPairs": groups.chain(own).collect::<Value>(),
                })
            })
            .collect()
    };
    json!({
        "Description": "a group", "GroupName": id, "GroupId": id, "OwnerId": ACCOUNT,
        "VpcId": it["vpc_id"], "Tags": tags(id),
        "IpPermissions": permissions("ingress"), "IpPermissionsEgress": permissions("egress"),
    })
}

fn vpc_endpoint(id: &str, it: &Value) -> Value {
    let groups = it.get("security_group_ids").and_then(Value::as_array);
    let groups = groups.into_iter().flatten();
    json!({
        "VpcEndpointId": id, "VpcId": it["vpc_id"], "ServiceName": it["service_name"],
        "VpcEndpointType": it.get("vpc_endpoint_type").unwrap_or(&json!("Gateway")),
        "State": "available", "RouteTableIds": it.get("route_table_ids").unwrap_or(&json!([])),
        "SubnetIds": it.get("subnet_ids").unwrap_or(&json!([])),
        "Groups": groups.map(|group| json!({ "GroupId": group, "GroupName": group })).collect::<Value>(),
        "PrivateDnsEnabled": it.get("private_dns_enabled").unwrap_or(&json!(false)),
        "RequesterManaged": false, "OwnerId": ACCOUNT, "Tags": tags(id), "DnsEntries": [],
        "NetworkInterfaceIds": it.get("network_interface_ids").unwrap_or(&json!([])),
    })
}

/// The VPC and the zone of what stands in a subnet.
fn place<'d>(it: &Value, document: &'d Value) -> (&'d Value, &'d Value) {
    let subnet = &document["subnet"][it["subnet_id"].as_str().unwrap()];
    (&subnet["vpc_id"], &subnet["availability_zone"])
}

fn groups(it: &Value) -> Value {
    let ids = it.get("vpc_security_group_ids").and_then(Value::as_array);
    let ids = ids.into_iter().flatten();
    ids.map(|id| json!({ "GroupName": id, "GroupId": id }))
        .collect()
}

fn interface(id: &str, it: &Value, kind: &str, document: &Value) -> Value {
    let (vpc, zone) = place(it, document);
    let name = format!("ip-{id}.eu-west-1.compute.internal");
    let instance = id.strip_prefix("eni-of-");
    json!({
        "AvailabilityZone": zone, "Description": "", "Groups": groups(it), "InterfaceType": kind,
        "Ipv6Addresses": [], "MacAddress": "02:00:00:00:00:00", "NetworkInterfaceId": id,
        "OwnerId": ACCOUNT, "PrivateDnsName": name, "PrivateIpAddress": it["private_ip"],
        "PrivateIpAddresses": [{ "Primary": true, "PrivateDnsName": name, "PrivateIpAddress": it["private_ip"] }],
        "RequesterManaged": instance.is_none(), "SourceDestCheck": true, "Status": "in-use",
        "SubnetId": it["subnet_id"], "TagSet": [], "VpcId": vpc,
        "Attachment": {
            "AttachTime": "2026-01-02T03:04:05+00:00", "AttachmentId": format!("attach-{id}"),
            "DeleteOnTermination": true, "DeviceIndex": 0, "NetworkCardIndex": 0,
            "InstanceId": instance, "InstanceOwnerId": ACCOUNT, "Status": "attached",
        },
    })
}

fn instance(id: &str, it: &Value, document: &Value) -> Value {
    let (vpc, zone) = place(it, document);
    json!({
        "AmiLaunchIndex": 0, "ImageId": "ami-0abcdef1234567890", "InstanceId": id,
        "InstanceType": "m6i.large", "LaunchTime": "2026-01-02T03:04:05+00:00",
        "Monitoring": { "State": "disabled" }, "SubnetId": it["subnet_id"], "VpcId": vpc,
        "Placement": { "AvailabilityZone": zone, "GroupName": "", "Tenancy": "default" },
        "PrivateIpAddress": it["private_ip"], "PublicDnsName": "", "State": { "Code": 16, "Name": "running" },
        "Architecture": "x86_64", "EbsOptimized": true, "Hypervisor": "xen", "RootDeviceName": "/dev/xvda",
        "NetworkInterfaces": [{
            "NetworkInterfaceId": eni_of(id), "Groups": groups(it), "PrivateIpAddress": it["private_ip"],
            "Attachment": { "DeviceIndex": 0, "Status": "attached" }, "SourceDestCheck": true,
            "SubnetId": it["subnet_id"], "VpcId": vpc, "InterfaceType": "interface", "OwnerId": ACCOUNT,
        }],
        "SecurityGroups": groups(it), "SourceDestCheck": true, "Tags": tags(id),
    })
}
