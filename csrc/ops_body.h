/* Every operation of a layer, over v16. Included once by each ops_*.c, after its v16_*.h; ends in the table ARIA_TABLE.
   The rules are those of csrc/README.md, arithmetic profile 1. */
#include "fused.h"

#include <float.h>

ARIA_INLINE v16 load_part(const float *p, size_t n) {
    float f[16] = {0};
    memcpy(f, p, n * sizeof *f);
    return v16_load(f);
}

ARIA_INLINE void store_part(float *p, v16 a, size_t n) {
    float f[16];
    v16_store(f, a);
    memcpy(p, f, n * sizeof *f);
}

/* LEFT elements at offset I of an array of N: all 16 lanes, or the last few. The body uses LOAD and STORE. */
#define FOR_EACH_16(n) for (size_t i = 0, left; i < (n) && (left = (n) - i, 1); i += 16)
#define LOAD(p) (left >= 16 ? v16_load((p) + i) : load_part((p) + i, left))
#define STORE(p, a) (left >= 16 ? v16_store((p) + i, a) : store_part((p) + i, a, left))

ARIA_INLINE v16 exp16(v16 x) {
    v16 n, r, p;
    x = v16_min(v16_max(x, v16_set1(-87.0f)), v16_set1(88.0f));
    n = v16_round(v16_mul(x, v16_set1(0x1.715476p+0f)));
    r = v16_fma(n, v16_set1(-0x1.62e400p-1f), x);
    r = v16_fma(n, v16_set1(-0x1.7f7d1cp-20f), r);
    p = v16_set1(0x1.a01a02p-13f);
    p = v16_fma(p, r, v16_set1(0x1.6c16c2p-10f));
    p = v16_fma(p, r, v16_set1(0x1.111112p-7f));
    p = v16_fma(p, r, v16_set1(0x1.555556p-5f));
    p = v16_fma(p, r, v16_set1(0x1.555556p-3f));
    p = v16_fma(p, r, v16_set1(0x1.000000p-1f));
    p = v16_fma(p, r, v16_set1(1.0f));
    p = v16_fma(p, r, v16_set1(1.0f));
    return v16_scale(p, n);
}

static void op_exp(float *y, const float *x, size_t n) {
    FOR_EACH_16(n) STORE(y, exp16(LOAD(x)));
}

/* Lanes past the end keep their value: adding +0 would turn a -0 into +0. */
ARIA_INLINE v16 fma_part(const float *a, const float *b, size_t n, v16 lanes) {
    float f[16];
    v16_store(f, lanes);
    for (size_t i = 0; i < n; i++) f[i] = aria_fmaf(a[i], b[i], f[i]);
    return v16_load(f);
}

static float op_dot16(const float *a, const float *b, size_t n) {
    v16 lanes = v16_set1(0.0f);
    size_t i = 0;
    for (; i + 16 <= n; i += 16) lanes = v16_fma(v16_load(a + i), v16_load(b + i), lanes);
    return v16_sum(i < n ? fma_part(a + i, b + i, n - i, lanes) : lanes);
}

static void op_rms_norm(float *y, const float *x, const float *w, float eps, size_t n) {
    float mean = op_dot16(x, x, n) / (float)n;
    v16 r = v16_set1(1.0f / sqrtf(mean + eps));
    FOR_EACH_16(n) STORE(y, v16_mul(v16_mul(LOAD(x), r), LOAD(w)));
}

static float op_quantise(int8_t *q, size_t pitch, int32_t *sum, const float *x, size_t n) {
    v16 most = v16_set1(0.0f), s;
    v16 lanes = v16_set1(0.0f); /* of the rounded values: whole numbers, and all sums below 2^24 */
    float a, scale, total;
    FOR_EACH_16(n) most = v16_max(v16_abs(LOAD(x)), most);
    a = v16_most(most);
    scale = 127.0f / (a > 1e-5f ? a : 1e-5f);
    s = v16_set1(scale);
    FOR_EACH_16(n) {
        v16 y = v16_mul(LOAD(x), s);
        v16_store_i8(q + i / ARIA_SLICE * pitch + i % ARIA_SLICE, y);
        lanes = v16_add(lanes, v16_round(y)); /* no y is past 127 by more than a rounding: nothing is clamped */
    }
    total = v16_sum(lanes);
    *sum = total > -0x1p24f && total < 0x1p24f ? (int32_t)total : 0; /* 0: of what is not finite */
    return scale;
}

