/* The operations for NEON with the dot-product instructions (ARMv8.2 dotprod). Where the compiler does not know them this table stays empty. */
#include "aria_impl.h"

#if defined(ARIA_ARM64) && defined(ARIA_KNOWS_DOTPROD)
#define ARIA_DOTPROD 1
#define ARIA_NAME "neondot"
#define ARIA_TABLE aria_ops_neondot
#if defined(__clang__)
#define ARIA_TARGET "dotprod"
#else
#define ARIA_TARGET "arch=armv8.2-a+dotprod"
#endif
#define ARIA_VECTOR "v16_neon.h"
#include "ops_frame.h"
#else
const aria_ops aria_ops_neondot = {0};
#endif
