/* The operations for NEON with the 8-bit matrix product (ARMv8.6 i8mm) and the dot-product instructions. */
#include "aria_impl.h"

#if defined(ARIA_ARM64)
/* As in ops_neondot.c: where the compiler lacks these intrinsics, or has them only for whole files, this table stays empty. */
#if (defined(__ARM_FEATURE_MATMUL_INT8) && defined(__ARM_FEATURE_DOTPROD)) || (defined(__clang__) && __clang_major__ >= 16) || \
    (defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 10)
#define ARIA_DOTPROD 1
#define ARIA_I8MM 1
#include <arm_neon.h>
#include <float.h>
#include <math.h>
#include <string.h>
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("dotprod,i8mm"))), apply_to = function)
#elif defined(__GNUC__)
#pragma GCC push_options
#pragma GCC target("arch=armv8.2-a+dotprod+i8mm")
#endif

#include "v16_neon.h"

#define ARIA_NAME "neoni8mm"
#define ARIA_TABLE aria_ops_neoni8mm
#include "ops_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#elif defined(__GNUC__)
#pragma GCC pop_options
#endif
#else
const aria_ops aria_ops_neoni8mm = {0};
#endif
#else
typedef int aria_no_neoni8mm; /* C wants one declaration in a file */
#endif