#if !defined(READS_BASE3)
#define READS_BASE3 0
/* A slice of a base-3 tile to two bits a weight. */
static void expand(uint8_t *plain, const uint8_t *codes, size_t groups) {
    size_t units = aria_units(groups, ARIA_BASE3);
    for (size_t i = 0; i < 64 * units; i++) plain[i] = aria_four_codes[codes[i]];
    for (size_t u = 0; u < 4 * (groups - units); u++)
        for (size_t i = 0; i < 64; i++) {
            unsigned fifth = (unsigned)(codes[64 * u + i] >= ARIA_FIFTH) + (codes[64 * u + i] >= 2 * ARIA_FIFTH);
            uint8_t *to = &plain[64 * (units + u / 4) + i];
            *to = (uint8_t)((u % 4 ? *to : 0) | fifth << u % 4 * 2);
        }
}

#if defined(STREAMS)
static void stream_base3(int32_t *acc, const uint8_t *codes, size_t n_groups, const int8_t *q) {
    uint8_t plain[64 * ARIA_SLICE_GROUPS];
    int32_t part[16];
    memset(acc, 0, 16 * sizeof *acc);
    for (size_t g = 0, some; g < n_groups; g += some, q += ARIA_SLICE, codes += 64 * aria_units(some, ARIA_BASE3)) {
        some = n_groups - g < ARIA_SLICE_GROUPS ? n_groups - g : ARIA_SLICE_GROUPS;
        expand(plain, codes, some);
        stream_1(part, plain, some, q);
        for (int r = 0; r < 16; r++) acc[r] += part[r];
    }
}
#endif
#endif

/* acc[n_tiles][n][16] += `some` tiles * a slice of n tokens: for two tokens and more, and for one where no stream reads them */
#if defined(MULTIPLIES_PACKED)
#define READS_ROWS(layout) ((layout) != ARIA_BASE3 || READS_BASE3) /* else a slice of them at a time */
static void multiply_some(int32_t *acc, const uint8_t *codes, size_t tile_bytes, int layout, size_t some, size_t n_groups, const int8_t *q, size_t n) {
    int32_t last[PANEL_TILES * ARIA_BLOCK_ROWS * 16];
#if !READS_BASE3
    uint8_t plain[PANEL_TILES][64 * ARIA_SLICE_GROUPS];
    for (size_t k = 0; k < some && layout == ARIA_BASE3; k++) expand(plain[k], codes + tile_bytes * k, n_groups);
    if (layout == ARIA_BASE3) {
        codes = plain[0];
        tile_bytes = sizeof plain[0];
        layout = ARIA_2BIT;
    }
#endif
    if (some == PANEL_TILES) {
        multiply_tiles(acc, codes, tile_bytes, layout, n_groups, q, n);
        return;
    }
    memset(last, 0, PANEL_TILES * n * 16 * sizeof *last); /* a matrix's last tile alone is its own neighbour */
    multiply_tiles(last, codes, 0, layout, n_groups, q, n);
    for (size_t i = 0; i < 16 * n; i++) acc[i] += last[i];
}
#else
#define READS_ROWS(layout) 0
#if !defined(PANEL_WORD)
#define PANEL_WORD(step, row) (16 * (step) + (row))
#endif

#if !defined(UNPACKS_3BIT)
/* A slice of three bits to a byte a code, whole pairs of groups. */
static void unpack_3bit(uint8_t *panel, const uint8_t *codes, size_t n_groups) {
    for (size_t g = 0; g < n_groups; g += 2, codes += 192, panel += 512) {
        uint32_t from[48], to[128];
        for (size_t i = 0; i < 192; i += 64) ARIA_PREFETCH(codes + i + ARIA_AHEAD);
        memcpy(from, codes, sizeof from);
        for (size_t r = 0; r < 16; r++) {
            uint32_t a = from[r], b = from[16 + r], c = from[32 + r];
            to[PANEL_WORD(0, r)] = a & 0x07070707u;
            to[PANEL_WORD(1, r)] = a >> 3 & 0x07070707u;
            to[PANEL_WORD(2, r)] = b & 0x07070707u;
            to[PANEL_WORD(3, r)] = b >> 3 & 0x07070707u;
            to[PANEL_WORD(4, r)] = c & 0x07070707u;
            to[PANEL_WORD(5, r)] = c >> 3 & 0x07070707u;
            to[PANEL_WORD(6, r)] = (a >> 6 & 0x03030303u) | (c >> 4 & 0x04040404u);
            to[PANEL_WORD(7, r)] = (b >> 6 & 0x03030303u) | (c >> 5 & 0x04040404u);
        }
        memcpy(panel, to, sizeof to);
    }
}
#endif

