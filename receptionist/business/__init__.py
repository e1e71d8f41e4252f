"""What a business tells its receptionist: the definition, its loading and its checks."""
