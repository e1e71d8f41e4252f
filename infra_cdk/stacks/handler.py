"""The stream handler: a service of tasks behind a load balancer that carries WebSockets over TLS."""

from pathlib import Path
from typing import Any

from aws_cdk import CfnOutput, Duration, IgnoreMode, Stack, TimeZone
from aws_cdk import aws_applicationautoscaling as autoscaling
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as route53_targets
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra_cdk import rights
from infra_cdk.kept import log_group
from infra_cdk.reviewed import reviewed
from infra_cdk.shield import IN_THE_REGION, Shield
from infra_cdk.stacks.data import DataStack
from infra_cdk.stacks.network import PRIVATE, VALKEY, NetworkStack
from infra_cdk.stages import Stage

ROOT = Path(__file__).resolve().parents[2]
PORT = 8080
DRAIN_S = 90
"""For calls to be given away at a pause; Fargate kills a task 120 s after it was told to stop, at most."""
MEDIA = "/media"
OPEN = (MEDIA, "/live", "/listen/*")
"""What strangers reach: nobody is let in without a ticket, a pass or a session."""
NAMESPACE = "Firstring"
"""Of the metrics that functions/capacity writes."""
SCRATCH = "/scratch"
"""Writable in the image, whose other files are not."""
IN_THE_IMAGE = ("receptionist", "stream_handler", "local/setup", "local/__init__.py", "requirements", "pyproject.toml")