static void multiply_some(int32_t *acc, const uint8_t *codes, size_t tile_bytes, int layout, size_t some, size_t n_groups, const int8_t *q, size_t n) {
    uint8_t panel[PANEL_BYTES], plain[64 * ARIA_SLICE_GROUPS];
    (void)tile_bytes, (void)some; /* PANEL_TILES is 1 */
    if (layout == ARIA_3BIT) {
        unpack_3bit(panel, codes, n_groups);
        multiply_panel(acc, panel, 4 * n_groups, q, n, 7);
        return;
    }
    if (layout == ARIA_BASE3) {
        expand(plain, codes, n_groups);
        codes = plain;
    }
#if defined(SMALL_BATCH)
    if (n < SMALL_BATCH) {
        multiply_packed(acc, codes, n_groups, q, n);
        return;
    }
#endif
    unpack(panel, codes, n_groups);
    multiply_panel(acc, panel, 4 * n_groups, q, n, 2);
}
#endif

static void multiply_all(int32_t *acc, const uint8_t *codes, int layout, size_t n_tiles, size_t n_groups, const int8_t *q, size_t n) {
    size_t tile_bytes = aria_tile_bytes(n_groups, layout), at_once = READS_ROWS(layout) ? n_groups : ARIA_SLICE_GROUPS;
    memset(acc, 0, n_tiles * n * 16 * sizeof *acc);
    for (size_t g = 0, some; g < n_groups; g += some, q += n * ARIA_SLICE, codes += 64 * aria_units(some, layout)) {
        some = n_groups - g < at_once ? n_groups - g : at_once;
        for (size_t t = 0; t < n_tiles; t += PANEL_TILES)
            multiply_some(acc + 16 * n * t, codes + tile_bytes * t, tile_bytes, layout, n_tiles - t < PANEL_TILES ? n_tiles - t : PANEL_TILES, some, q, n);
    }
}

static void op_tiles(int32_t *acc, const uint8_t *codes, int layout, size_t n_tiles, size_t n_groups, const int8_t *q, size_t n) {
#if defined(STREAMS)
    size_t tile_bytes = aria_tile_bytes(n_groups, layout);
    for (size_t t = 0; t < n_tiles && n == 1; t++, codes += tile_bytes, acc += 16) { /* each weight serves once: from the packed bytes straight into sums */
        if (layout == ARIA_2BIT) stream_1(acc, codes, n_groups, q);
        else if (layout == ARIA_BASE3) stream_base3(acc, codes, n_groups, q);
        else stream_3bit(acc, codes, n_groups, q);
    }
    if (n == 1) return;
#endif
    multiply_all(acc, codes, layout, n_tiles, n_groups, q, n);
}

static void op_linear(float *const *y, int add, const aria_ternary *w, size_t begin, size_t end, const aria_tokens *in) {
    size_t n_groups = aria_groups((size_t)w->n_in), n = in->n;
    int32_t acc[PANEL_TILES * ARIA_BLOCK_ROWS * 16];
    float c[ARIA_BLOCK_ROWS];
    for (size_t t = 0; t < n; t++) c[t] = w->scale / in->scale[t];
    for (size_t tile = begin, some; tile < end; tile += some) {
        some = end - tile < PANEL_TILES ? end - tile : PANEL_TILES;
        for (size_t t = 0; t < n && n > 1; t++) /* every row's line is another page's: far away when its turn comes */
            for (size_t k = 0; k < some; k++) ARIA_PREFETCH_NEAR(y[t] + 16 * (tile + k));
        op_tiles(acc, w->codes + aria_tile_bytes(n_groups, w->layout) * tile, w->layout, some, n_groups, in->q, n);
        for (size_t t = 0; t < n; t++)
            for (size_t k = 0; k < some; k++) { /* codes are value + 1, so the sum of q is subtracted once */
                size_t i = 16 * (tile + k), left = (size_t)w->n_out - i;
                v16 value = v16_mul(v16_from_i32(acc + 16 * (n * k + t), in->sum[t]), v16_set1(c[t]));
                float *row = y[t];
                STORE(row, add ? v16_add(LOAD(row), value) : value);
            }
    }
}

