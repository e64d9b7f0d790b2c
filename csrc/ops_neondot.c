/* The operations for NEON with the dot-product instructions (ARMv8.2 dotprod). */
#include "aria_impl.h"

#if defined(ARIA_ARM64)
/* Older clang declares these intrinsics only where the whole file may use them; without them this table stays empty. */
#if defined(__ARM_FEATURE_DOTPROD) || defined(ARIA_MSVC) || (defined(__GNUC__) && !defined(__clang__)) || \
    (defined(__clang__) && !defined(__apple_build_version__) && __clang_major__ >= 16)
#define ARIA_DOTPROD 1
#include <arm_neon.h>
#include <float.h>
#include <math.h>
#include <string.h>
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)
#elif defined(__GNUC__)
#pragma GCC push_options
#pragma GCC target("arch=armv8.2-a+dotprod")
#endif

#include "v16_neon.h"

#define ARIA_NAME "neondot"
#define ARIA_TABLE aria_ops_neondot
#include "ops_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#elif defined(__GNUC__)
#pragma GCC pop_options
#endif
#else
const aria_ops aria_ops_neondot = {0};
#endif
#else
typedef int aria_no_neondot; /* C wants one declaration in a file */
#endif
