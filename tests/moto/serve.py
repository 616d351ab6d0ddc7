"""An AWS account on this machine, for tests: moto as the server, boto3 and the AWS CLI as its clients.

usage: serve.py FOLDER

Starts moto on 127.0.0.1, builds the hands-on's network in it with boto3 and writes what boto3 was
told to FOLDER/built.json. FOLDER/bin/aws is the AWS CLI from then on, run in a process that has it
loaded already, since loading it takes longer than a call. Ends when its standard input does.
"""

import json
import os
import socket
import sys
import threading

REGION = "ap-northeast-1"
os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_DEFAULT_REGION=REGION,
    AWS_MAX_ATTEMPTS="1",
    AWS_PAGER="",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true",
)

import awscli.clidriver  # noqa: E402
import boto3  # noqa: E402
import werkzeug.serving  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

# The client passes its arguments, folder, Region and standard streams, and gets the exit code.
CLIENT = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.connect({socket!r})
    told = {{"arguments": sys.argv[1:], "region": os.environ.get("AWS_REGION", {region!r})}}
    socket.send_fds(server, [json.dumps(told).encode()], [0, 1, 2])
    sys.exit(int(server.recv(8) or b"1"))
"""


def build(client):
    """The hands-on: a consumer and a provider, joined by PrivateLink."""
    ec2, elb, route53 = client("ec2"), client("elbv2"), client("route53")
    built = {"vpc": {}, "subnet": {}, "security_group": {}, "vpc_endpoint": {}}
    built["instance"], built["network_interface"] = {}, {}

    def vpc(name, cidr):
        made = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
        for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
            ec2.modify_vpc_attribute(VpcId=made, **{attribute: {"Value": True}})
        ec2.create_tags(Resources=[made], Tags=[{"Key": "Name", "Value": name}])
        built["vpc"][made] = {"cidr_block": cidr, "enable_dns_hostnames": True, "tags": {"Name": name}}
        return made

    def subnet(vpc_id, cidr, zone):
        made = ec2.create_subnet(VpcId=vpc_id, CidrBlock=cidr, AvailabilityZone=REGION + zone)
        made = made["Subnet"]["SubnetId"]
        built["subnet"][made] = {"vpc_id": vpc_id, "cidr_block": cidr, "availability_zone": REGION + zone}
        return made

    def group(vpc_id, name, port, cidr):
        made = ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc_id)["GroupId"]
        rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": [{"CidrIp": cidr}]}
        ec2.authorize_security_group_ingress(GroupId=made, IpPermissions=[rule])
        rule = {"protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": [cidr]}
        built["security_group"][made] = {"name": name, "vpc_id": vpc_id, "ingress": [rule]}
        return made

    def instance(subnet_id, group_id, address):
        made = ec2.run_instances(
            ImageId="ami-12345678", InstanceType="t3.micro", MinCount=1, MaxCount=1,
            SubnetId=subnet_id, SecurityGroupIds=[group_id], PrivateIpAddress=address,
        )["Instances"][0]
        card, made = made["NetworkInterfaces"][0]["NetworkInterfaceId"], made["InstanceId"]
        built["instance"][made] = {"instance_state": "running"}
        attachment = {"instance": made, "device_index": 0}
        built["network_interface"][card] = {
            "subnet_id": subnet_id, "private_ip": address, "security_groups": [group_id], "attachment": attachment,
        }
        return made

    def endpoint(vpc_id, service, kind, **more):
        made = ec2.create_vpc_endpoint(VpcId=vpc_id, ServiceName=service, VpcEndpointType=kind, **more)
        made = made["VpcEndpoint"]["VpcEndpointId"]
        built["vpc_endpoint"][made] = {"vpc_id": vpc_id, "service_name": service, "vpc_endpoint_type": kind}
        return made

    consumer, provider = vpc("consumer", "10.0.0.0/16"), vpc("provider", "10.1.0.0/16")
    inside, web = subnet(consumer, "10.0.0.0/24", "a"), subnet(provider, "10.1.0.0/24", "a")
    open_443 = group(consumer, "endpoints", 443, "10.0.0.0/16")
    open_80 = group(consumer, "service", 80, "10.0.0.0/16")
    from_network = group(provider, "web", 80, "10.1.0.0/16")
    instance(inside, open_443, "10.0.0.10")
    server = instance(web, from_network, "10.1.0.20")

    tables = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [provider]}])
    table = tables["RouteTables"][0]["RouteTableId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=provider)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    built["internet_gateway"] = {gateway: {"vpc_id": provider}}
    built["route_table"] = {table: {"vpc_id": provider, "route": [{"cidr_block": "0.0.0.0/0", "gateway_id": gateway}]}}

    balancer = elb.create_load_balancer(Name="web", Type="network", Scheme="internal", Subnets=[web])
    balancer = balancer["LoadBalancers"][0]["LoadBalancerArn"]
    targets = elb.create_target_group(Name="web", Protocol="TCP", Port=80, VpcId=provider, TargetType="instance")
    targets = targets["TargetGroups"][0]["TargetGroupArn"]
    elb.register_targets(TargetGroupArn=targets, Targets=[{"Id": server, "Port": 80}])
    elb.create_listener(
        LoadBalancerArn=balancer, Protocol="TCP", Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": targets}],
    )
    built["lb"] = {balancer: {"name": "web", "load_balancer_type": "network", "internal": True, "subnets": [web]}}
    built["lb_target_group"] = {targets: {"name": "web", "protocol": "TCP", "port": 80, "vpc_id": provider}}
    service = ec2.create_vpc_endpoint_service_configuration(
        AcceptanceRequired=True, NetworkLoadBalancerArns=[balancer]
    )["ServiceConfiguration"]
    built["vpc_endpoint_service"] = {
        service["ServiceId"]: {
            "service_name": service["ServiceName"],
            "acceptance_required": True,
            "network_load_balancer_arns": [balancer],
        }
    }
    ssm = f"com.amazonaws.{REGION}.ssm"
    endpoint(consumer, ssm, "Interface", SubnetIds=[inside], SecurityGroupIds=[open_443], PrivateDnsEnabled=True)
    endpoint(consumer, service["ServiceName"], "Interface", SubnetIds=[inside], SecurityGroupIds=[open_80])
    endpoint(provider, f"com.amazonaws.{REGION}.s3", "Gateway", RouteTableIds=[table])

    zone = route53.create_hosted_zone(
        Name="web.internal", CallerReference="1", VPC={"VPCRegion": REGION, "VPCId": consumer},
        HostedZoneConfig={"PrivateZone": True},
    )["HostedZone"]["Id"].rsplit("/", 1)[-1]
    record = {"Name": "api.web.internal", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "10.0.0.5"}]}
    changes = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]}
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=changes)
    built["route53_zone"] = {zone: {"vpc": [{"vpc_id": consumer, "vpc_region": REGION}]}}
    return built


def loaded_cli():
    """The AWS CLI with what it knows of the services read in: each call starts from here."""
    cli = awscli.clidriver.create_clidriver()
    for service in ("ec2", "elbv2", "route53", "route53resolver", "sts"):
        cli.session.get_service_model(service)
        for what in ("paginators-1", "waiters-2"):
            try:
                cli.session.get_component("data_loader").load_service_model(service, what)
            except Exception:  # Not every service has all.
                continue
    return cli


def answer(connection, url, cli):
    """Runs one call of the AWS CLI in a process of its own."""
    told, streams, _, _ = socket.recv_fds(connection, 65536, 3)
    told = json.loads(told)
    if (child := os.fork()) == 0:
        for at, stream in enumerate(streams):
            os.dup2(stream, at)
        cli.session.set_config_variable("region", told["region"])
        code = 255
        try:
            code = cli.main(["--endpoint-url", url, *told["arguments"]])
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(child, 0)
    connection.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    connection.close()


def main(folder):
    quiet = lambda *_, **__: None  # noqa: E731
    werkzeug.serving.WSGIRequestHandler.log = quiet
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    url = "http://%s:%d" % server.get_host_and_port()
    built = build(lambda service: boto3.client(service, region_name=REGION, endpoint_url=url))
    os.makedirs(f"{folder}/bin")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{folder}/aws.socket")
    listener.listen()
    with open(f"{folder}/bin/aws", "w", encoding="utf-8") as client:
        client.write(CLIENT.format(python=sys.executable, socket=f"{folder}/aws.socket", region=REGION))
    os.chmod(f"{folder}/bin/aws", 0o700)
    with open(f"{folder}/built.json.part", "w", encoding="utf-8") as out:
        json.dump(built, out)
    os.rename(f"{folder}/built.json.part", f"{folder}/built.json")

    def until_the_end():
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=until_the_end, daemon=True).start()
    cli = loaded_cli()
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=answer, args=(connection, url, cli), daemon=True).start()


main(sys.argv[1])