static void op_rotate(float *x, const float *cosines, const float *sines, size_t head_dim) {
    size_t half = head_dim / 2;
    float *y = x + half;
    FOR_EACH_16(half) {
        v16 u = LOAD(x), v = LOAD(y), c = LOAD(cosines), s = LOAD(sines);
        STORE(x, v16_fma(u, c, v16_neg(v16_mul(v, s))));
        STORE(y, v16_fma(v, c, v16_mul(u, s)));
    }
}

static void op_from_f16(float *y, const uint16_t *x, size_t n) {
    FOR_EACH_16(n) {
        uint16_t h[16] = {0};
        memcpy(h, x + i, (left < 16 ? left : 16) * sizeof *h);
        STORE(y, v16_load_f16(h));
    }
}

/* A page holds, for 16 positions at a time, the keys a line of 16 positions a dimension, in the order in which scores take them: those of
   lane 0, i mod 4 = 0, first. Then the values, a line of 16 dimensions a position, all positions of 16 dimensions first. So each is read
   in one stream. */
ARIA_INLINE const float *keys_at(const aria_head_pages *kv, size_t t, size_t head_dim) {
    return kv->pages[t / ARIA_PAGE] + kv->offset + t % ARIA_PAGE * head_dim;
}

ARIA_INLINE const float *values_at(const aria_head_pages *kv, size_t t, size_t head_dim) {
    return kv->pages[t / ARIA_PAGE] + kv->offset + ARIA_PAGE * head_dim + t % ARIA_PAGE * 16;
}

static void op_store_kv(float *page, size_t slot, const float *k, const float *v, size_t head_dim) {
    float *key = page + slot / 16 * 16 * head_dim + slot % 16, *value = page + ARIA_PAGE * head_dim + slot * 16;
    for (size_t lane = 0; lane < 4; lane++)
        for (size_t i = lane; i < head_dim; i += 4, key += 16) *key = k[i];
    FOR_EACH_16(head_dim) STORE(value + i * (ARIA_PAGE - 1), LOAD(v));
}

#if !defined(LINES)
#define LINES 1 /* of 16 positions, or dimensions, that four queries go through at a time: 1, 2 or 4 */
#endif
#if !defined(SOON)
#define SOON 256 /* floats: a core drops the prefetches its miss buffers have no room for; 16 lines ahead there is room */
#endif

ARIA_INLINE void store_score(float *to, float (*lanes)[16], float g) {
    v16 even = v16_add(v16_load(lanes[0]), v16_load(lanes[2])), odd = v16_add(v16_load(lanes[1]), v16_load(lanes[3]));
    v16_store(to, v16_mul(v16_add(even, odd), v16_set1(g)));
}

/* Scores of 16 positions for one query. */
ARIA_INLINE void score_1(float *to, const float *q, const float *keys, size_t head_dim, float g) {
    float lanes[4][16];
    for (size_t lane = 0; lane < 4; lane++) {
        v16 a = v16_set1(0.0f);
        for (size_t i = lane; i < head_dim; i += 4, keys += 16) {
            ARIA_PREFETCH_SOON(keys + SOON);
            a = v16_fma(v16_set1(q[i]), v16_load(keys), a);
        }
        v16_store(lanes[lane], a);
    }
    store_score(to, lanes, g);
}

/* The same for four queries and `lines` times 16 positions (one; or LINES), so that each key is loaded once and as many chains run as hide
   the latency of a sum. */
