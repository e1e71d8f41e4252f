"""Where the handlers live, and the cache only they reach."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticache as elasticache
from constructs import Construct

from infra_cdk.kept import log_group
from infra_cdk.reviewed import reviewed
from infra_cdk.stages import Stage

VALKEY = 6379
PRIVATE = ec2.SubnetType.PRIVATE_WITH_EGRESS


class NetworkStack(Stack):
    """`vpc`, `valkey_url`, `cache_group`: the security group that lets to it whom the handler's stack allows."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, **rest: Any) -> None:
        super().__init__(scope, name, **rest)
        flows = log_group(self, "Flows", stage.log_days)
        self.vpc = ec2.Vpc(
            self,
            "Vpc",
            ip_addresses=ec2.IpAddresses.cidr("10.20.0.0/16"),
            max_azs=2,
            nat_gateways=stage.gateways,
            flow_logs={"all": ec2.FlowLogOptions(destination=ec2.FlowLogDestination.to_cloud_watch_logs(flows))},
            gateway_endpoints={
                "table": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.DYNAMODB),
                "objects": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3),
            },
        )
        self.cache_group = ec2.SecurityGroup(
            self, "Cache", vpc=self.vpc, description="Valkey", allow_all_outbound=False
        )
        places = elasticache.CfnSubnetGroup(
            self,
            "CachePlaces",
            description="Private subnets",
            subnet_ids=self.vpc.select_subnets(subnet_type=PRIVATE).subnet_ids,
        )
        cache = elasticache.CfnReplicationGroup(
            self,
            "Live",
            replication_group_description="Live events, who listens, tokens already shown",
            engine="valkey",
            engine_version="8.0",
            cache_node_type=stage.cache_node,
            num_cache_clusters=2,
            automatic_failover_enabled=True,
            multi_az_enabled=True,
            cluster_mode="disabled",
            at_rest_encryption_enabled=True,
            transit_encryption_enabled=True,
            transit_encryption_mode="required",
            auto_minor_version_upgrade=True,
            port=VALKEY,
            cache_subnet_group_name=places.ref,
            security_group_ids=[self.cache_group.security_group_id],
        )
        reviewed(
            cache, "AwsSolutions-AEC6", "only the handlers' security group reaches it, and it holds nothing that lasts"
        )
        self.valkey_url = f"rediss://{cache.attr_primary_end_point_address}:{cache.attr_primary_end_point_port}"
