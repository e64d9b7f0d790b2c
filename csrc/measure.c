/* What this machine allows, for `aria bench`: memory read bandwidth, and the rate of the 8-bit products ternary tiles are made of. */
#if !defined(_WIN32) && !defined(__APPLE__)
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#endif
#include "aria_impl.h"

#include <string.h>

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
static double now(void) {
    LARGE_INTEGER count, rate;
    QueryPerformanceCounter(&count);
    QueryPerformanceFrequency(&rate);
    return (double)count.QuadPart / (double)rate.QuadPart;
}
#else
#include <time.h>
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}
#endif

/* FRESH makes the compiler forget what a register holds, so that it cannot lift a product out of its loop; where there is
   no inline assembly the register is read again from memory. */
#if defined(ARIA_MSVC)
#include <intrin.h>
#define TARGET(names)
#define FRESH(kind, x, load) (_ReadWriteBarrier(), (x) = (load))
#define FORGET_MEMORY() _ReadWriteBarrier()
#else
#define TARGET(names) __attribute__((target(names)))
#define FRESH(kind, x, load) __asm__ __volatile__("" : "+" kind(x))
#define FORGET_MEMORY() __asm__ __volatile__("" ::: "memory")
#endif

enum { BLOCK = 128, FEED = 1024, MAX_READERS = 8 };

/* One instruction set. read: the exclusive or of n bytes' 64-bit words, n a multiple of BLOCK, prefetching `ahead` bytes (0: not).
   products: `rounds` rounds of per_round multiply-adds on operands from feed[2 * FEED], which also takes the sums. */
typedef struct {
    const char *name;
    uint64_t (*read)(const uint8_t *data, size_t n, size_t ahead);
    void (*products)(uint8_t *feed, size_t rounds);
    int per_round;
} meter;

static uint64_t fold(const uint64_t *words, int n) {
    uint64_t all = 0;
    for (int i = 0; i < n; i++) all ^= words[i];
    return all;
}

static uint64_t read_portable(const uint8_t *data, size_t n, size_t ahead) {
    uint64_t s[BLOCK / 8] = {0}, w[BLOCK / 8];
    (void)ahead; /* C has no prefetch */
    for (size_t i = 0; i < n; i += BLOCK) {
        memcpy(w, data + i, BLOCK);
        for (int k = 0; k < BLOCK / 8; k++) s[k] ^= w[k];
    }
    return fold(s, BLOCK / 8);
}

static void products_portable(uint8_t *feed, size_t rounds) {
    const int8_t *q = (const int8_t *)feed + FEED;
    int32_t sum = 0;
    for (size_t r = 0; r < rounds; r++) {
        FORGET_MEMORY();
        for (int i = 0; i < FEED; i++) sum += feed[i] * q[i];
    }
    memcpy(feed, &sum, sizeof sum);
}

#define EIGHT(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7)
#define TEN(X) EIGHT(X) X(8) X(9)
#define SIXTEEN(X) TEN(X) X(10) X(11) X(12) X(13) X(14) X(15)

#if defined(ARIA_X86) && !defined(ARIA_PORTABLE_ONLY)
#include <immintrin.h>

#define PREFETCH(at) _mm_prefetch((const char *)((uintptr_t)(at) + ahead), _MM_HINT_T0)

TARGET("avx2") static uint64_t read_avx2(const uint8_t *data, size_t n, size_t ahead) {
    __m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
    uint64_t words[4];
    for (const uint8_t *at = data; at < data + n; at += BLOCK) {
        const __m256i *v = (const __m256i *)(const void *)at;
        if (ahead) {
            PREFETCH(at);
            PREFETCH(at + 64);
        }
        a = _mm256_xor_si256(a, _mm256_loadu_si256(v));
        b = _mm256_xor_si256(b, _mm256_loadu_si256(v + 1));
        c = _mm256_xor_si256(c, _mm256_loadu_si256(v + 2));
        d = _mm256_xor_si256(d, _mm256_loadu_si256(v + 3));
    }
    _mm256_storeu_si256((__m256i *)(void *)words, _mm256_xor_si256(_mm256_xor_si256(a, b), _mm256_xor_si256(c, d)));
    return fold(words, 4);
}

