/* The operations for AVX-512 with VNNI and VBMI. */
#include "aria_impl.h"

#if defined(ARIA_X86)
/* System headers come first, so that only our functions get the target. */
#include <float.h>
#include <math.h>
#include <string.h>
#if defined(__clang__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx512vbmi"))), apply_to = function)
#elif defined(__GNUC__)
#pragma GCC push_options
#pragma GCC target("avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx512vbmi")
#endif

#define ARIA_VNNI 1
#define ARIA_VBMI 1
#include "v16_avx512.h"

#define ARIA_NAME "avx512vbmi"
#define ARIA_TABLE aria_ops_avx512vbmi
#include "ops_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#elif defined(__GNUC__)
#pragma GCC pop_options
#endif
#else
typedef int aria_no_avx512vbmi; /* C wants one declaration in a file */
#endif
