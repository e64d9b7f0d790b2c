/* The head, screened: which rows can have the best logits is settled on codes of 3 bits, then of 6, with a proven bound, and only those
   rows are multiplied exactly. What comes back has the bits of aria_logits; which rows come back depends on the bounds alone.

   A row w is stood for by step * (code - 31.5), code of 6 bits, or, from its upper 3 bits c, by step * (8 c - 28): call it v. With x the
   normalised token and y its int8 values over their scale, |x.w - y.v| <= |x| |w - v| + |x - y| |v| (Cauchy and Schwarz, twice); y.v is an
   exact integer sum times two floats. bounds[0] is step, [1] and [2] are |w - v| for 3 and 6 bits, [3] is at least |v|, all rounded up
   far enough to cover the rounding of scores, of bounds and of dot16 itself (width / 16 + 6 roundings of at most 2^-24 |x| |w|). */
#include "aria_impl.h"

#include <math.h>
#include <string.h>

enum {
    MAX_SCREENED = 32,            /* tokens screened together */
    TILES = 16,                   /* tiles scored at a time: while they are, nothing more is fetched */
    BOUNDS = 4 * 16               /* floats a tile */
};

static size_t plane_bytes(size_t width) { return aria_tile_bytes(aria_groups(width), ARIA_3BIT); } /* of a tile */
static size_t row_bytes(const aria_screen *s) { return (size_t)s->width * (s->kind == ARIA_F32 ? 4 : 2); }

static int shape_ok(int kind, int n_rows, int width) {
    return n_rows > 0 && width > 0 && width <= ARIA_MAX_SCREEN_WIDTH && kind >= ARIA_F32 && kind <= ARIA_BF16;
}

size_t aria_screen_bytes(int n_rows, int width) {
    return shape_ok(ARIA_F32, n_rows, width) ? 2 * aria_tiles((size_t)n_rows) * plane_bytes((size_t)width) : 0;
}

typedef struct {
    const aria_ops *ops;
    aria_screen s;
    uint8_t *planes;
    float *bounds;
    uint8_t *codes; /* [n_workers][16][width padded] */
    int bad[ARIA_MAX_THREADS];
} building;

static size_t plane_at(const aria_screen *s, int plane, size_t tile) { /* 0: the upper three bits of all tiles, 1: the lower */
    return ((size_t)plane * aria_tiles((size_t)s->n_rows) + tile) * plane_bytes((size_t)s->width);
}

/* Three bits of the codes, from `shift` on, of a tile. */
static void pack_plane(uint8_t *to, const uint8_t *codes, size_t n_groups, int shift) {
    for (size_t g = 0; g < n_groups; g += 2, to += 192)
        for (size_t r = 0; r < ARIA_TILE_ROWS; r++)
            for (size_t b = 0; b < 4; b++) {
                const uint8_t *from = codes + (r * n_groups + g) * ARIA_GROUP + b;
                unsigned c[8] = {0};
                for (size_t i = 0; i < (n_groups - g < 2 ? 4 : 8); i++) c[i] = from[4 * i] >> shift & 7u;
                to[4 * r + b] = (uint8_t)(c[0] | c[1] << 3 | c[6] << 6);
                to[64 + 4 * r + b] = (uint8_t)(c[2] | c[3] << 3 | c[7] << 6);
                to[128 + 4 * r + b] = (uint8_t)(c[4] | c[5] << 3 | c[6] >> 2 << 6 | c[7] >> 2 << 7);
            }
}

static void build_job(const aria_worker *worker, void *context) {
    building *b = context;
    size_t n_groups = aria_groups((size_t)b->s.width), pitch = n_groups * ARIA_GROUP, n_rows = (size_t)b->s.n_rows, tile;
    uint8_t *codes = b->codes + (size_t)worker->index * ARIA_TILE_ROWS * pitch;
    while (aria_take(worker, aria_tiles(n_rows), &tile)) {
        memset(codes, 0, ARIA_TILE_ROWS * pitch);
        memset(b->bounds + BOUNDS * tile, 0, BOUNDS * sizeof *b->bounds);
        for (size_t r = 0; r < ARIA_TILE_ROWS && ARIA_TILE_ROWS * tile + r < n_rows; r++) {
            const char *row = (const char *)b->s.rows + (ARIA_TILE_ROWS * tile + r) * row_bytes(&b->s);
            if (!b->ops->screen_row(codes + r * pitch, b->bounds + BOUNDS * tile + r, row, b->s.kind, (size_t)b->s.width)) b->bad[worker->index] = 1;
        }
        for (int k = 0; k < 2; k++) pack_plane(b->planes + plane_at(&b->s, k, tile), codes, n_groups, 3 - 3 * k);
    }
}

