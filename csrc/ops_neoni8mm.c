/* The operations for NEON with the 8-bit matrix product (ARMv8.6 i8mm) and the dot-product instructions. Where the compiler does not know them this table stays empty. */
#include "aria_impl.h"

#if defined(ARIA_ARM64) && defined(ARIA_KNOWS_I8MM)
#define ARIA_DOTPROD 1
#define ARIA_I8MM 1
#define ARIA_NAME "neoni8mm"
#define ARIA_TABLE aria_ops_neoni8mm
#if defined(__clang__)
#define ARIA_TARGET "dotprod,i8mm"
#else
#define ARIA_TARGET "arch=armv8.2-a+dotprod+i8mm"
#endif
#define ARIA_VECTOR "v16_neon.h"
#include "ops_frame.h"
#else
const aria_ops aria_ops_neoni8mm = {0};
#endif