ARIA_INLINE void score_4(float *const *to, const float *const *q, const float *keys, const float *soon, size_t lines, size_t head_dim, float g) {
    float lanes[LINES][4][4][16];
    for (size_t lane = 0; lane < 4; lane++) {
        v16 sums[LINES][4], x[4];
        for (size_t line = 0; line < lines; line++)
            for (size_t k = 0; k < 4; k++) sums[line][k] = v16_set1(0.0f);
        for (size_t i = lane; i < head_dim; i += 4, keys += 16, soon += 16) {
            ARIA_PREFETCH_SOON(soon);
            for (size_t k = 0; k < 4; k++) x[k] = v16_set1(q[k][i]);
            for (size_t line = 0; line < lines; line++) {
                v16 key = v16_load(keys + 16 * line * head_dim);
                for (size_t k = 0; k < 4; k++) sums[line][k] = v16_fma(x[k], key, sums[line][k]);
            }
        }
        for (size_t line = 0; line < lines; line++)
            for (size_t k = 0; k < 4; k++) v16_store(lanes[line][k][lane], sums[line][k]);
    }
    for (size_t line = 0; line < lines; line++)
        for (size_t k = 0; k < 4; k++) store_score(to[k] + 16 * line, lanes[line][k], g);
}

/* Scores of n positions to e = exp(score - most), zeros up to a multiple of 16. Returns 1 / sum. */
static float op_soften(float *scores, size_t n) {
    v16 most = v16_set1(-FLT_MAX), lanes = v16_set1(0.0f), top;
    for (size_t k = n; k % 16; k++) scores[k] = -FLT_MAX;
    for (size_t t = 0; t < n; t += 16) most = v16_max(v16_load(scores + t), most);
    top = v16_set1(v16_most(most));
    for (size_t t = 0; t < n; t += 16) {
        v16 x = v16_sub(v16_load(scores + t), top);
        v16_store(scores + t, v16_zero_below(exp16(x), x, v16_set1(-87.0f)));
        if (n - t < 16) /* a score so low that its distance to -FLT_MAX rounds away */
            for (size_t k = n; k % 16; k++) scores[k] = 0.0f;
        lanes = v16_add(lanes, v16_load(scores + t));
    }
    return 1.0f / v16_sum(lanes);
}

/* out += e[t] * v[t] for n positions in order: 16 dimensions of one query. */
ARIA_INLINE void weigh_1(float *out, const float *e, const float *v, size_t n) {
    v16 a = v16_load(out);
    for (size_t t = 0; t < n; t++, v += 16) {
        ARIA_PREFETCH_SOON(v + SOON);
        a = v16_fma(v16_set1(e[t]), v16_load(v), a);
    }
    v16_store(out, a);
}

/* The same for four queries, and for `lines` times 16 dimensions (one; or LINES). */
ARIA_INLINE void weigh_4(float *const *out, const float *const *e, const float *v, const float *soon, size_t lines, size_t n) {
    v16 sums[LINES][4], x[4];
    for (size_t line = 0; line < lines; line++)
        for (size_t k = 0; k < 4; k++) sums[line][k] = v16_load(out[k] + 16 * line);
    for (size_t t = 0; t < n; t++, v += 16, soon += 16) {
        ARIA_PREFETCH_SOON(soon);
        for (size_t k = 0; k < 4; k++) x[k] = v16_set1(e[k][t]);
        for (size_t line = 0; line < lines; line++) {
            v16 value = v16_load(v + 16 * line * ARIA_PAGE);
            for (size_t k = 0; k < 4; k++) sums[line][k] = v16_fma(x[k], value, sums[line][k]);
        }
    }
    for (size_t line = 0; line < lines; line++)
        for (size_t k = 0; k < 4; k++) v16_store(out[k] + 16 * line, sums[line][k]);
}

/* Queries go through the keys and values by fours; of two or three the last is taken again, which costs less than another pass. */
static size_t take_four(size_t *four, size_t k, size_t n) {
    size_t some = n - k < 4 ? n - k : 4;
    for (size_t j = 0; j < 4; j++) four[j] = k + (j < some ? j : some - 1);
    return some;
}

/* Scores [begin, end) of n queries; begin and end are multiples of 16, scores past a query's own end are formed too, and dropped.
   Where fours of queries read the same lines one after the other, each fetches a part of the lines to come; one alone goes on ahead of itself. */