#define CLEAR(i) __m256i s##i = _mm256_setzero_si256();
#define KEEP(i) _mm256_storeu_si256((__m256i *)(void *)(feed + 32 * (i)), s##i);
TARGET("avx2") static void products_avx2(uint8_t *feed, size_t rounds) {
    const __m256i *v = (const __m256i *)(const void *)feed;
    __m256i x = _mm256_loadu_si256(v), q = _mm256_loadu_si256(v + FEED / 32);
#define STEP(i) FRESH("x", x, _mm256_loadu_si256(v)); s##i = _mm256_add_epi16(s##i, _mm256_maddubs_epi16(x, q));
    TEN(CLEAR)
    for (size_t r = 0; r < rounds; r++) { TEN(STEP) }
    TEN(KEEP)
#undef STEP
}

#if defined(ARIA_KNOWS_AVXVNNI)
TARGET("avx2,avxvnni") static void products_avxvnni(uint8_t *feed, size_t rounds) {
    const __m256i *v = (const __m256i *)(const void *)feed;
    __m256i x = _mm256_loadu_si256(v), q = _mm256_loadu_si256(v + FEED / 32);
#define STEP(i) FRESH("x", x, _mm256_loadu_si256(v)); s##i = _mm256_dpbusd_avx_epi32(s##i, x, q);
    TEN(CLEAR)
    for (size_t r = 0; r < rounds; r++) { TEN(STEP) }
    TEN(KEEP)
#undef STEP
}
#endif
#undef CLEAR
#undef KEEP

TARGET("avx512f,avx512bw") static uint64_t read_avx512(const uint8_t *data, size_t n, size_t ahead) {
    __m512i a = _mm512_setzero_si512(), b = a;
    uint64_t words[8];
    for (const uint8_t *at = data; at < data + n; at += BLOCK) {
        if (ahead) {
            PREFETCH(at);
            PREFETCH(at + 64);
        }
        a = _mm512_xor_si512(a, _mm512_loadu_si512(at));
        b = _mm512_xor_si512(b, _mm512_loadu_si512(at + 64));
    }
    _mm512_storeu_si512(words, _mm512_xor_si512(a, b));
    return fold(words, 8);
}

#define CLEAR(i) __m512i s##i = _mm512_setzero_si512();
#define KEEP(i) _mm512_storeu_si512(feed + 64 * (i), s##i);
TARGET("avx512f,avx512bw") static void products_avx512(uint8_t *feed, size_t rounds) {
    __m512i x = _mm512_loadu_si512(feed), q = _mm512_loadu_si512(feed + FEED);
#define STEP(i) FRESH("v", x, _mm512_loadu_si512(feed)); s##i = _mm512_add_epi16(s##i, _mm512_maddubs_epi16(x, q));
    SIXTEEN(CLEAR)
    for (size_t r = 0; r < rounds; r++) { SIXTEEN(STEP) }
    SIXTEEN(KEEP)
#undef STEP
}

TARGET("avx512f,avx512bw,avx512vnni") static void products_avx512vnni(uint8_t *feed, size_t rounds) {
    __m512i x = _mm512_loadu_si512(feed), q = _mm512_loadu_si512(feed + FEED);
#define STEP(i) FRESH("v", x, _mm512_loadu_si512(feed)); s##i = _mm512_dpbusd_epi32(s##i, x, q);
    SIXTEEN(CLEAR)
    for (size_t r = 0; r < rounds; r++) { SIXTEEN(STEP) }
    SIXTEEN(KEEP)
#undef STEP
}
#undef CLEAR
#undef KEEP

