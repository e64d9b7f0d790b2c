/* Which instruction sets this CPU and its system can run. */
#include "aria_impl.h"

#include <string.h>

#if defined(ARIA_X86)
#if defined(ARIA_MSVC)
#include <intrin.h>
static void cpuid(int leaf, unsigned r[4]) { __cpuidex((int *)r, leaf, 0); }
static unsigned long long enabled_state(void) { return _xgetbv(0); }
#else
#include <cpuid.h>
static void cpuid(int leaf, unsigned r[4]) {
    r[0] = r[1] = r[2] = r[3] = 0;
    __get_cpuid_count((unsigned)leaf, 0, &r[0], &r[1], &r[2], &r[3]);
}
static unsigned long long enabled_state(void) {
    unsigned low, high;
    __asm__ __volatile__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (unsigned long long)high << 32 | low;
}
#endif

static int has(unsigned word, int bit) { return word >> bit & 1; }

/* 1 AVX2+FMA+F16C, 2 and AVX-512 F+BW+DQ+VL, 3 and VNNI */
static int level(void) {
    unsigned one[4], seven[4];
    unsigned long long state;
    cpuid(1, one);
    cpuid(7, seven);
    if (!has(one[2], 27) || !has(one[2], 28)) return 0; /* OSXSAVE, AVX */
    state = enabled_state();
    if ((state & 0x06) != 0x06 || !has(one[2], 12) || !has(one[2], 29) || !has(seven[1], 5)) return 0;
    if ((state & 0xe6) != 0xe6 || !has(seven[1], 16) || !has(seven[1], 17) || !has(seven[1], 30) || !has(seven[1], 31)) return 1;
    return has(seven[2], 11) ? 3 : 2;
}

static const aria_ops *const TABLES[] = {&aria_ops_portable, &aria_ops_avx2, &aria_ops_avx512, &aria_ops_avx512vnni};

#elif defined(ARIA_ARM64)
#if defined(__linux__)
#include <sys/auxv.h>
static int has_dotprod(void) { return (int)(getauxval(AT_HWCAP) >> 20 & 1); } /* HWCAP_ASIMDDP */
#elif defined(__APPLE__)
static int has_dotprod(void) { return 1; } /* every 64-bit Apple desktop CPU */
#elif defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
static int has_dotprod(void) { return IsProcessorFeaturePresent(43) != 0; } /* PF_ARM_V82_DP_INSTRUCTIONS_AVAILABLE */
#else
static int has_dotprod(void) { return 0; }
#endif
static int level(void) { return aria_ops_neondot.name && has_dotprod() ? 2 : 1; }

static const aria_ops *const TABLES[] = {&aria_ops_portable, &aria_ops_neon, &aria_ops_neondot};
#else
static int level(void) { return 0; }

static const aria_ops *const TABLES[] = {&aria_ops_portable};
#endif

const char *aria_isa_name(int index) { return index < 0 || index > level() ? NULL : TABLES[index]->name; }

const aria_ops *aria_find_ops(const char *isa) {
    int best = level();
    if (!isa) return TABLES[best];
    for (int i = 0; i <= best; i++)
        if (!strcmp(isa, TABLES[i]->name)) return TABLES[i];
    return NULL;
}
