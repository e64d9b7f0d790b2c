/* The operations for AVX-512 with VNNI and VBMI, and AMX for 8-bit integers. Where the compiler does not know it, or the system is none we
   ask for its registers, this table stays empty. */
#include "aria_impl.h"

#if defined(ARIA_X86) && defined(ARIA_KNOWS_AMX)
#define ARIA_VNNI 1
#define ARIA_VBMI 1
#define ARIA_NAME "amx"
#define ARIA_TABLE aria_ops_amx
#define ARIA_TARGET "avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx512vbmi,amx-tile,amx-int8"
#define ARIA_VECTOR "v16_amx.h"
#include "ops_frame.h"
#else
const aria_ops aria_ops_amx = {0};
#endif
