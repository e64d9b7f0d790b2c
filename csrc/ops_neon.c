/* The operations for NEON, which every 64-bit ARM has. */
#include "aria_impl.h"

#if defined(ARIA_ARM64)
#include "v16_neon.h"

#define ARIA_NAME "neon"
#define ARIA_TABLE aria_ops_neon
#include "ops_body.h"
#else
typedef int aria_no_neon; /* C wants one declaration in a file */
#endif
