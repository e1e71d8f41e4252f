"""The stores of the cloud, in one DynamoDB table. Keys and indexes: docs/dynamodb.md."""
