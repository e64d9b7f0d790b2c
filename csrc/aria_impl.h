/* What the files of the kernel share. Not for callers. */
#ifndef ARIA_IMPL_H
#define ARIA_IMPL_H

#include "aria_kernel.h"

#if defined(__x86_64__) || (defined(_M_X64) && !defined(_M_ARM64EC))
#define ARIA_X86 1
#elif defined(__aarch64__) || defined(_M_ARM64)
#define ARIA_ARM64 1
#endif

#if defined(_MSC_VER) && !defined(__clang__)
#define ARIA_INLINE static __forceinline
#define ARIA_MSVC 1
#pragma fp_contract(off) /* before Visual Studio 2022, /fp:precise fuses products and sums */
#else
#define ARIA_INLINE static inline __attribute__((always_inline, unused))
#endif

/* Keeps two vector registers where they are at this point: gcc otherwise reorders unrolled sums until they spill. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__)
#define ARIA_KEEP(a, b) __asm__("" : "+v"(a), "+v"(b));
#else
#define ARIA_KEEP(a, b)
#endif

/* ARIA_FRESH makes the compiler forget what a register holds, so that it cannot lift a product out of its loop; where there is no inline
   assembly the register is read again from memory. */
#if defined(ARIA_MSVC)
#include <intrin.h>
#define ARIA_FRESH(kind, x, load) (_ReadWriteBarrier(), (x) = (load))
#else
#define ARIA_FRESH(kind, x, load) __asm__ __volatile__("" : "+" kind(x))
#endif

/* Which instruction sets the compiler knows where a file is built for less. Older clang declares these intrinsics of ARM only where the
   whole file may use them. */
#if (defined(ARIA_MSVC) && _MSC_VER >= 1929) || (defined(__clang__) && __clang_major__ >= 13) || (defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 11)
#define ARIA_KNOWS_AVXVNNI 1
#endif
#if defined(__linux__) && ((defined(__clang__) && __clang_major__ >= 13) || (defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 11))
#define ARIA_KNOWS_AMX 1
#endif
#if defined(__ARM_FEATURE_DOTPROD) || defined(ARIA_MSVC) || (defined(__GNUC__) && !defined(__clang__)) || \
    (defined(__clang__) && !defined(__apple_build_version__) && __clang_major__ >= 16)
#define ARIA_KNOWS_DOTPROD 1
#endif
#if (defined(__ARM_FEATURE_MATMUL_INT8) && defined(__ARM_FEATURE_DOTPROD)) || (defined(__clang__) && __clang_major__ >= 16) || \
    (defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 10)
#define ARIA_KNOWS_I8MM 1
#endif

#if defined(ARIA_X86)
#include <immintrin.h>
/* Weights, which are read once. AMD's cores want to be told so; Intel's then go without the second cache, at less than half the speed. */
extern int aria_weights_stay; /* in the caches; dispatch.c sets it before there is a thread to read it */
#define ARIA_PREFETCH(p) (aria_weights_stay ? _mm_prefetch((const char *)(p), _MM_HINT_T0) : _mm_prefetch((const char *)(p), _MM_HINT_NTA))
#define ARIA_PREFETCH_NEAR(p) _mm_prefetch((const char *)(p), _MM_HINT_T1)
#define ARIA_PREFETCH_SOON(p) _mm_prefetch((const char *)(p), _MM_HINT_T0)
#elif defined(__GNUC__)
#define ARIA_PREFETCH(p) __builtin_prefetch(p, 0, 0)
#define ARIA_PREFETCH_NEAR(p) __builtin_prefetch(p, 1, 2)
#define ARIA_PREFETCH_SOON(p) __builtin_prefetch(p, 0, 3)
#else
#define ARIA_PREFETCH(p) ((void)0)
#define ARIA_PREFETCH_NEAR(p) ((void)0)
#define ARIA_PREFETCH_SOON(p) ((void)0)
#endif

enum {
    ARIA_SLICE = 512,       /* columns multiplied at a time: a tile's unpacked slice and a few tokens' stay in the first cache */
    ARIA_SLICE_GROUPS = ARIA_SLICE / ARIA_GROUP,
    PANEL_BYTES = 16 * ARIA_SLICE, /* a tile's slice, a byte a weight */
    ARIA_3BIT = 2,          /* a layout of the screen alone, codes 0 to 7: see csrc/README.md */
    ARIA_FIFTH = 84,        /* what a fifth base-3 digit counts: 81 rounded up to whole fours, so that six bits of the byte tell the digit */
    ARIA_PANEL_TILES = 2,   /* tiles multiplied together at most */
    ARIA_PIECES = 4,        /* of a matrix per thread: more, and their atomic counter stops the streams too often */
    ARIA_MAX_QUERIES = 64,  /* queries that read a head's keys and values together, or few of each of some heads */
    ARIA_WIDEST_SUM = 32767, /* that the cache keeps whole */
    ARIA_SERIAL_WORK = 1 << 17, /* multiply-adds of a phase below which waking a thread costs more than it gives */
    ARIA_READ_BLOCK = 128, ARIA_FEED = 1024, /* bytes that measuring reads at a time, and that an operand of products has */
    ARIA_AHEAD = 2048       /* bytes of prefetch: weights are read once, in order. A hint: it may point past the end. */
};

