"""All reports of a cycle: what is stale is made, several at a time."""
