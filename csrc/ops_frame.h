/* The operations for one instruction set of more than its architecture's least: includes ARIA_VECTOR, a v16_*.h, and ops_body.h with
   their functions alone built for ARIA_TARGET. Visual C++ needs no telling. */
#include "aria_impl.h"

/* System headers come first, so that their functions do not get the target. */
#include <float.h>
#include <math.h>
#include <string.h>
#if defined(ARIA_ARM64)
#include <arm_neon.h>
#endif

#define PRAGMA_OF(words) _Pragma(#words)
#define PRAGMA(words) PRAGMA_OF(words)
#if defined(__clang__)
PRAGMA(clang attribute push(__attribute__((target(ARIA_TARGET))), apply_to = function))
#elif defined(__GNUC__)
PRAGMA(GCC push_options)
PRAGMA(GCC target(ARIA_TARGET))
#endif

#include ARIA_VECTOR
#include "ops_body.h"

#if defined(__clang__)
PRAGMA(clang attribute pop)
#elif defined(__GNUC__)
PRAGMA(GCC pop_options)
#endif