static const meter METERS[] = {
    {"portable", read_portable, products_portable, FEED},
    {"avx2", read_avx2, products_avx2, 10 * 32},
#if defined(ARIA_KNOWS_AVXVNNI)
    {"avxvnni", read_avx2, products_avxvnni, 10 * 32},
#endif
    {"avx512", read_avx512, products_avx512, 16 * 64},
    {"avx512vnni", read_avx512, products_avx512vnni, 16 * 64},
    {"avx512vbmi", read_avx512, products_avx512vnni, 16 * 64},
};

#elif defined(ARIA_ARM64) && !defined(ARIA_PORTABLE_ONLY)
#include <arm_neon.h>

#if defined(ARIA_MSVC)
#define PREFETCH(at) __prefetch((const void *)((uintptr_t)(at) + ahead))
#else
#define PREFETCH(at) __builtin_prefetch((const void *)((uintptr_t)(at) + ahead))
#endif

static uint64_t read_neon(const uint8_t *data, size_t n, size_t ahead) {
#define CLEAR(i) uint8x16_t s##i = vdupq_n_u8(0);
#define STEP(i) s##i = veorq_u8(s##i, vld1q_u8(at + 16 * (i)));
    EIGHT(CLEAR)
    uint64_t words[2];
    for (const uint8_t *at = data; at < data + n; at += BLOCK) {
        if (ahead) {
            PREFETCH(at);
            PREFETCH(at + 64);
        }
        EIGHT(STEP)
    }
    s0 = veorq_u8(veorq_u8(veorq_u8(s0, s1), veorq_u8(s2, s3)), veorq_u8(veorq_u8(s4, s5), veorq_u8(s6, s7)));
    vst1q_u8((uint8_t *)words, s0);
    return fold(words, 2);
#undef CLEAR
#undef STEP
}

static void products_neon(uint8_t *feed, size_t rounds) {
    const int8_t *v = (const int8_t *)feed;
    int8x8_t x = vld1_s8(v), q = vld1_s8(v + FEED);
#define CLEAR(i) int16x8_t s##i = vdupq_n_s16(0);
#define STEP(i) FRESH("w", x, vld1_s8(v)); s##i = vmlal_s8(s##i, x, q);
#define KEEP(i) vst1q_s16((int16_t *)(void *)(feed + 16 * (i)), s##i);
    SIXTEEN(CLEAR)
    for (size_t r = 0; r < rounds; r++) { SIXTEEN(STEP) }
    SIXTEEN(KEEP)
#undef CLEAR
#undef STEP
#undef KEEP
}

#if defined(ARIA_KNOWS_DOTPROD)
#if defined(__clang__)
TARGET("dotprod")
#else
TARGET("arch=armv8.2-a+dotprod")
#endif
static void products_neondot(uint8_t *feed, size_t rounds) {
    const int8_t *v = (const int8_t *)feed;
    int8x16_t x = vld1q_s8(v), q = vld1q_s8(v + FEED);
#define CLEAR(i) int32x4_t s##i = vdupq_n_s32(0);
#define STEP(i) FRESH("w", x, vld1q_s8(v)); s##i = vdotq_s32(s##i, x, q);
#define KEEP(i) vst1q_s32((int32_t *)(void *)(feed + 16 * (i)), s##i);
    SIXTEEN(CLEAR)
    for (size_t r = 0; r < rounds; r++) { SIXTEEN(STEP) }
    SIXTEEN(KEEP)
#undef CLEAR
#undef STEP
#undef KEEP
}
#else
#define products_neondot products_neon
#endif

#if defined(ARIA_KNOWS_I8MM)
#if defined(__clang__)
TARGET("i8mm")
#else
TARGET("arch=armv8.2-a+i8mm")
#endif
static void products_neoni8mm(uint8_t *feed, size_t rounds) {
    const int8_t *v = (const int8_t *)feed;
    int8x16_t x = vld1q_s8(v), q = vld1q_s8(v + FEED);
#define CLEAR(i) int32x4_t s##i = vdupq_n_s32(0);
#define STEP(i) FRESH("w", x, vld1q_s8(v)); s##i = vmmlaq_s32(s##i, x, q);
#define KEEP(i) vst1q_s32((int32_t *)(void *)(feed + 16 * (i)), s##i);
    SIXTEEN(CLEAR)
    for (size_t r = 0; r < rounds; r++) { SIXTEEN(STEP) }
    SIXTEEN(KEEP)
#undef CLEAR
#undef STEP
#undef KEEP
}
#else
#define products_neoni8mm products_neondot
#endif

