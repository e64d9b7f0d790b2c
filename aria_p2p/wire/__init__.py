"""Modules generated from proto/*.proto; only `aria_p2p.codec` imports them."""
