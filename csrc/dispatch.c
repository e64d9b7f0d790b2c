#define _GNU_SOURCE /* syscall */
/* Which instruction sets this CPU and its system can run. With ARIA_PORTABLE_ONLY none but plain C, and no other ops_*.c is needed. */
#include "aria_impl.h"

#include <string.h>

#if defined(ARIA_X86)
int aria_weights_stay = 0;
#endif

#if defined(ARIA_X86) && !defined(ARIA_PORTABLE_ONLY)
#if defined(ARIA_MSVC)
#include <intrin.h>
static void cpuid(int leaf, int part, unsigned r[4]) { __cpuidex((int *)r, leaf, part); }
static unsigned long long enabled_state(void) { return _xgetbv(0); }
#else
#include <cpuid.h>
static void cpuid(int leaf, int part, unsigned r[4]) {
    r[0] = r[1] = r[2] = r[3] = 0;
    __get_cpuid_count((unsigned)leaf, (unsigned)part, &r[0], &r[1], &r[2], &r[3]);
}
static unsigned long long enabled_state(void) {
    unsigned low, high;
    __asm__ __volatile__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (unsigned long long)high << 32 | low;
}
#endif

static unsigned has(unsigned word, int bit) { return word >> bit & 1; }

static const aria_ops *const TABLES[] = {&aria_ops_portable, &aria_ops_avx2, &aria_ops_avxvnni, &aria_ops_avx512, &aria_ops_avx512vnni, &aria_ops_avx512vbmi,
                                          &aria_ops_amx};

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
/* Linux keeps AMX's registers only for a process that has asked: ARCH_REQ_XCOMP_PERM of XTILEDATA. */
static int tiles_allowed(void) { return syscall(SYS_arch_prctl, 0x1023, 18) == 0; }
#else
static int tiles_allowed(void) { return 0; }
#endif

/* A bit for each table: AVX2+FMA+F16C, and AVX-VNNI; AVX-512 F+BW+DQ+VL, and VNNI, and VBMI; all of that and AMX. */
static unsigned usable(void) {
    unsigned zero[4], one[4], seven[4], more[4] = {0}, found = 1;
    unsigned long long state;
    cpuid(0, 0, zero);
    if (zero[1] != 0x68747541 && !aria_weights_stay) aria_weights_stay = 1; /* not "AuthenticAMD" */
    cpuid(1, 0, one);
    cpuid(7, 0, seven);
    if (!has(one[2], 27) || !has(one[2], 28)) return found; /* OSXSAVE, AVX */
    state = enabled_state();
    if ((state & 0x06) != 0x06 || !has(one[2], 12) || !has(one[2], 29) || !has(seven[1], 5)) return found;
    found |= 2;
    if (seven[0] >= 1) cpuid(7, 1, more);
    if (has(more[0], 4)) found |= 4;
    if ((state & 0xe6) != 0xe6 || !has(seven[1], 16) || !has(seven[1], 17) || !has(seven[1], 30) || !has(seven[1], 31)) return found;
    found |= 8;
    if (!has(seven[2], 11)) return found;
    found |= 16 | has(seven[2], 1) << 5;
    if (!has(seven[2], 1) || (state & 0x60000) != 0x60000 || !has(seven[3], 24) || !has(seven[3], 25)) return found;
    return found | (unsigned)tiles_allowed() << 6;
}

#elif defined(ARIA_ARM64) && !defined(ARIA_PORTABLE_ONLY)
#if defined(__linux__)
#include <sys/auxv.h>
static int has_dotprod(void) { return (int)(getauxval(AT_HWCAP) >> 20 & 1); } /* HWCAP_ASIMDDP */
static int has_i8mm(void) { return (int)(getauxval(AT_HWCAP2) >> 13 & 1); }   /* HWCAP2_I8MM */
#elif defined(__APPLE__)
#include <sys/sysctl.h>
static int has(const char *feature) {
    int value = 0;
    size_t size = sizeof value;
    return sysctlbyname(feature, &value, &size, NULL, 0) == 0 && value == 1; /* a system too old to know the name says no */
}
static int has_dotprod(void) { return has("hw.optional.arm.FEAT_DotProd"); }
static int has_i8mm(void) { return has("hw.optional.arm.FEAT_I8MM"); }
#elif defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
static int has_dotprod(void) { return IsProcessorFeaturePresent(43) != 0; } /* PF_ARM_V82_DP_INSTRUCTIONS_AVAILABLE */
static int has_i8mm(void) { return IsProcessorFeaturePresent(66) != 0; }    /* PF_ARM_V82_I8MM_INSTRUCTIONS_AVAILABLE */
#else
static int has_dotprod(void) { return 0; }
static int has_i8mm(void) { return 0; }
#endif

static const aria_ops *const TABLES[] = {&aria_ops_portable, &aria_ops_neon, &aria_ops_neondot, &aria_ops_neoni8mm};

/* A bit for each table: NEON always, and dotprod, and i8mm. */
static unsigned usable(void) { return 3u | (has_dotprod() ? has_i8mm() ? 12u : 4u : 0u); }
#else
static const aria_ops *const TABLES[] = {&aria_ops_portable};

static unsigned usable(void) { return 1; }
#endif

/* The index-th of those this CPU can run, worst first; a table that the compiler could not build has no name. */
static const aria_ops *table(int index) {
    unsigned found = usable();
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        if (found >> i & 1 && TABLES[i]->name && index-- == 0) return TABLES[i];
    return NULL;
}

const char *aria_isa_name(int index) {
    const aria_ops *one = table(index);
    return one ? one->name : NULL;
}

const aria_ops *aria_find_ops(const char *isa) {
    const aria_ops *one, *best = NULL;
    for (int i = 0; (one = table(i)) != NULL; i++)
        if (!isa || !strcmp(isa, one->name)) best = one;
    return best;
}
