"""Checkpoints on disk: safetensors, the tensors a model calls for, and the pack cache."""