static const meter METERS[] = {
    {"portable", read_portable, products_portable, FEED},
    {"neon", read_neon, products_neon, 16 * 8},
    {"neondot", read_neon, products_neondot, 16 * 16},
    {"neoni8mm", read_neon, products_neoni8mm, 16 * 32},
};

#else
static const meter METERS[] = {{"portable", read_portable, products_portable, FEED}};
#endif

static const meter *find_meter(const char *isa) {
    for (size_t i = 0; i < sizeof METERS / sizeof *METERS; i++)
        if (!strcmp(METERS[i].name, isa)) return &METERS[i];
    return NULL;
}

/* Noted by the workers themselves: a thread that waits for others may wake late. */
typedef struct {
    double start[ARIA_MAX_THREADS], stop[ARIA_MAX_THREADS];
} moments;

/* From the first start to the last stop. */
static double span(const moments *m, int active) {
    double start = m->start[0], stop = m->stop[0];
    for (int i = 1; i < active; i++) {
        if (m->start[i] < start) start = m->start[i];
        if (m->stop[i] > stop) stop = m->stop[i];
    }
    return stop - start;
}

typedef struct {
    const uint8_t *data;
    size_t part; /* bytes per worker */
    int active, passes, n_readers;
    uint64_t (*readers[MAX_READERS])(const uint8_t *data, size_t n, size_t ahead);
    moments at;
    double best;
    uint64_t words[ARIA_MAX_THREADS];
} reading;

static void read_job(const aria_worker *worker, void *context) {
    static const size_t AHEAD[] = {0, 4096, 12288, 32768};
    reading *r = context;
    int me = worker->index;
    for (int k = 0; k < r->n_readers * 4 * r->passes; k++) {
        aria_meet(worker);
        r->at.start[me] = now();
        r->words[me] = r->readers[k / (4 * r->passes)](r->data + (size_t)me * r->part, r->part, AHEAD[k % 4]);
        r->at.stop[me] = now();
        aria_meet(worker);
        if (me == 0 && (k == 0 || span(&r->at, r->active) < r->best)) r->best = span(&r->at, r->active);
    }
}

int aria_measure_read(aria_pool *pool, const uint8_t *data, size_t n, int n_threads, int passes, double *seconds, uint64_t *check) {
    reading r = {0};
    const char *isa;
    if (n_threads < 1 || n_threads > aria_pool_threads(pool) || passes < 1) return ARIA_BAD_SHAPE;
    if (n == 0 || n % ((size_t)n_threads * BLOCK)) return ARIA_BAD_SHAPE;
    r.data = data;
    r.part = n / (size_t)n_threads;
    r.active = n_threads;
    r.passes = passes;
    for (int i = 0; (isa = aria_isa_name(i)) != NULL; i++) {
        const meter *m = find_meter(isa);
        if (!m || r.n_readers == MAX_READERS || (r.n_readers && r.readers[r.n_readers - 1] == m->read)) continue;
        r.readers[r.n_readers++] = m->read;
    }
    aria_pool_lock(pool);
    aria_pool_run(pool, n_threads, read_job, &r);
    aria_pool_unlock(pool);
    *seconds = r.best;
    *check = fold(r.words, n_threads);
    return ARIA_OK;
}