class HandlerStack(Stack):
    """`stream_url`: where a call's media goes; `service` and its `targets` behind the load `balancer`."""

    def __init__(
        self, scope: Construct, name: str, *, stage: Stage, network: NetworkStack, data: DataStack, **rest: Any
    ) -> None:
        super().__init__(scope, name, **rest)
        balancer = elbv2.ApplicationLoadBalancer(
            self,
            "Balancer",
            vpc=network.vpc,
            internet_facing=bool(stage.domain),
            idle_timeout=Duration.seconds(4000),
            drop_invalid_header_fields=True,
        )
        self.balancer = balancer
        if stage.domain and stage.shield:
            self._shield(balancer)
        balancer.log_access_logs(data.access_logs, "balancer")
        reviewed(
            balancer,
            "AwsSolutions-EC23",
            "callers' audio comes from Twilio's whole address space; without an own domain the address is internal",
        )
        self.service = self._service(stage, network, data)
        self.targets = self._listen(stage, balancer)
        self.stream_url = self._named(stage, balancer)
        CfnOutput(self, "StreamUrl", value=self.stream_url)

    def _shield(self, balancer: elbv2.ApplicationLoadBalancer) -> None:
        rules = Shield(self, "Shield", scope=IN_THE_REGION, about="the stream handlers", spared=MEDIA)
        waf.CfnWebACLAssociation(self, "Shielded", resource_arn=balancer.load_balancer_arn, web_acl_arn=rules.arn)

    def _service(self, stage: Stage, network: NetworkStack, data: DataStack) -> ecs.FargateService:
        arm = stage.handler_arch == "arm64"
        cluster = ecs.Cluster(
            self,
            "Cluster",
            cluster_name=stage.handlers,
            vpc=network.vpc,
            container_insights_v2=ecs.ContainerInsights.ENABLED,
        )
        task = ecs.FargateTaskDefinition(
            self,
            "Task",
            cpu=stage.task_cpu,
            memory_limit_mib=stage.task_memory_mib,
            runtime_platform=ecs.RuntimePlatform(
                cpu_architecture=ecs.CpuArchitecture.ARM64 if arm else ecs.CpuArchitecture.X86_64,
                operating_system_family=ecs.OperatingSystemFamily.LINUX,
            ),
        )
        task.add_volume(name="scratch")
        container = task.add_container(
            "handler",
            image=_image(stage),
            stop_timeout=Duration.seconds(120),
            readonly_root_filesystem=True,
            port_mappings=[ecs.PortMapping(container_port=PORT)],
            environment=self._environment(stage, network, data),
            linux_parameters=ecs.LinuxParameters(self, "Linux", init_process_enabled=True),
            logging=ecs.LogDrivers.aws_logs(
                stream_prefix="handler",
                log_group=log_group(self, "Logs", stage.log_days),
            ),
        )
        container.add_mount_points(ecs.MountPoint(container_path=SCRATCH, source_volume="scratch", read_only=False))
        reviewed(task, "AwsSolutions-ECS2", "nothing in the environment is secret: secrets are named, not held")
        rights.table(task.task_role, data, "handler")
        rights.recordings(task.task_role, data, "s3:PutObject", "s3:AbortMultipartUpload")
        rights.sounds(task.task_role, data)
        rights.rescuer(task.task_role, stage)
        data.stream_key.grant_read(task.task_role)
        for secret_name, arn in (
            ("Pinecone", stage.pinecone_secret_arn),
            ("OpenAi", stage.openai_secret_arn),
            ("Providers", stage.providers_secret_arn),
        ):
            if arn:
                secretsmanager.Secret.from_secret_complete_arn(self, secret_name, arn).grant_read(task.task_role)
        reviewed(
            task.obtain_execution_role(),
            "AwsSolutions-IAM5[Resource::*]",
            "the registry's token has no name to be limited to",
        )
        handlers = ec2.SecurityGroup(self, "Handlers", vpc=network.vpc, description="Stream handlers")
        cache = ec2.SecurityGroup.from_security_group_id(self, "CacheGroup", network.cache_group.security_group_id)
        cache.add_ingress_rule(handlers, ec2.Port.tcp(VALKEY), "handlers")
        handlers.add_ingress_rule(handlers, ec2.Port.tcp(PORT), "calls carried on by one that is full")
        service = ecs.FargateService(
            self,
            "Service",
            service_name=stage.handlers,
            cluster=cluster,
            task_definition=task,
            desired_count=stage.tasks,
            min_healthy_percent=100,
            max_healthy_percent=200,
            circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
            health_check_grace_period=Duration.seconds(180),
            security_groups=[handlers],
            vpc_subnets=ec2.SubnetSelection(subnet_type=PRIVATE),
        )
        self._scale(service, stage)
        return service

    def _scale(self, service: ecs.FargateService, stage: Stage) -> None:
        """By calls, and by processor where calls are dearer than planned; what ends is idle (functions/capacity)."""
        scaling = service.auto_scale_task_count(min_capacity=stage.tasks, max_capacity=stage.most_tasks)
        scaling.scale_to_track_custom_metric(
            "Slots",
            metric=cloudwatch.Metric(
                namespace=NAMESPACE,
                metric_name="SlotsInUse",
                dimensions_map={"service": "capacity"},
                statistic="Average",
                period=Duration.minutes(1),
            ),
            target_value=stage.slots_in_use,
            scale_out_cooldown=Duration.seconds(30),
            scale_in_cooldown=Duration.seconds(600),
        )
        scaling.scale_on_cpu_utilization(
            "Cpu",
            target_utilization_percent=45,
            scale_out_cooldown=Duration.seconds(30),
            scale_in_cooldown=Duration.seconds(600),
        )
        if stage.busy_hours:
            first, after = (int(hour) % 24 for hour in stage.busy_hours.split("-"))
            for name, hour, floor in (("Busy", first, stage.busy_tasks), ("Quiet", after, stage.tasks)):
                scaling.scale_on_schedule(
                    name,
                    schedule=autoscaling.Schedule.cron(hour=str(hour), minute="0"),
                    min_capacity=max(floor, stage.tasks),
                    time_zone=TimeZone.of(stage.busy_timezone),
                )

    def _environment(self, stage: Stage, network: NetworkStack, data: DataStack) -> dict[str, str]:
        return {
            "TABLE_NAME": data.table.table_name,
            "BUCKET": data.recordings.bucket_name,
            "AWS_REGION": self.region,
            "HOME_REGION": stage.home_region,
            "VALKEY_URL": network.valkey_url,
            "RESCUE_FUNCTION": stage.rescuer,
            "STREAM_KEYS_SECRET_ARN": data.stream_key.secret_arn,
            "HEALTH_PROVIDERS": stage.health_providers,
            "PINECONE_HOST": stage.pinecone_host,
            "PINECONE_SECRET_ARN": stage.pinecone_secret_arn,
            "MIND": stage.mind,
            "OPENAI_SECRET_ARN": stage.openai_secret_arn,
            "OPENAI_BASE_URL": stage.openai_base_url,
            "OPENAI_MODEL": stage.openai_model,
            "OPENAI_API": stage.openai_api,
            "EARS": stage.ears,
            "MOUTH": stage.mouth,
            "PROVIDERS_SECRET_ARN": stage.providers_secret_arn,
            "MAX_CALLS": str(stage.calls_per_task),
            "DRAIN_S": str(DRAIN_S),
            "PORT": str(PORT),
        }

    def _listen(self, stage: Stage, balancer: elbv2.ApplicationLoadBalancer) -> elbv2.ApplicationTargetGroup:
        certificate = stage.certificate(self.region)
        own = [acm.Certificate.from_certificate_arn(self, "Certificate", certificate)] if stage.domain else []
        listener = balancer.add_listener(
            "Listener",
            port=443 if own else 80,
            protocol=elbv2.ApplicationProtocol.HTTPS if own else elbv2.ApplicationProtocol.HTTP,
            certificates=own or None,
            ssl_policy=elbv2.SslPolicy.RECOMMENDED_TLS if own else None,
            default_action=elbv2.ListenerAction.fixed_response(404),
        )
        return listener.add_targets(
            "Handlers",
            priority=1,
            conditions=[elbv2.ListenerCondition.path_patterns(list(OPEN))],
            port=PORT,
            protocol=elbv2.ApplicationProtocol.HTTP,
            targets=[self.service],
            deregistration_delay=Duration.seconds(stage.goodbye_s),
            load_balancing_algorithm_type=elbv2.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
            health_check=elbv2.HealthCheck(
                path="/healthz",
                interval=Duration.seconds(10),
                timeout=Duration.seconds(5),
                healthy_threshold_count=2,
                unhealthy_threshold_count=3,
            ),
        )

    def _named(self, stage: Stage, balancer: elbv2.ApplicationLoadBalancer) -> str:
        if stage.domain:
            name = f"stream-{self.region}.{stage.domain}"
            zone = route53.HostedZone.from_hosted_zone_attributes(
                self, "Zone", hosted_zone_id=stage.hosted_zone_id, zone_name=stage.domain
            )
            route53.ARecord(
                self,
                "StreamName",
                zone=zone,
                record_name=name,
                target=route53.RecordTarget.from_alias(route53_targets.LoadBalancerTarget(balancer)),
            )
            return f"wss://{name}/media"
        front = cloudfront.Distribution(
            self,
            "Front",
            comment="TLS for media streams without an own domain",
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.VpcOrigin.with_application_load_balancer(
                    balancer,
                    protocol_policy=cloudfront.OriginProtocolPolicy.HTTP_ONLY,
                    http_port=80,
                    read_timeout=Duration.seconds(60),
                ),
                allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
                cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
                origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER,
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            ),
        )
        for rule, reason in (
            ("AwsSolutions-CFR1", "callers may be anywhere"),
            ("AwsSolutions-CFR2", "one path, which lets nobody in without a signed token"),
            ("AwsSolutions-CFR3", "the load balancer behind it keeps access logs"),
            ("AwsSolutions-CFR4", "CloudFront's own certificate fixes the protocol; an own domain brings its own"),
        ):
            reviewed(front, rule, reason)
        return f"wss://{front.distribution_domain_name}/media"


def _image(stage: Stage) -> ecs.ContainerImage:
    if stage.handler_image:
        return ecs.ContainerImage.from_registry(stage.handler_image)
    return ecs.ContainerImage.from_asset(
        str(ROOT),
        file="stream_handler/Dockerfile",
        build_args={"WEIGHTS": "all" if stage.own_speech else "turns"},
        platform=ecr_assets.Platform.LINUX_ARM64 if stage.handler_arch == "arm64" else ecr_assets.Platform.LINUX_AMD64,
        ignore_mode=IgnoreMode.DOCKER,
        exclude=["*", *(f"!{path}" for path in IN_THE_IMAGE), "**/__pycache__", "**/*.pyc"],
    )
