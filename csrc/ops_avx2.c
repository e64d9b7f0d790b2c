/* The operations for AVX2 with FMA and F16C. */
#include "aria_impl.h"

#if defined(ARIA_X86)
#define ARIA_NAME "avx2"
#define ARIA_TABLE aria_ops_avx2
#define ARIA_TARGET "avx2,fma,f16c"
#define ARIA_VECTOR "v16_avx2.h"
#include "ops_frame.h"
#else
typedef int aria_no_avx2; /* C wants one declaration in a file */
#endif