int aria_screen_build(aria_pool *pool, uint8_t *planes, float *bounds, const void *rows, int kind, int n_rows, int width) {
    building b = {aria_pool_ops(pool), {rows, NULL, NULL, kind, n_rows, width}, planes, bounds, NULL, {0}};
    int bad = 0;
    if (!shape_ok(kind, n_rows, width)) return ARIA_BAD_SHAPE;
    aria_pool_lock(pool);
    b.codes = aria_pool_workspace(pool, (size_t)aria_pool_threads(pool) * aria_groups((size_t)width) * ARIA_GROUP * ARIA_TILE_ROWS);
    if (b.codes) aria_pool_run(pool, aria_pool_threads(pool), build_job, &b);
    aria_pool_unlock(pool);
    for (int i = 0; i < ARIA_MAX_THREADS; i++) bad |= b.bad[i];
    return !b.codes ? ARIA_NO_MEMORY : bad ? ARIA_NOT_FINITE : ARIA_OK;
}

typedef struct { /* the best rows a worker has seen for one token, by score */
    int n;
    float score[ARIA_MAX_TOP];
    int32_t row[ARIA_MAX_TOP];
} ranking;

typedef struct { /* counts of one worker, a cache line of its own */
    size_t n_rows, n_tiles, refined, exact; /* rows that 3 bits leave, their tiles; tiles read again, rows multiplied */
    char pad[64 - 4 * sizeof(size_t)];
} counts;

typedef struct {
    const aria_ops *ops;
    const aria_screen *s;
    const float *x;      /* [n][width], normalised */
    aria_tokens tokens;
    int top, active;
    float margin, sharpness;
    float unit[MAX_SCREENED], norm[MAX_SCREENED], rest[MAX_SCREENED]; /* 1 / (2 scale), |x|, |x - y| */
    float threshold[MAX_SCREENED], best[MAX_SCREENED];                /* no row below the threshold matters */
    size_t n_tiles, pitch;  /* pitch: rows padded */
    int32_t *sums;          /* [n][pitch], doubled */
    float *upper;           /* [n][pitch] */
    float *highest;         /* [n][n_tiles], of upper */
    ranking *rankings;      /* [n_workers][n] */
    counts *counts;         /* [n_workers] */
    int32_t *ids;           /* [n][pitch]: a worker writes from the first row of its part */
    float *logits;          /* [n][pitch] */
    int32_t *found;         /* [n_workers][n] */
    double *tail;           /* [n_workers][n] */
} screening;

static void rank(ranking *r, int top, float score, int32_t row) {
    int i = r->n < top ? r->n++ : top - 1;
    for (; i > 0 && r->score[i - 1] < score; i--) {
        r->score[i] = r->score[i - 1];
        r->row[i] = r->row[i - 1];
    }
    r->score[i] = score;
    r->row[i] = row;
}

/* Scores of one tile for token t from its sums of 3 or of 6 bits. */
static float score_tile(const screening *c, size_t t, size_t tile, int bits, float *scores) {
    const float *bounds = c->s->bounds + BOUNDS * tile;
    size_t at = t * c->pitch + 16 * tile;
    return c->ops->screen_scores(scores, c->upper + at, c->highest + t * c->n_tiles + tile, c->sums + at, (bits == 3 ? 7 : 63) * c->tokens.sum[t],
                                 bounds, bounds + (bits == 3 ? 16 : 32), bounds + 48, (bits == 3 ? 8.0f : 1.0f) * c->unit[t], c->norm[t],
                                 c->rest[t]);
}

/* Adds three bits more of some tiles' codes to their sums. plane: 0 the upper three, 1 the lower. */
static void add_plane(const screening *c, int plane, size_t first, size_t some) {
    int32_t acc[TILES * MAX_SCREENED * 16];
    size_t n = c->tokens.n;
    c->ops->tiles(acc, c->s->planes + plane_at(c->s, plane, first), ARIA_3BIT, some, aria_groups((size_t)c->s->width), c->tokens.q, n);
    for (size_t k = 0; k < some; k++)
        for (size_t t = 0; t < n; t++) {
            int32_t *sums = c->sums + t * c->pitch + 16 * (first + k), *more = acc + (k * n + t) * 16;
            for (size_t i = 0; i < 16; i++) sums[i] = (plane ? 8 * sums[i] : 0) + 2 * more[i];
        }
}

