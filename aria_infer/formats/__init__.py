"""Checkpoints on disk: safetensors folders, GGUF files, the 1.6-bit form, and the pack cache."""
