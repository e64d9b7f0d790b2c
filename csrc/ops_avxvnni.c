/* The operations for AVX2 with AVX-VNNI, vpdpbusd without AVX-512. Where the compiler does not know them this table stays empty. */
#include "aria_impl.h"

#if defined(ARIA_X86) && defined(ARIA_KNOWS_AVXVNNI)
#define ARIA_VNNI 1
#define ARIA_NAME "avxvnni"
#define ARIA_TABLE aria_ops_avxvnni
#define ARIA_TARGET "avx2,fma,f16c,avxvnni"
#define ARIA_VECTOR "v16_avx2.h"
#include "ops_frame.h"
#else
const aria_ops aria_ops_avxvnni = {0};
#endif