/* What the scores of some tiles read and write: wanted when their sums are there. */
static void fetch_scores(const screening *c, size_t first, size_t some) {
    for (size_t i = 0; i < BOUNDS * some; i += 16) ARIA_PREFETCH_SOON(c->s->bounds + BOUNDS * first + i);
    for (size_t t = 0; t < c->tokens.n; t++)
        for (size_t k = first; k < first + some; k++) {
            ARIA_PREFETCH_SOON(c->sums + t * c->pitch + 16 * k);
            ARIA_PREFETCH_SOON(c->upper + t * c->pitch + 16 * k);
        }
}

static void scan(const aria_worker *worker, const screening *c) {
    size_t n = c->tokens.n, item;
    while (aria_take(worker, (c->n_tiles + TILES - 1) / TILES, &item)) {
        size_t first = item * TILES, some = c->n_tiles - first < TILES ? c->n_tiles - first : TILES;
        fetch_scores(c, first, some);
        add_plane(c, 0, first, some);
        for (size_t k = 0; k < some; k++)
            for (size_t t = 0; t < n; t++) {
                ranking *r = &c->rankings[(size_t)worker->index * n + t];
                size_t left = (size_t)c->s->n_rows - 16 * (first + k);
                float scores[16], best;
                best = score_tile(c, t, first + k, 3, scores);
                if (r->n == c->top && best <= r->score[c->top - 1]) continue;
                for (size_t i = 0; i < 16 && i < left; i++)
                    if (r->n < c->top || scores[i] > r->score[c->top - 1]) rank(r, c->top, scores[i], (int32_t)(16 * (first + k) + i));
            }
    }
    aria_meet(worker);
}

static void exact(const screening *c, size_t t, const int32_t *rows, size_t n, float *logits) {
    size_t pitch = row_bytes(c->s), width = (size_t)c->s->width;
    for (size_t i = 0, some; i < n; i += some) {
        const void *at[4];
        some = n - i < 4 ? n - i : 4;
        for (size_t k = 0; k < some; k++) at[k] = (const char *)c->s->rows + (size_t)rows[i + k] * pitch;
        c->ops->dots(logits + i, at, some, c->s->kind, c->x + t * width, width);
    }
}

/* The threshold of a token: `top` rows are known to reach it, so no row that cannot is among the best `top`. */
static void settle(const aria_worker *worker, screening *c) {
    size_t n = c->tokens.n, t;
    while (aria_take(worker, n, &t)) {
        ranking *all = &c->rankings[t];
        float logits[ARIA_MAX_TOP], least, best;
        for (int w = 1; w < c->active; w++) {
            const ranking *r = &c->rankings[(size_t)w * n + t];
            for (int i = 0; i < r->n; i++)
                if (all->n < c->top || r->score[i] > all->score[c->top - 1]) rank(all, c->top, r->score[i], r->row[i]);
        }
        exact(c, t, all->row, (size_t)all->n, logits);
        least = best = logits[0];
        for (int i = 1; i < all->n; i++) {
            least = logits[i] < least ? logits[i] : least;
            best = logits[i] > best ? logits[i] : best;
        }
        c->best[t] = best;
        c->threshold[t] = best - c->margin < least ? best - c->margin : least;
    }
    aria_meet(worker);
}

static int matters(const screening *c, size_t t, size_t row) { return c->upper[t * c->pitch + row] >= c->threshold[t]; }

static size_t rows_that_matter(const screening *c, size_t t, size_t tile) {
    const float *upper = c->upper + t * c->pitch + 16 * tile, threshold = c->threshold[t];
    size_t left = (size_t)c->s->n_rows - 16 * tile, some = left < 16 ? left : 16;
    int n = 0;
    if (c->highest[t * c->n_tiles + tile] < threshold) return 0;
    for (size_t i = 0; i < some; i++) n += upper[i] >= threshold;
    return (size_t)n;
}

