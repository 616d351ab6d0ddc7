#!/bin/sh
# Collects what Sightline reads of an AWS network, with calls that only read.
# usage: sh collect.sh [FOLDER [REGION...]]
# Account and credentials are those the AWS CLI has (AWS_PROFILE, ...). Run it once for each account,
# into the same folder. It asks for no user data, no environment and no TXT records. Then:
#   sightline import FOLDER -o network.json
set -u
folder=${1:-aws-network}
[ $# -gt 0 ] && shift
account=$(aws sts get-caller-identity --query Account --output text) || exit 2
if [ $# -eq 0 ]; then
  set -- "$(aws configure get region || true)"
  [ -n "$1" ] || set -- "${AWS_REGION:-${AWS_DEFAULT_REGION:-us-east-1}}"
fi

# What is refused is left out, and stays unknown.
save() { # FILE AWS-ARGUMENTS...
  file=$here/$1.json
  shift
  if aws "$@" --output json > "$file"; then :; else
    rm -f "$file"
    echo "left out: aws $*" >&2
  fi
}
each() { # AWS-ARGUMENTS..., with a query that gives ids
  aws "$@" --output text | tr '\t' '\n' | grep -v '^None$' || true
}
name() { # a file name for an ARN
  printf %s "$1" | tr ':/' '..'
}

for region in "$@"; do
  AWS_REGION=$region AWS_DEFAULT_REGION=$region
  export AWS_REGION AWS_DEFAULT_REGION
  here=$folder/$account/$region
  mkdir -p "$here" || exit 2
  for what in vpcs subnets route-tables network-acls security-groups network-interfaces instances \
    addresses vpc-endpoints vpc-endpoint-service-configurations vpc-endpoint-connections \
    nat-gateways internet-gateways egress-only-internet-gateways vpc-peering-connections \
    vpc-block-public-access-options vpc-block-public-access-exclusions \
    managed-prefix-lists dhcp-options vpn-gateways customer-gateways transit-gateways \
    transit-gateway-vpc-attachments transit-gateway-attachments transit-gateway-peering-attachments \
    transit-gateway-route-tables; do
    save "describe-$what" ec2 "describe-$what"
  done
  save describe-vpc-endpoint-services ec2 describe-vpc-endpoint-services \
    --query '{ServiceDetails: ServiceDetails[?Owner!=`amazon`]}'
  # The configuration of a VPN holds keys, and stays where it is.
  save describe-vpn-connections ec2 describe-vpn-connections --query '{VpnConnections:
    VpnConnections[].{VpnConnectionId: VpnConnectionId, CustomerGatewayId: CustomerGatewayId,
    VpnGatewayId: VpnGatewayId, TransitGatewayId: TransitGatewayId, State: State,
    Options: {StaticRoutesOnly: Options.StaticRoutesOnly}, Routes: Routes,
    VgwTelemetry: VgwTelemetry[].{Status: Status}, Tags: Tags}}'
  for id in $(each ec2 describe-vpcs --query 'Vpcs[].VpcId'); do
    for attribute in enableDnsSupport enableDnsHostnames; do
      save "describe-vpc-attribute-$id-$attribute" \
        ec2 describe-vpc-attribute --vpc-id "$id" --attribute "$attribute"
    done
  done
  for id in $(each ec2 describe-managed-prefix-lists --query 'PrefixLists[].PrefixListId'); do
    save "get-managed-prefix-list-entries-$id" \
      ec2 get-managed-prefix-list-entries --prefix-list-id "$id"
  done
  for id in $(each ec2 describe-vpc-endpoint-service-configurations \
    --query 'ServiceConfigurations[].ServiceId'); do
    save "describe-vpc-endpoint-service-permissions-$id" \
      ec2 describe-vpc-endpoint-service-permissions --service-id "$id"
  done
  for id in $(each ec2 describe-transit-gateway-route-tables \
    --query 'TransitGatewayRouteTables[].TransitGatewayRouteTableId'); do
    save "search-transit-gateway-routes-$id" ec2 search-transit-gateway-routes \
      --transit-gateway-route-table-id "$id" --filters Name=state,Values=active,blackhole
    for what in associations propagations; do
      save "get-transit-gateway-route-table-$what-$id" \
        ec2 "get-transit-gateway-route-table-$what" --transit-gateway-route-table-id "$id"
    done
  done
  save elbv2-describe-load-balancers elbv2 describe-load-balancers
  for arn in $(each elbv2 describe-load-balancers --query 'LoadBalancers[].LoadBalancerArn'); do
    save "elbv2-describe-listeners-$(name "$arn")" \
      elbv2 describe-listeners --load-balancer-arn "$arn"
    save "elbv2-describe-load-balancer-attributes-$(name "$arn")" \
      elbv2 describe-load-balancer-attributes --load-balancer-arn "$arn"
  done
  for arn in $(each elbv2 describe-load-balancers \
    --query 'LoadBalancers[?Type==`application`].LoadBalancerArn'); do
    for listener in $(each elbv2 describe-listeners --load-balancer-arn "$arn" \
      --query 'Listeners[].ListenerArn'); do
      save "elbv2-describe-rules-$(name "$listener")" \
        elbv2 describe-rules --listener-arn "$listener"
    done
  done
  save elbv2-describe-target-groups elbv2 describe-target-groups
  for arn in $(each elbv2 describe-target-groups --query 'TargetGroups[].TargetGroupArn'); do
    save "elbv2-describe-target-health-$(name "$arn")" \
      elbv2 describe-target-health --target-group-arn "$arn"
    save "elbv2-describe-target-group-attributes-$(name "$arn")" \
      elbv2 describe-target-group-attributes --target-group-arn "$arn"
  done
  for what in endpoints rules rule-associations; do
    save "route53resolver-list-resolver-$what" route53resolver "list-resolver-$what"
  done
  for id in $(each route53resolver list-resolver-endpoints --query 'ResolverEndpoints[].Id'); do
    save "route53resolver-list-resolver-endpoint-ip-addresses-$id" \
      route53resolver list-resolver-endpoint-ip-addresses --resolver-endpoint-id "$id"
  done
  for what in rule-groups rule-group-associations domain-lists; do
    save "route53resolver-list-firewall-$what" route53resolver "list-firewall-$what"
  done
  for id in $(each route53resolver list-firewall-rule-groups --query 'FirewallRuleGroups[].Id'); do
    save "route53resolver-list-firewall-rules-$id" \
      route53resolver list-firewall-rules --firewall-rule-group-id "$id"
  done
  for id in $(each route53resolver list-firewall-domain-lists \
    --query 'FirewallDomainLists[?ManagedOwnerName==null].Id'); do
    save "route53resolver-list-firewall-domains-$id" \
      route53resolver list-firewall-domains --firewall-domain-list-id "$id"
  done
  for what in service-networks services target-groups resource-configurations resource-gateways; do
    save "vpc-lattice-list-$what" vpc-lattice "list-$what"
  done
  for id in $(each vpc-lattice list-service-networks --query 'items[].id'); do
    save "vpc-lattice-get-service-network-$id" \
      vpc-lattice get-service-network --service-network-identifier "$id"
    save "vpc-lattice-get-auth-policy-$id" vpc-lattice get-auth-policy --resource-identifier "$id"
    for what in vpc service resource; do
      save "vpc-lattice-list-service-network-$what-associations-$id" \
        vpc-lattice "list-service-network-$what-associations" --service-network-identifier "$id"
    done
    for association in $(each vpc-lattice list-service-network-vpc-associations \
      --service-network-identifier "$id" --query 'items[].id'); do
      save "vpc-lattice-get-service-network-vpc-association-$association" \
        vpc-lattice get-service-network-vpc-association \
        --service-network-vpc-association-identifier "$association"
    done
  done
  for id in $(each vpc-lattice list-services --query 'items[].id'); do
    save "vpc-lattice-get-service-$id" vpc-lattice get-service --service-identifier "$id"
    save "vpc-lattice-get-auth-policy-$id" vpc-lattice get-auth-policy --resource-identifier "$id"
    save "vpc-lattice-list-listeners-$id" vpc-lattice list-listeners --service-identifier "$id"
    for listener in $(each vpc-lattice list-listeners --service-identifier "$id" \
      --query 'items[].id'); do
      save "vpc-lattice-get-listener-$listener" \
        vpc-lattice get-listener --service-identifier "$id" --listener-identifier "$listener"
      save "vpc-lattice-list-rules-$listener" \
        vpc-lattice list-rules --service-identifier "$id" --listener-identifier "$listener"
      for rule in $(each vpc-lattice list-rules --service-identifier "$id" \
        --listener-identifier "$listener" --query 'items[].id'); do
        save "vpc-lattice-get-rule-$rule" vpc-lattice get-rule --service-identifier "$id" \
          --listener-identifier "$listener" --rule-identifier "$rule"
      done
    done
  done
  for id in $(each vpc-lattice list-target-groups --query 'items[].id'); do
    save "vpc-lattice-list-targets-$id" \
      vpc-lattice list-targets --target-group-identifier "$id"
  done
  for id in $(each vpc-lattice list-resource-configurations --query 'items[].id'); do
    save "vpc-lattice-get-resource-configuration-$id" \
      vpc-lattice get-resource-configuration --resource-configuration-identifier "$id"
  done
done

here=$folder/$account
save route53-list-hosted-zones route53 list-hosted-zones
for id in $(each route53 list-hosted-zones --query 'HostedZones[].Id'); do
  zone=${id##*/}
  save "route53-get-hosted-zone-$zone" route53 get-hosted-zone --id "$zone"
  save "route53-list-resource-record-sets-$zone" route53 list-resource-record-sets \
    --hosted-zone-id "$zone" --query '{ResourceRecordSets: ResourceRecordSets[?Type!=`TXT`]}'
done