static void op_scores(float *scores, size_t pitch, const float *const *q, size_t n, const aria_head_pages *kv, size_t begin, size_t end,
                      size_t head_dim, float g) {
    for (size_t t = begin, lines; t < end; t += 16 * lines) {
        const float *keys = keys_at(kv, t, head_dim), *next = keys_at(kv, t + 16 * LINES < end ? t + 16 * LINES : t, head_dim);
        lines = n > 4 && t % (16 * LINES) == 0 && t + 16 * LINES <= end ? LINES : 1;
        for (size_t k = 0, some, four[4]; k < n; k += some) {
            const float *of[4];
            float *to[4];
            some = take_four(four, k, n);
            for (size_t j = 0; j < 4; j++) {
                of[j] = q[four[j]];
                to[j] = scores + four[j] * pitch + t;
            }
            if (some > 1 && lines > 1) score_4(to, of, keys, next + k / 4 % LINES * 16 * head_dim, LINES, head_dim, g);
            else if (some > 1) score_4(to, of, keys, keys + SOON, 1, head_dim, g);
            for (size_t line = 0; line < lines && some == 1; line++) score_1(to[0] + 16 * line, of[0], keys + 16 * line * head_dim, head_dim, g);
        }
    }
}

typedef struct { /* of up to four queries */
    size_t n, four[4];
    const float *next; /* values to fetch meanwhile, or NULL */
} together;

/* Adds the positions of one page, from t on, to `width` dimensions of some queries. */
static void weigh_page(float *value, const float *scores, size_t pitch, const size_t *n_positions, const together *some, const float *v, size_t t,
                       size_t width) {
    size_t ends[4], common = t + ARIA_PAGE;
    for (size_t j = 0; j < 4; j++) {
        ends[j] = n_positions[some->four[j]] < t + ARIA_PAGE ? n_positions[some->four[j]] : t + ARIA_PAGE;
        common = ends[j] < common ? ends[j] : common;
    }
    if (some->n == 1 || common < t) common = t;
    for (size_t i = 0, lines; i < width; i += 16 * lines) {
        float *out[4];
        const float *e[4], *slice = v + i * ARIA_PAGE;
        for (size_t j = 0; j < 4; j++) {
            out[j] = value + some->four[j] * width + i;
            e[j] = scores + some->four[j] * pitch + t;
        }
        lines = some->next && common > t && i + 16 * LINES <= width ? LINES : 1;
        if (lines > 1) weigh_4(out, e, slice, some->next + i * ARIA_PAGE, LINES, common - t);
        else if (common > t) weigh_4(out, e, slice, slice + SOON, 1, common - t);
        for (size_t j = 0; j < some->n; j++) /* what only some of the four see */
            for (size_t line = 0; line < lines && ends[j] > common; line++)
                weigh_1(out[j] + 16 * line, e[j] + (common - t), slice + (line * ARIA_PAGE + common - t) * 16, ends[j] - common);
    }
}

/* Values, taken in order of positions; dimensions [from, to). */
static void op_values(float *const *out, const float *scores, size_t pitch, const size_t *n_positions, const float *inverse, size_t n,
                      const aria_head_pages *kv, size_t head_dim, size_t from, size_t to) {
    size_t width = aria_round_up(to - from, 16), longest = 0;
    float value[ARIA_MAX_QUERIES * ARIA_MAX_HEAD_DIM];
    for (size_t k = 0; k < n; k++) longest = n_positions[k] > longest ? n_positions[k] : longest;
    memset(value, 0, n * width * sizeof *value);
    for (size_t t = 0; t < longest; t += ARIA_PAGE) {
        const float *v = values_at(kv, t, head_dim) + from * ARIA_PAGE;
        const float *next = t + ARIA_PAGE < longest ? values_at(kv, t + ARIA_PAGE, head_dim) + from * ARIA_PAGE : v;
        together some;
        for (size_t k = 0; k < n; k += some.n) {
            some.n = take_four(some.four, k, n);
            some.next = n > 4 ? next + k / 4 % LINES * 16 * ARIA_PAGE : NULL;
            weigh_page(value, scores, pitch, n_positions, &some, v, t, width);
        }
    }
    for (size_t k = 0; k < n; k++) {
        const float *x = value + k * width;
        float *y = out[k] + from;
        FOR_EACH_16(to - from) STORE(y, v16_mul(LOAD(x), v16_set1(inverse[k])));
    }
}

static void op_activate(float *h, const float *gate, const float *up, size_t n, int activation) {
    v16 zero = v16_set1(0.0f), one = v16_set1(1.0f);
    FOR_EACH_16(n) {
        v16 g = LOAD(gate), a;
        if (activation == ARIA_RELU2) {
            a = v16_max(g, zero);
            a = v16_mul(a, a);
        } else {
            a = v16_div(g, v16_add(one, exp16(v16_neg(g))));
        }
        STORE(h, v16_mul(a, LOAD(up)));
    }
}