/* Counts what 3 bits leave; where reading three bits more of their tiles costs less than the rows themselves, does. */
static void refine(const aria_worker *worker, screening *c, size_t begin, size_t end) {
    size_t n = c->tokens.n;
    counts *mine = &c->counts[worker->index], all = {0};
    for (size_t tile = begin; tile < end; tile++) {
        size_t here = 0;
        for (size_t t = 0; t < n; t++) here += rows_that_matter(c, t, tile);
        mine->n_rows += here;
        mine->n_tiles += here > 0;
    }
    aria_meet(worker);
    for (int w = 0; w < c->active; w++) {
        all.n_rows += c->counts[w].n_rows;
        all.n_tiles += c->counts[w].n_tiles;
    }
    if (all.n_rows * row_bytes(c->s) <= all.n_tiles * plane_bytes((size_t)c->s->width)) return;
    mine->refined = mine->n_tiles;
    for (size_t tile = begin; tile < end; tile++) {
        float scores[16];
        size_t here = 0;
        for (size_t t = 0; t < n; t++) here += rows_that_matter(c, t, tile);
        if (!here) continue;
        add_plane(c, 1, tile, 1);
        for (size_t t = 0; t < n; t++) score_tile(c, t, tile, 6, scores);
    }
}

/* The rows left, exactly; and how much all others can weigh: the sum of exp((upper - best) * sharpness). */
static void collect(const aria_worker *worker, screening *c, size_t begin, size_t end) {
    size_t n = c->tokens.n, n_rows = (size_t)c->s->n_rows, last = 16 * end < n_rows ? 16 * end : n_rows;
    for (size_t t = 0; t < n; t++) {
        int32_t *ids = c->ids + t * c->pitch + 16 * begin;
        size_t found = 0;
        double tail = 0.0;
        for (size_t tile = begin; tile < end; tile++) {
            if (!rows_that_matter(c, t, tile)) continue;
            for (size_t row = 16 * tile; row < 16 * (tile + 1) && row < last; row++)
                if (matters(c, t, row)) ids[found++] = (int32_t)row;
        }
        exact(c, t, ids, found, c->logits + t * c->pitch + 16 * begin);
        for (size_t row = 16 * begin; row < last && c->sharpness > 0.0f; row += 16) {
            float weight[16], e[16];
            size_t some = last - row < 16 ? last - row : 16;
            for (size_t i = 0; i < some; i++) weight[i] = (c->upper[t * c->pitch + row + i] - c->best[t]) * c->sharpness;
            c->ops->exp(e, weight, some);
            for (size_t i = 0; i < some; i++) tail += matters(c, t, row + i) ? 0.0 : (double)e[i];
        }
        c->found[(size_t)worker->index * n + t] = (int32_t)found;
        c->tail[(size_t)worker->index * n + t] = tail;
        c->counts[worker->index].exact += found;
    }
}

static void screen_job(const aria_worker *worker, void *context) {
    screening *c = context;
    size_t begin = c->n_tiles * (size_t)worker->index / (size_t)c->active, end = c->n_tiles * (size_t)(worker->index + 1) / (size_t)c->active;
    scan(worker, c);
    settle(worker, c);
    refine(worker, c, begin, end);
    collect(worker, c, begin, end);
}

/* Lays the buffers out in the pool's workspace. at NULL only measures. Returns the bytes. */
static size_t lay_out(screening *c, char *at, size_t n_workers, float **x) {
    size_t n = c->tokens.n, used = 0;
#define PLACE(pointer, type, count) ARIA_PLACE(at, used, pointer, type, count)
    PLACE(*x, float, n * (size_t)c->s->width);
    PLACE(c->tokens.q, int8_t, n * aria_round_up((size_t)c->s->width, ARIA_SLICE));
    PLACE(c->tokens.scale, float, n);
    PLACE(c->tokens.sum, int32_t, n);
    PLACE(c->sums, int32_t, n * c->pitch);
    PLACE(c->upper, float, n * c->pitch);
    PLACE(c->highest, float, n * c->n_tiles);
    PLACE(c->rankings, ranking, n_workers * n);
    PLACE(c->counts, counts, n_workers);
    PLACE(c->ids, int32_t, n * c->pitch);
    PLACE(c->logits, float, n * c->pitch);
    PLACE(c->found, int32_t, n_workers * n);
    PLACE(c->tail, double, n_workers * n);
#undef PLACE
    return used;
}

/* Normalises and quantises token t, and bounds what that loses. Returns 0 if it is not finite. */
static int prepare(screening *c, size_t t, float *y, const float *x, const float *norm, float eps) {
    size_t width = (size_t)c->s->width;
    double square = 0.0, lost = 0.0;
    const int8_t *q = NULL;
    c->ops->rms_norm(y, x, norm, eps, width);
    c->ops->quantise(&c->tokens, t, y, width);
    c->unit[t] = 0.5f / c->tokens.scale[t];
    for (size_t i = 0; i < width; i++) {
        double stands;
        if (i % 64 == 0) q = c->ops->token_at(&c->tokens, t, i);
        stands = (double)q[i % 64] / (double)c->tokens.scale[t];
        square += (double)y[i] * (double)y[i];
        lost += ((double)y[i] - stands) * ((double)y[i] - stands);
    }
    c->norm[t] = (float)sqrt(square);
    c->rest[t] = (float)sqrt(lost);
    return square <= 1e30; /* false for NaN too */
}