/* Tokens after quantisation, in slices of 512 columns, n * 512 bytes each: where a column lies there, token_at of the operations says. */
typedef struct {
    int8_t *q;
    size_t n;
    float *scale; /* [n], s of the profile */
    int32_t *sum; /* [n], sum of q */
} aria_tokens;

/* A head's keys, or values, in a page. */
typedef struct {
    float scale[ARIA_PAGE]; /* what the sums of a position are multiplied by */
    int16_t sums[];
} aria_sums;

/* One head's keys and values: those of page p are at pages[p] + keys and pages[p] + values. */
typedef struct {
    void *const *pages;
    size_t keys, values; /* bytes */
    const float *turns;
    float *lines;      /* the worker's own: [ARIA_PAGE * head_dim, rounded up to 16], for sums made floats */
    const aria_sums *after; /* what is read when these are done: fetched in the end */
} aria_head_pages;

/* What becomes of a linear's value: kept, added to what is there, or its sum alone kept, as a whole float. */
enum aria_result { ARIA_KEEP_VALUE, ARIA_ADD_VALUE, ARIA_KEEP_SUM };

/* Every operation for one instruction set. Pointers need no more alignment than their types. */
typedef struct {
    const char *name;
    int base3; /* multiplies ARIA_BASE3 as it reads it */
    int block_rows; /* that pass through the layers together, up to ARIA_BLOCK_ROWS */
    float (*dot16)(const float *a, const float *b, size_t n);
    void (*exp)(float *y, const float *x, size_t n);
    void (*rms_norm)(float *y, const float *x, const float *w, float eps, size_t n);
    /* Where a token's column is, and the next up to a multiple of 64: token after token. For AMX tokens lie by 16 (the last may be fewer),
       64 columns of each, the next 64 after those of all. */
    int8_t *(*token_at)(const aria_tokens *of, size_t t, size_t column);
    void (*quantise)(const aria_tokens *to, size_t t, const float *x, size_t n); /* writes columns up to a multiple of 16, scale and sum */
    /* acc[n_tiles][n][16] = sums of code * q over n_groups groups of 16 columns; q holds zeros up to an even number of groups */
    void (*tiles)(int32_t *acc, const uint8_t *codes, int layout, size_t n_tiles, size_t n_groups, const int8_t *q, size_t n);
    /* y[t][row] from the rows of tiles [begin, end) */
    void (*linear)(float *const *y, enum aria_result result, const aria_ternary *w, size_t begin, size_t end, const aria_tokens *in);
    void (*rotate)(float *x, const float *cos, const float *sin, size_t head_dim);
    /* The sums of a position's key and value, whole floats, into a head's part of a page. */
    void (*store)(const aria_head_pages *kv, size_t position, const float *k, const float *v, float k_scale, float v_scale, size_t head_dim);
    /* Attention of n (1 to ARIA_MAX_QUERIES) queries of one key/value head, query k to positions 0 .. n_positions[k] - 1, in three steps:
       scores[k][begin .. end), multiples of 16, `pitch` floats a query; a query's scores to what its values are weighed with; dimensions
       [from, to) of the values of positions [begin, end), one page's or all, in order, from a multiple of 16. */
    void (*scores)(float *scores, size_t pitch, const float *const *q, size_t n, const aria_head_pages *kv, size_t begin, size_t end,
                   size_t head_dim, float g);
    void (*soften)(float *scores, size_t n, const aria_head_pages *kv);
    void (*values)(float *const *out, const float *scores, size_t pitch, const size_t *n_positions, size_t n, const aria_head_pages *kv,
                   size_t begin, size_t end, size_t from, size_t to);
    void (*activate)(float *h, const float *gate, const float *up, size_t n, int activation);
    void (*from_f16)(float *y, const uint16_t *x, size_t n);
    /* y[some] = dot16 of x with some (1 to 4) rows */
    void (*dots)(float *y, const void *const *rows, size_t some, int kind, const float *x, size_t width);
    int (*screen_row)(uint8_t *codes, float *step, const void *row, int kind, size_t width); /* 0: not finite */
    float (*screen_scores)(float *scores, float *upper, float *highest, const int32_t *sums, int32_t less, const float *step,
                           const float *error, const float *size, float unit, float norm, float rest);
    /* For measure.c. The exclusive or of n bytes' 64-bit words, n a multiple of ARIA_READ_BLOCK, fetching `ahead` bytes on (0: not).
       products: `rounds` rounds of products_a_round multiply-adds of 8-bit numbers from feed[2][ARIA_FEED], which also takes the sums. */
    uint64_t (*read)(const uint8_t *data, size_t n, size_t ahead);
    void (*products)(uint8_t *feed, size_t rounds);
    int products_a_round;
} aria_ops;

