/* The operations for AVX2 with AVX-VNNI, vpdpbusd without AVX-512. */
#include "aria_impl.h"

#if defined(ARIA_X86)
#if defined(ARIA_AVXVNNI)
/* System headers come first, so that only our functions get the target. */
#include <float.h>
#include <math.h>
#include <string.h>
#if defined(__clang__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,avxvnni"))), apply_to = function)
#elif defined(__GNUC__)
#pragma GCC push_options
#pragma GCC target("avx2,fma,f16c,avxvnni")
#endif

#define ARIA_VNNI 1
#include "v16_avx2.h"

#define ARIA_NAME "avxvnni"
#define ARIA_TABLE aria_ops_avxvnni
#include "ops_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#elif defined(__GNUC__)
#pragma GCC pop_options
#endif
#else
const aria_ops aria_ops_avxvnni = {0};
#endif
#else
typedef int aria_no_avxvnni; /* C wants one declaration in a file */
#endif