/* Hands a token's rows over in order of their number. Returns how many there are. */
static int32_t hand_over(const screening *c, size_t t, int32_t *ids, float *logits, int32_t room, double *tail) {
    int32_t total = 0;
    *tail = 0.0;
    for (int w = 0; w < c->active; w++) {
        size_t from = t * c->pitch + 16 * (c->n_tiles * (size_t)w / (size_t)c->active);
        int32_t found = c->found[(size_t)w * c->tokens.n + t];
        *tail += c->tail[(size_t)w * c->tokens.n + t];
        if (total + found <= room) {
            memcpy(ids + total, c->ids + from, (size_t)found * sizeof *ids);
            memcpy(logits + total, c->logits + from, (size_t)found * sizeof *logits);
        }
        total += found;
    }
    return total;
}

static int screen_locked(aria_pool *pool, screening *c, const aria_screen_ask *ask, const float *x, int n, aria_screen_answer *answer) {
    size_t n_workers = (size_t)aria_pool_threads(pool), width = (size_t)c->s->width;
    for (int done = 0; done < n; done += MAX_SCREENED) {
        float *y = NULL;
        char *at;
        int finite = 1;
        c->tokens.n = (size_t)(n - done < MAX_SCREENED ? n - done : MAX_SCREENED);
        at = aria_pool_workspace(pool, lay_out(c, NULL, n_workers, &y));
        if (!at) return ARIA_NO_MEMORY;
        lay_out(c, at, n_workers, &y);
        memset(c->tokens.q, 0, c->tokens.n * aria_round_up(width, ARIA_SLICE));
        for (size_t w = 0; w < n_workers; w++) {
            memset(&c->counts[w], 0, sizeof *c->counts);
            for (size_t t = 0; t < c->tokens.n; t++) c->rankings[w * c->tokens.n + t].n = 0;
        }
        aria_fp_mode mode = aria_fp_enter();
        for (size_t t = 0; t < c->tokens.n; t++)
            finite &= prepare(c, t, y + t * width, x + ((size_t)done + t) * width, ask->norm, aria_narrow(ask->eps));
        aria_fp_leave(mode);
        if (!finite) return ARIA_NOT_FINITE;
        c->x = y;
        c->active = (double)c->tokens.n * c->s->n_rows * width < ARIA_SERIAL_WORK ? 1 : (int)n_workers;
        aria_pool_run(pool, c->active, screen_job, c);
        for (size_t t = 0; t < c->tokens.n; t++) {
            size_t to = (size_t)done + t;
            answer->found[to] = hand_over(c, t, answer->ids + to * (size_t)answer->room, answer->logits + to * (size_t)answer->room,
                                          answer->room, &answer->tail[to]);
        }
        answer->bytes += (int64_t)(c->n_tiles * (plane_bytes(width) + BOUNDS * sizeof(float)));
        for (int w = 0; w < c->active; w++)
            answer->bytes += (int64_t)(c->counts[w].refined * plane_bytes(width) + c->counts[w].exact * row_bytes(c->s));
    }
    return ARIA_OK;
}

int aria_screen_top(aria_pool *pool, const aria_screen *screen, const aria_screen_ask *ask, const float *x, int n, aria_screen_answer *answer) {
    screening c;
    int status;
    if (n < 0 || !shape_ok(screen->kind, screen->n_rows, screen->width) || answer->room < 1) return ARIA_BAD_SHAPE;
    if (ask->top < 1 || ask->top > ARIA_MAX_TOP || !(ask->margin >= 0.0f) || !(ask->sharpness >= 0.0f)) return ARIA_BAD_SHAPE;
    memset(&c, 0, sizeof c);
    c.ops = aria_pool_ops(pool);
    c.s = screen;
    c.top = ask->top < screen->n_rows ? ask->top : screen->n_rows;
    c.margin = ask->margin;
    c.sharpness = ask->sharpness;
    c.n_tiles = aria_tiles((size_t)screen->n_rows);
    c.pitch = 16 * c.n_tiles;
    answer->bytes = 0;
    aria_pool_lock(pool);
    status = screen_locked(pool, &c, ask, x, n, answer);
    aria_pool_unlock(pool);
    return status;
}