extern const aria_ops aria_ops_portable, aria_ops_avx2, aria_ops_avxvnni, aria_ops_avx512, aria_ops_avx512vnni, aria_ops_avx512vbmi,
    aria_ops_amx, aria_ops_neon, aria_ops_neondot, aria_ops_neoni8mm;
const aria_ops *aria_find_ops(const char *isa); /* NULL isa: the best; NULL result: none of that name */

/* Threads. A job runs once in each of `active` workers; between its phases they meet at aria_meet, and inside a phase
   aria_take hands out 0, 1, ..., n - 1, each to one worker: neighbours to the same one, so that it reads one stream. */
typedef struct {
    aria_pool *pool;
    int index;
} aria_worker;
typedef void (*aria_job)(const aria_worker *worker, void *context);

int aria_pool_threads(const aria_pool *pool);
const aria_ops *aria_pool_ops(const aria_pool *pool);
void aria_pool_lock(aria_pool *pool); /* one job at a time; also guards the workspace */
void aria_pool_unlock(aria_pool *pool);
void *aria_pool_workspace(aria_pool *pool, size_t bytes); /* 64-byte aligned; NULL: no memory. Hold the lock. */
void aria_pool_run(aria_pool *pool, int active, aria_job job, void *context); /* hold the lock */
int aria_take(const aria_worker *worker, size_t n, size_t *item);
void aria_meet(const aria_worker *worker);

/* The IEEE default floating-point mode, whatever the process has set. */
typedef struct {
    uint64_t saved;
} aria_fp_mode;
aria_fp_mode aria_fp_enter(void);
void aria_fp_leave(aria_fp_mode mode);

static inline size_t aria_round_up(size_t n, size_t to) { return (n + to - 1) / to * to; }
static inline size_t aria_tiles(size_t n_out) { return aria_round_up(n_out, ARIA_TILE_ROWS) / ARIA_TILE_ROWS; }
static inline size_t aria_groups(size_t n_in) { return aria_round_up(n_in, ARIA_GROUP) / ARIA_GROUP; }
/* Units of 64 bytes that a slice of `groups` groups takes: in base 3, as many as hold its 16 columns a group at 20 a unit. */
static inline size_t aria_units(size_t groups, int layout) {
    return layout == ARIA_BASE3 ? (4 * groups + 4) / 5 : layout == ARIA_3BIT ? 3 * ((groups + 1) / 2) : groups;
}
static inline size_t aria_tile_bytes(size_t n_groups, int layout) {
    return 64 * (n_groups / ARIA_SLICE_GROUPS * aria_units(ARIA_SLICE_GROUPS, layout) + aria_units(n_groups % ARIA_SLICE_GROUPS, layout));
}
/* Bytes of a head's keys, or values, in a page. */
static inline size_t aria_head_part(size_t head_dim) { return sizeof(aria_sums) + ARIA_PAGE * aria_round_up(head_dim, 16) * sizeof(int16_t); }
extern const uint8_t aria_four_codes[256]; /* of a base-3 byte: its lower four digits as ARIA_2BIT has them */
extern const uint8_t aria_fifth_code[64];  /* of a base-3 byte / 4: its fifth digit */

/* Lays `count` of a type into a workspace, from `at` + used on, in whole cache lines; at NULL only measures. */
#define ARIA_PLACE(at, used, pointer, type, count) \
    do { \
        if (at) (pointer) = (type *)(void *)((at) + (used)); \
        (used) += aria_round_up((count) * sizeof(type), 64); \
    } while (0)

static inline int aria_width_ok(int64_t n) { return n > 0 && n <= ARIA_MAX_WIDTH; }
float aria_attention_scale(int head_dim);

/* A matrix is handed out in pieces of whole pairs of tiles, which are multiplied together. One thread takes it whole for one token, which has
   no values to keep in a cache. */
static inline size_t aria_pairs(const aria_ternary *w) { return (aria_tiles((size_t)w->n_out) + ARIA_PANEL_TILES - 1) / ARIA_PANEL_TILES; }
static inline size_t aria_pieces(const aria_ternary *w, int active, size_t n_tokens) {
    size_t wanted = active > 1 || n_tokens > 1 ? ARIA_PIECES * (size_t)active : 1;
    return wanted < aria_pairs(w) ? wanted : aria_pairs(w);
}
/* The tiles of a piece: [begin, end). */
static inline void aria_piece(const aria_ternary *w, size_t piece, size_t n_pieces, size_t *begin, size_t *end) {
    size_t n_tiles = aria_tiles((size_t)w->n_out);
    *begin = aria_pairs(w) * piece / n_pieces * ARIA_PANEL_TILES;
    *end = aria_pairs(w) * (piece + 1) / n_pieces * ARIA_PANEL_TILES;
    if (*end > n_tiles) *end = n_tiles;
}

/* A compiler may move plain arithmetic across the call that sets the mode; it may not move the reading of a volatile. */
ARIA_INLINE float aria_narrow(double x) {
    volatile double y = x;
    return (float)y;
}

#endif
