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

enum { MAX_READERS = 8 };

typedef struct {
    const aria_ops *readers[MAX_READERS];
    const uint8_t *data;
    size_t part; /* bytes per worker */
    int active, passes, n_readers;
    moments at;
    double best;
    uint64_t words[ARIA_MAX_THREADS];
} reading;

static void read_job(const aria_worker *worker, void *context) {
    static const size_t AHEAD[] = {0, 1024, 4096, 12288, 32768};
    const int ways = sizeof AHEAD / sizeof *AHEAD;
    reading *r = context;
    int me = worker->index;
    for (int k = 0; k < r->n_readers * ways * r->passes; k++) {
        aria_meet(worker);
        r->at.start[me] = now();
        r->words[me] = r->readers[k / (ways * r->passes)]->read(r->data + (size_t)me * r->part, r->part, AHEAD[k % ways]);
        r->at.stop[me] = now();
        aria_meet(worker);
        if (me == 0 && (k == 0 || span(&r->at, r->active) < r->best)) r->best = span(&r->at, r->active);
    }
}

int aria_measure_read(aria_pool *pool, const uint8_t *data, size_t n, int n_threads, int passes, double *seconds, uint64_t *check) {
    reading r = {0};
    const char *isa;
    if (n_threads < 1 || n_threads > aria_pool_threads(pool) || passes < 1) return ARIA_BAD_SHAPE;
    if (n == 0 || n % ((size_t)n_threads * ARIA_READ_BLOCK)) return ARIA_BAD_SHAPE;
    for (int i = 0; i < MAX_READERS && (isa = aria_isa_name(i)) != NULL; i++) r.readers[r.n_readers++] = aria_find_ops(isa);
    r.data = data;
    r.part = n / (size_t)n_threads;
    r.active = n_threads;
    r.passes = passes;
    aria_pool_lock(pool);
    aria_pool_run(pool, n_threads, read_job, &r);
    aria_pool_unlock(pool);
    *seconds = r.best;
    *check = 0;
    for (int i = 0; i < n_threads; i++) *check ^= r.words[i];
    return ARIA_OK;
}

double aria_measure_products(aria_pool *pool, double seconds) {
    const aria_ops *ops = aria_pool_ops(pool);
    uint8_t feed[2 * ARIA_FEED];
    size_t rounds = 1024;
    double best = 0, begun, start, took;
    memset(feed, 1, sizeof feed);
    aria_pool_lock(pool); /* no job of ours runs meanwhile */
    begun = now();
    do {
        start = now();
        ops->products(feed, rounds);
        took = now() - start;
        if (took < 0.002) { /* too short for the clock */
            rounds *= 2;
            continue;
        }
        if ((double)rounds * ops->products_a_round / took > best) best = (double)rounds * ops->products_a_round / took;
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

/* One matrix after the other, in pieces as a layer takes them. */
static void product_job(const aria_worker *worker, void *context) {
    product *p = context;
    aria_meet(worker);
    p->at.start[worker->index] = now();
    for (int m = 0; m < p->n_matrices; m++) {
        size_t n_pieces = aria_pieces(&p->w[m], p->active, p->tokens.n), item, begin, end;
        while (aria_take(worker, n_pieces, &item)) {
            aria_piece(&p->w[m], item, n_pieces, &begin, &end);
            p->ops->linear(p->y, ARIA_KEEP_VALUE, &p->w[m], begin, end, &p->tokens);
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
    if (n_matrices < 1 || n_rows < 1 || n_rows > aria_pool_block_rows(pool)) return ARIA_BAD_SHAPE;
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
