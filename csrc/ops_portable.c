/* The operations in plain C11. */
#include "aria_impl.h"
#include "v16_portable.h"

#define ARIA_NAME "portable"
#define ARIA_TABLE aria_ops_portable
#include "ops_body.h"
