"""Amazon Cognito: a user pool vouches for people."""