ARIA_INLINE v16 load_row(const void *row, size_t i, int kind) {
    if (kind == ARIA_F16) return v16_load_f16((const uint16_t *)row + i);
    if (kind == ARIA_BF16) return v16_load_bf16((const uint16_t *)row + i);
    return v16_load((const float *)row + i);
}

/* dot16 of one token with `some` (1 to 4) rows: four chains hide the latency of the additions. */
ARIA_INLINE void dot_rows(float *y, const void *const *rows, size_t some, int kind, const float *x, size_t width) {
    size_t size = kind == ARIA_F32 ? 4 : 2, i = 0;
    v16 lanes[4];
    for (size_t k = 0; k < 4; k++) lanes[k] = v16_set1(0.0f);
    for (; i + 16 <= width; i += 16) {
        v16 v = v16_load(x + i);
        for (size_t k = 0; k < 4; k++) lanes[k] = v16_fma(v, load_row(rows[k < some ? k : 0], i, kind), lanes[k]);
    }
    for (size_t k = 0; k < some; k++) {
        if (i < width) {
            uint32_t raw[16] = {0};
            float part[16];
            memcpy(raw, (const char *)rows[k] + i * size, (width - i) * size);
            v16_store(part, load_row(raw, 0, kind));
            lanes[k] = fma_part(x + i, part, width - i, lanes[k]);
        }
        y[k] = v16_sum(lanes[k]);
    }
}

static void op_dots(float *y, const void *const *rows, size_t some, int kind, const float *x, size_t width) {
    if (kind == ARIA_F16) dot_rows(y, rows, some, ARIA_F16, x, width);
    else if (kind == ARIA_BF16) dot_rows(y, rows, some, ARIA_BF16, x, width);
    else dot_rows(y, rows, some, ARIA_F32, x, width);
}

/* One row's codes of 6 bits for the screen, and its four numbers (see screen.c), a tile apart. Nothing here enters a result: only the
   bounds must hold. */
static int op_screen_row(uint8_t *codes, float *step, const void *row, int kind, size_t width) {
    v16 most = v16_set1(0.0f), square = most, e3 = most, e6 = most;
    float s, rms, inverse, slack;
    uint32_t raw[16];
#define WEIGHTS(i) \
    (width - (i) >= 16 ? load_row(row, i, kind) \
                       : (memset(raw, 0, sizeof raw), memcpy(raw, (const char *)row + (i) * bytes, (width - (i)) * bytes), load_row(raw, 0, kind)))
    size_t bytes = kind == ARIA_F32 ? 4 : 2;
    for (size_t i = 0; i < width; i += 16) {
        v16 w = WEIGHTS(i);
        most = v16_max(v16_abs(w), most);
        square = v16_fma(w, w, square);
    }
    s = v16_most(most);
    rms = sqrtf(v16_sum(square) / (float)width);
    if (!(rms <= 1e15f) || !(s <= 1e15f)) return 0; /* not finite, or its squares would not be */
    s = (s < 2.8f * rms ? s : 2.8f * rms) / 31.5f; /* rare larger weights are cut: their error is in the bound */
    inverse = s > 1e-30f ? 1.0f / s : 0.0f;
    if (inverse == 0.0f) s = 0.0f;
    for (size_t i = 0; i < width; i += 16) {
        v16 w = WEIGHTS(i), code, near, far;
        code = v16_round(v16_fma(w, v16_set1(inverse), v16_set1(31.5f)));
        code = v16_max(v16_min(code, v16_set1(63.0f)), v16_set1(0.0f));
        v16_store_i8((int8_t *)codes + i, code);
        near = v16_mul(v16_sub(code, v16_set1(31.5f)), v16_set1(s));
        far = v16_round(v16_mul(v16_sub(code, v16_set1(3.5f)), v16_set1(0.125f))); /* code / 8, rounded down */
        far = v16_mul(v16_sub(v16_mul(far, v16_set1(8.0f)), v16_set1(28.0f)), v16_set1(s));
        near = v16_sub(w, near);
        far = v16_sub(w, far);
        if (width - i < 16) { /* past the end there is no error */
            float part[2][16];
            v16_store(part[0], near);
            v16_store(part[1], far);
            for (size_t k = width - i; k < 16; k++) part[0][k] = part[1][k] = 0.0f;
            near = v16_load(part[0]);
            far = v16_load(part[1]);
        }
        e6 = v16_fma(near, near, e6);
        e3 = v16_fma(far, far, e3);
    }
#undef WEIGHTS
    /* Norms with room for the rounding of these sums, then for the rounding of the scores and of dot16 itself. */
    rms = 1.001f * sqrtf(v16_sum(square)) + 1e-18f;
    slack = ((float)width / 16.0f + 64.0f) * 0x1p-23f;
    step[0] = s;
    step[16] = 1.001f * sqrtf(v16_sum(e3));
    step[32] = 1.001f * sqrtf(v16_sum(e6));
    step[48] = rms + step[16] + step[32]; /* no less than the norm of what either code stands for */
    step[16] += slack * step[48] + 1e-18f;
    step[32] += slack * step[48] + 1e-18f;
    return 1;
}

