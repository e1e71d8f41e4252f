"""Pinecone: meanings in the cloud, a namespace for each business."""
