/* The operations for AVX-512 with VNNI. */
#include "aria_impl.h"

#if defined(ARIA_X86)
#define ARIA_VNNI 1
#define ARIA_NAME "avx512vnni"
#define ARIA_TABLE aria_ops_avx512vnni
#define ARIA_TARGET "avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"
#define ARIA_VECTOR "v16_avx512.h"
#include "ops_frame.h"
#else
typedef int aria_no_avx512vnni; /* C wants one declaration in a file */
#endif