/* Scores of 16 rows and how high their logits can be, and the highest of those: (sums[16] - less) * step * unit + error * norm + size * rest.
   Returns the best score. */
static float op_screen_scores(float *scores, float *upper, float *highest, const int32_t *sums, int32_t less, const float *step,
                              const float *error, const float *size, float unit, float norm, float rest) {
    v16 score = v16_mul(v16_mul(v16_from_i32(sums, less), v16_load(step)), v16_set1(unit));
    v16 bound = v16_fma(v16_load(error), v16_set1(norm), v16_mul(v16_load(size), v16_set1(rest)));
    bound = v16_add(score, v16_mul(bound, v16_set1(1.001f)));
    v16_store(scores, score);
    v16_store(upper, bound);
    *highest = v16_most(bound);
    return v16_most(score);
}

static uint64_t op_read(const uint8_t *data, size_t n, size_t ahead) {
    v16 a = v16_set1(0.0f), b = a;
    uint64_t words[8], all = 0;
    for (const uint8_t *at = data; at < data + n; at += ARIA_READ_BLOCK) {
        if (ahead) {
            ARIA_PREFETCH_SOON(at + ahead);
            ARIA_PREFETCH_SOON(at + ahead + 64);
        }
        a = v16_xor(a, v16_load((const float *)(const void *)at));
        b = v16_xor(b, v16_load((const float *)(const void *)(at + 64)));
    }
    v16_store((float *)(void *)words, v16_xor(a, b));
    for (int i = 0; i < 8; i++) all ^= words[i];
    return all;
}

static void op_products(uint8_t *feed, size_t rounds) {
#if defined(SUMS) /* as many chains of DOT as hide its latency */
    OPERAND x = LOAD_OPERAND(feed), q = LOAD_OPERAND(feed + ARIA_FEED);
#undef CLEAR
#undef STEP
#define CLEAR(i) SUMS s##i = NO_SUMS;
#define STEP(i) ARIA_FRESH(REGISTER, x, LOAD_OPERAND(feed)); s##i = DOT(s##i, x, q);
#define KEEP(i) memcpy(feed + i * sizeof s##i, &s##i, sizeof s##i);
    CHAINS(CLEAR)
    for (size_t r = 0; r < rounds; r++) { CHAINS(STEP) }
    CHAINS(KEEP)
#else
    const int8_t *q = (const int8_t *)feed + ARIA_FEED;
    uint32_t sum = 0;
    for (size_t r = 0; r < rounds; r++, feed[0] = (uint8_t)sum) /* other operands in each round */
        for (int i = 0; i < ARIA_FEED; i++) sum += (uint32_t)(feed[i] * q[i]);
#endif
}

const aria_ops ARIA_TABLE = {
    .name = ARIA_NAME,
    .base3 = READS_BASE3,
    .dot16 = op_dot16,
    .exp = op_exp,
    .rms_norm = op_rms_norm,
    .quantise = op_quantise,
    .tiles = op_tiles,
    .linear = op_linear,
    .rotate = op_rotate,
    .store_kv = op_store_kv,
    .scores = op_scores,
    .soften = op_soften,
    .values = op_values,
    .activate = op_activate,
    .from_f16 = op_from_f16,
    .dots = op_dots,
    .screen_row = op_screen_row,
    .screen_scores = op_screen_scores,
    .read = op_read,
    .products = op_products,
    .products_a_round = PRODUCTS,
};
