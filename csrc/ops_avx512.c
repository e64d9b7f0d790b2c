/* The operations for AVX-512 F, BW, DQ and VL. */
#include "aria_impl.h"

#if defined(ARIA_X86)
/* System headers come first, so that only our functions get the target. */
#include <float.h>
#include <math.h>
#include <string.h>
#if defined(__clang__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)
#elif defined(__GNUC__)
#pragma GCC push_options
#pragma GCC target("avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl")
#endif

#include "v16_avx512.h"

#define ARIA_NAME "avx512"
#define ARIA_TABLE aria_ops_avx512
#include "ops_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#elif defined(__GNUC__)
#pragma GCC pop_options
#endif
#else
typedef int aria_no_avx512; /* C wants one declaration in a file */
#endif
