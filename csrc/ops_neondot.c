typedef int aria_no_neon;