double aria_measure_products(aria_pool *pool, double seconds) {
    const meter *m = find_meter(aria_pool_isa(pool));
    uint8_t feed[2 * FEED];
    size_t rounds = 1024;
    double best = 0, begun, start, took;
    if (!m) return 0;
    memset(feed, 1, sizeof feed);
    aria_pool_lock(pool); /* no job of ours runs meanwhile */
    begun = now();
    do {
        start = now();
        m->products(feed, rounds);
        took = now() - start;
        if (took < 0.002) { /* too short for the clock */
            rounds *= 2;
            continue;
        }
        if ((double)rounds * m->per_round / took > best) best = (double)rounds * m->per_round / took;
    } while (best == 0 || now() - begun < seconds);
    aria_pool_unlock(pool);
    return best;
}

typedef struct {
    const aria_ops *ops;
    const aria_ternary *w;
    int n_matrices, active;
    aria_tokens tokens;
    float *y[ARIA_BLOCK_ROWS];
    moments at;
} product;

/* One matrix after the other, in pieces as in forward.c. */
static void product_job(const aria_worker *worker, void *context) {
    product *p = context;
    const size_t unit_rows = (size_t)ARIA_TILE_ROWS * ARIA_PANEL_TILES;
    aria_meet(worker);
    p->at.start[worker->index] = now();
    for (int m = 0; m < p->n_matrices; m++) {
        size_t n_out = (size_t)p->w[m].n_out, n_units = aria_round_up(n_out, unit_rows) / unit_rows, item;
        size_t n_tiles = aria_round_up(n_out, ARIA_TILE_ROWS) / ARIA_TILE_ROWS, n_pieces = p->active > 1 ? 8 * (size_t)p->active : 1;
        if (n_pieces > n_units) n_pieces = n_units;
        while (aria_take(worker, n_pieces, &item)) {
            size_t begin = n_units * item / n_pieces * ARIA_PANEL_TILES, end = n_units * (item + 1) / n_pieces * ARIA_PANEL_TILES;
            p->ops->linear(p->y, 0, &p->w[m], begin, end < n_tiles ? end : n_tiles, &p->tokens);
        }
        aria_meet(worker);
    }
    p->at.stop[worker->index] = now();
    aria_meet(worker);
}

int aria_measure_linear(aria_pool *pool, const aria_ternary *w, int n_matrices, int n_rows, double *seconds) {
    product p = {aria_pool_ops(pool), w, n_matrices, aria_pool_threads(pool), {0}, {0}, {{0}, {0}}};
    float scale[ARIA_BLOCK_ROWS];
    int32_t sum[ARIA_BLOCK_ROWS];
    size_t n = (size_t)n_rows, widest = 0, longest = 0;
    char *at;
    if (n_matrices < 1 || n_rows < 1 || n_rows > ARIA_BLOCK_ROWS) return ARIA_BAD_SHAPE;
    for (int m = 0; m < n_matrices; m++) {
        if (!w[m].codes || !aria_packed_bytes(w[m].n_out, w[m].n_in, w[m].layout)) return ARIA_BAD_SHAPE;
        if ((size_t)w[m].n_in > widest) widest = (size_t)w[m].n_in;
        if ((size_t)w[m].n_out > longest) longest = (size_t)w[m].n_out;
    }
    widest = aria_round_up(widest, ARIA_SLICE);
    longest = aria_round_up(longest, 16) + 16; /* a pitch of a power of two would put every row into the same cache set */
    aria_pool_lock(pool);
    at = aria_pool_workspace(pool, n * (widest + longest * sizeof(float)));
    if (at) {
        memset(at, 1, n * widest); /* the speed of products does not depend on their values */
        p.tokens = (aria_tokens){(int8_t *)at, n, scale, sum};
        for (size_t t = 0; t < n; t++) {
            scale[t] = 1;
            sum[t] = 0;
            p.y[t] = (float *)(void *)(at + n * widest) + t * longest;
        }
        aria_pool_run(pool, p.active, product_job, &p);
        *seconds = span(&p.at, p.active);
    }
    aria_pool_unlock(pool);
    return at ? ARIA_OK : ARIA_NO_MEMORY;
}
