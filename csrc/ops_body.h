/* Every operation of a layer, over v16. Included once by each ops_*.c, after its v16_*.h; ends in the table ARIA_TABLE.
   The rules are those of csrc/README.md, arithmetic profile 2. */
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

/* All 16 lanes, or as many as are left. */
ARIA_INLINE v16 load_some(const float *p, size_t left) { return left >= 16 ? v16_load(p) : load_part(p, left); }
ARIA_INLINE void store_some(float *p, v16 a, size_t left) { left >= 16 ? v16_store(p, a) : store_part(p, a, left); }

/* LEFT elements at offset I of an array of N. The body uses LOAD and STORE. */
#define FOR_EACH_16(n) for (size_t i = 0, left; i < (n) && (left = (n) - i, 1); i += 16)
#define LOAD(p) load_some((p) + i, left)
#define STORE(p, a) store_some((p) + i, a, left)

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

#if !defined(ARIA_AMX)
enum { BLOCK_ROWS = 64, AMX_LEAST = BLOCK_ROWS + 1, AMX_ROWS = 1 };
#endif

static int8_t *op_token_at(const aria_tokens *of, size_t t, size_t column) {
    size_t begin = t / AMX_ROWS * AMX_ROWS, rows = 1;
    int8_t *slice = of->q + column / ARIA_SLICE * ARIA_SLICE * of->n;
    if (of->n < AMX_LEAST) begin = t;
    else rows = of->n - begin < AMX_ROWS ? of->n - begin : AMX_ROWS;
    column %= ARIA_SLICE;
    return slice + begin * ARIA_SLICE + column / 64 * 64 * rows + (t - begin) * 64 + column % 64;
}

static void op_quantise(const aria_tokens *to, size_t t, const float *x, size_t n) {
    v16 most = v16_set1(0.0f), s;
    v16 lanes = v16_set1(0.0f); /* of the rounded values: whole numbers, and all sums below 2^24 */
    float a, scale, total;
    int8_t *q = NULL;
    FOR_EACH_16(n) most = v16_max(v16_abs(LOAD(x)), most);
    a = v16_most(most);
    scale = 127.0f / (a > 1e-5f ? a : 1e-5f);
    s = v16_set1(scale);
    FOR_EACH_16(n) {
        v16 y = v16_mul(LOAD(x), s);
        if (i % 64 == 0) q = op_token_at(to, t, i);
        v16_store_i8(q + i % 64, y);
        lanes = v16_add(lanes, v16_round(y)); /* no y is past 127 by more than a rounding: nothing is clamped */
    }
    total = v16_sum(lanes);
    to->sum[t] = total > -0x1p24f && total < 0x1p24f ? (int32_t)total : 0; /* 0: of what is not finite */
    to->scale[t] = scale;
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
#endif

#if defined(STREAMS)
#if STREAMS == 1 /* one tile after the other */
static void stream_2bit(int32_t *acc, int32_t *more, const uint8_t *tile, const uint8_t *apart, size_t n_groups, const int8_t *q) {
    one_2bit(acc, tile, n_groups, q);
    one_2bit(more, apart, n_groups, q);
}

static void stream_3bit(int32_t *acc, int32_t *more, const uint8_t *tile, const uint8_t *apart, size_t n_groups, const int8_t *q) {
    one_3bit(acc, tile, n_groups, q);
    one_3bit(more, apart, n_groups, q);
}
#endif

#if !READS_BASE3
static void stream_base3(int32_t *acc, int32_t *more, const uint8_t *tile, const uint8_t *apart, size_t n_groups, const int8_t *q) {
    uint8_t plain[2][64 * ARIA_SLICE_GROUPS];
    int32_t sums[2][16] = {{0}}, part[2][16];
    for (size_t g = 0, some, bytes; g < n_groups; g += some, q += ARIA_SLICE, tile += bytes, apart += bytes) {
        some = n_groups - g < ARIA_SLICE_GROUPS ? n_groups - g : ARIA_SLICE_GROUPS;
        bytes = 64 * aria_units(some, ARIA_BASE3);
        expand(plain[0], tile, some);
        expand(plain[1], apart, some);
        stream_2bit(part[0], part[1], plain[0], plain[1], some, q);
        for (int r = 0; r < 32; r++) sums[r / 16][r % 16] += part[r / 16][r % 16];
    }
    memcpy(acc, sums[0], sizeof sums[0]);
    memcpy(more, sums[1], sizeof sums[1]);
}
#endif
#endif

/* acc[n_tiles][n][16] = (or +=, where `add`) `some` tiles * a slice of n tokens: for two tokens and more, and for one where no stream reads them */
#if defined(MULTIPLIES_PACKED)
#define READS_ROWS(layout) ((layout) != ARIA_BASE3 || READS_BASE3) /* else a slice of them at a time */
static void multiply_some(int32_t *acc, int add, const uint8_t *codes, size_t tile_bytes, int layout, size_t some, size_t n_groups,
                          const int8_t *q, size_t n) {
    int32_t last[PANEL_TILES * BLOCK_ROWS * 16];
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
        multiply_tiles(acc, add, codes, tile_bytes, layout, n_groups, q, n);
        return;
    }
    multiply_tiles(last, 0, codes, 0, layout, n_groups, q, n); /* a matrix's last tile alone is its own neighbour */
    for (size_t i = 0; i < 16 * n; i++) acc[i] = (add ? acc[i] : 0) + last[i];
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

static void multiply_some(int32_t *acc, int add, const uint8_t *codes, size_t tile_bytes, int layout, size_t some, size_t n_groups,
                          const int8_t *q, size_t n) {
    uint8_t panel[PANEL_BYTES], plain[64 * ARIA_SLICE_GROUPS];
    (void)tile_bytes, (void)some; /* PANEL_TILES is 1 */
    if (!add) memset(acc, 0, 16 * n * sizeof *acc);
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
#if defined(ARIA_AMX)
    if (n >= AMX_LEAST) {
        multiply_amx(acc, codes, layout, n_tiles, n_groups, q, n);
        return;
    }
#endif
    size_t tile_bytes = aria_tile_bytes(n_groups, layout), at_once = READS_ROWS(layout) ? n_groups : ARIA_SLICE_GROUPS;
    for (size_t g = 0, some; g < n_groups; g += some, q += n * ARIA_SLICE, codes += 64 * aria_units(some, layout)) {
        some = n_groups - g < at_once ? n_groups - g : at_once;
        for (size_t t = 0; t < n_tiles; t += PANEL_TILES)
            multiply_some(acc + 16 * n * t, g > 0, codes + tile_bytes * t, tile_bytes, layout, n_tiles - t < PANEL_TILES ? n_tiles - t : PANEL_TILES, some, q, n);
    }
}

static void op_tiles(int32_t *acc, const uint8_t *codes, int layout, size_t n_tiles, size_t n_groups, const int8_t *q, size_t n) {
#if defined(STREAMS)
    /* Each weight of one token serves once: from the packed bytes straight into sums, of neighbours or of a tile of each half. */
    size_t tile_bytes = aria_tile_bytes(n_groups, layout), half = (n_tiles + 1) / 2;
    for (size_t k = 0; k < half && n == 1; k++) {
        size_t t = STREAMS == 1 ? 2 * k : k, next = STREAMS == 1 ? t + 1 : t + half, other = next < n_tiles ? next : t;
        (layout == ARIA_2BIT ? stream_2bit : layout == ARIA_BASE3 ? stream_base3 : stream_3bit)(
            acc + 16 * t, acc + 16 * other, codes + tile_bytes * t, codes + tile_bytes * other, n_groups, q);
    }
    if (n == 1) return;
#endif
    multiply_all(acc, codes, layout, n_tiles, n_groups, q, n);
}

#if !defined(ARIA_AMX)
enum { LINEAR_TILES = PANEL_TILES, MOST_TILES = PANEL_TILES };
#endif
/* Tiles of one token whose halves are read side by side; while their sums are made values, nothing more is fetched. */
enum { STREAMED_TILES = 128, MOST_SUMS = LINEAR_TILES * BLOCK_ROWS > STREAMED_TILES ? LINEAR_TILES * BLOCK_ROWS : STREAMED_TILES };

static void op_linear(float *const *y, enum aria_result result, const aria_ternary *w, size_t begin, size_t end, const aria_tokens *in) {
    size_t n_groups = aria_groups((size_t)w->n_in), n = in->n, room = MOST_SUMS / n;
    size_t at_once = n == 1 ? STREAMED_TILES : room < MOST_TILES ? room : MOST_TILES;
    int32_t acc[MOST_SUMS * 16];
    float c[BLOCK_ROWS];
    for (size_t t = 0; t < n; t++) c[t] = result == ARIA_KEEP_SUM ? 1.0f : w->scale / in->scale[t];
    for (size_t tile = begin, some; tile < end; tile += some) {
        some = end - tile < at_once ? end - tile : at_once;
        for (size_t t = 0; t < n && n > 1; t++) /* every row's line is another page's: far away when its turn comes */
            for (size_t k = 0; k < some; k++) ARIA_PREFETCH_NEAR(y[t] + 16 * (tile + k));
        op_tiles(acc, w->codes + aria_tile_bytes(n_groups, w->layout) * tile, w->layout, some, n_groups, in->q, n);
        for (size_t t = 0; t < n; t++)
            for (size_t k = 0; k < some; k++) { /* codes are value + 1, so the sum of q is subtracted once */
                size_t i = 16 * (tile + k), left = (size_t)w->n_out - i;
                v16 value = v16_mul(v16_from_i32(acc + 16 * (n * k + t), in->sum[t]), v16_set1(c[t]));
                float *row = y[t];
                STORE(row, result == ARIA_ADD_VALUE ? v16_add(LOAD(row), value) : value);
            }
    }
}

/* RoPE on two dimensions in place. */
ARIA_INLINE void turn(v16 *u, v16 *v, v16 c, v16 s) {
    v16 x = v16_fms(*u, c, v16_mul(*v, s));
    *v = v16_fma(*v, c, v16_mul(*u, s));
    *u = x;
}

static void op_rotate(float *x, const float *cosines, const float *sines, size_t head_dim) {
    size_t half = head_dim / 2;
    float *y = x + half;
    FOR_EACH_16(half) {
        v16 u = LOAD(x), v = LOAD(y), c = LOAD(cosines), s = LOAD(sines);
        turn(&u, &v, c, s);
        STORE(x, u);
        STORE(y, v);
    }
}

static void op_from_f16(float *y, const uint16_t *x, size_t n) {
    FOR_EACH_16(n) {
        uint16_t h[16] = {0};
        memcpy(h, x + i, (left < 16 ? left : 16) * sizeof *h);
        STORE(y, v16_load_f16(h));
    }
}

/* A page holds, for 16 positions at a time, the keys before RoPE, a line of 16 positions a dimension, j and j + head_dim / 2, which are
   rotated together, side by side. Then the values, a line of 16 dimensions a position, all positions of 16 dimensions first. So each is
   read in one stream. */
static aria_sums *keys_of(const aria_head_pages *kv, size_t t) { return (void *)((char *)kv->pages[t / ARIA_PAGE] + kv->keys); }
static aria_sums *values_of(const aria_head_pages *kv, size_t t) { return (void *)((char *)kv->pages[t / ARIA_PAGE] + kv->values); }

ARIA_INLINE void fetch_scales(const aria_sums *of) {
    for (size_t i = 0; i < ARIA_PAGE; i += 16) ARIA_PREFETCH_SOON(of->scale + i);
}

/* What sums have to be multiplied by so that 16 bits hold them: 1, halved as often as it takes. */
ARIA_INLINE float fitting(const float *sums, size_t n) {
    v16 most = v16_set1(0.0f);
    float widest, part = 1.0f;
    FOR_EACH_16(n) most = v16_max(v16_abs(LOAD(sums)), most);
    for (widest = v16_most(most); widest * part > (float)ARIA_WIDEST_SUM;) part *= 0.5f;
    return part;
}

static void op_store(const aria_head_pages *kv, size_t t, const float *k, const float *v, float k_scale, float v_scale, size_t head_dim) {
    aria_sums *keys = keys_of(kv, t), *values = values_of(kv, t);
    size_t slot = t % ARIA_PAGE, part = aria_head_part(head_dim);
    int16_t *key = keys->sums + slot / 16 * 16 * head_dim + slot % 16, line[ARIA_MAX_HEAD_DIM];
    float k_part = fitting(k, head_dim), v_part = fitting(v, head_dim);
    keys->scale[slot] = k_scale / k_part;
    values->scale[slot] = v_scale / v_part;
    FOR_EACH_16(head_dim) v16_store_i16(line + i, v16_mul(LOAD(k), v16_set1(k_part)));
    for (size_t j = 0; j < head_dim / 2; j++, key += 32) { /* a line each, which the next head's keys will want too: stores wait in order */
        ARIA_PREFETCH_SOON((const char *)key + part);
        key[0] = line[j];
        key[16] = line[j + head_dim / 2];
    }
    FOR_EACH_16(head_dim) v16_store_i16(values->sums + i * ARIA_PAGE + slot * 16, v16_mul(LOAD(v), v16_set1(v_part)));
}

/* Keys of 16 positions in two dimensions, j and j + head_dim / 2: their sums, rotated. */
ARIA_INLINE void rotated(v16 *x, v16 *y, const int16_t *sums, const float *turns) {
    *x = v16_load_i16(sums);
    *y = v16_load_i16(sums + 16);
    turn(x, y, v16_load(turns), v16_load(turns + 16));
}

#if !defined(LINES)
#define LINES 1 /* of 16 positions, or dimensions, that four queries go through at a time: 1, 2 or 4 */
#endif
/* Queries whose scores are formed as sums are read, and the lines that they, and one, go through at a time: chains that hide the latency
   of a sum, and have registers. */
enum { FEW = LINES > 1 ? 4 : 1, FEW_LINES = LINES > 1 ? 2 : 1, ONE_LINES = LINES > 1 ? 4 : 2 };

ARIA_INLINE void store_score(float *to, v16 first, v16 second, const float *scale, float g) {
    v16_store(to, v16_mul(v16_mul(v16_add(first, second), v16_load(scale)), v16_set1(g)));
}

/* Scores of some queries, one or four, at `lines` times 16 positions; both are constants where this is called. Meanwhile fetches from soon. */
ARIA_INLINE void score(float *const *to, const float *const *q, size_t some, size_t lines, const aria_sums *keys, size_t slot,
                       const float *turns, const int16_t *soon, size_t head_dim, float g) {
    const int16_t *from = keys->sums + slot * head_dim;
    size_t half = head_dim / 2;
    v16 first[4][4], second[4][4];
    for (size_t line = 0; line < lines; line++)
        for (size_t k = 0; k < some; k++) first[line][k] = second[line][k] = v16_set1(0.0f);
    for (size_t j = 0; j < half; j++)
        for (size_t line = 0; line < lines; line++) {
            size_t at = 16 * line * head_dim + 32 * j;
            v16 x, y;
            ARIA_PREFETCH_SOON(soon + at);
            rotated(&x, &y, from + at, turns + at);
            for (size_t k = 0; k < some; k++) {
                first[line][k] = v16_fma(v16_set1(q[k][j]), x, first[line][k]);
                second[line][k] = v16_fma(v16_set1(q[k][half + j]), y, second[line][k]);
            }
        }
    for (size_t line = 0; line < lines; line++)
        for (size_t k = 0; k < some; k++) store_score(to[k] + 16 * line, first[line][k], second[line][k], keys->scale + slot + 16 * line, g);
}

/* The same from keys rotated before, a line of 16 positions a dimension in order. */
ARIA_INLINE void score_rotated(float *const *to, const float *const *q, size_t some, size_t lines, const float *rotated_keys, const float *scale,
                               size_t head_dim, float g) {
    v16 halves[2][LINES][4];
    size_t half = head_dim / 2;
    for (size_t side = 0; side < 2; side++) {
        v16 sums[LINES][4];
        for (size_t line = 0; line < lines; line++)
            for (size_t k = 0; k < some; k++) sums[line][k] = v16_set1(0.0f);
        for (size_t i = side * half; i < (side + 1) * half; i++) {
            v16 x[4];
            for (size_t k = 0; k < some; k++) x[k] = v16_set1(q[k][i]);
            for (size_t line = 0; line < lines; line++) {
                v16 key = v16_load(rotated_keys + 16 * (line * head_dim + i));
                for (size_t k = 0; k < some; k++) sums[line][k] = v16_fma(x[k], key, sums[line][k]);
            }
        }
        for (size_t line = 0; line < lines; line++)
            for (size_t k = 0; k < some; k++) halves[side][line][k] = sums[line][k];
    }
    for (size_t line = 0; line < lines; line++)
        for (size_t k = 0; k < some; k++) store_score(to[k] + 16 * line, halves[0][line][k], halves[1][line][k], scale + 16 * line, g);
}

/* Scores of n positions to what their values are weighed with, exp(score - most) / sum of those * the values' factor. */
static void op_soften(float *scores, size_t n, const aria_head_pages *kv) {
    v16 most = v16_set1(-FLT_MAX), lanes = v16_set1(0.0f), top, inverse;
    for (size_t k = n; k % 16; k++) scores[k] = -FLT_MAX;
    for (size_t t = 0; t < n; t += 16) {
        if (t % ARIA_PAGE == 0) fetch_scales(values_of(kv, t));
        most = v16_max(v16_load(scores + t), most);
    }
    top = v16_set1(v16_most(most));
    for (size_t t = 0; t < n; t += 16) {
        v16 x = v16_sub(v16_load(scores + t), top), e = v16_zero_below(exp16(x), x, v16_set1(-87.0f));
        v16_store(scores + t, e);
        if (n - t < 16) { /* a score so low that its distance to -FLT_MAX rounds away */
            for (size_t k = n; k % 16; k++) scores[k] = 0.0f;
            e = v16_load(scores + t);
        }
        lanes = v16_add(lanes, e);
    }
    inverse = v16_set1(1.0f / v16_sum(lanes));
    for (size_t t = 0; t < n; t += 16)
        v16_store(scores + t, v16_mul(v16_mul(v16_load(scores + t), inverse), v16_load(values_of(kv, t)->scale + t % ARIA_PAGE)));
}

/* Queries go through the keys and values by fours; of two or three the last is taken again, which costs less than another pass. */
static size_t take_four(size_t *four, size_t k, size_t n) {
    size_t some = n - k < 4 ? n - k : 4;
    for (size_t j = 0; j < 4; j++) four[j] = k + (j < some ? j : some - 1);
    return some;
}

/* The keys of `lines` times 16 positions from t on, rotated, into the worker's lines. */
static const float *rotate_keys(const aria_head_pages *kv, size_t t, size_t lines, size_t head_dim) {
    for (size_t line = 0; line < lines; line++) {
        const int16_t *from = keys_of(kv, t)->sums + (t % ARIA_PAGE + 16 * line) * head_dim;
        const float *turns = kv->turns + (t + 16 * line) * head_dim;
        float *to = kv->lines + 16 * line * head_dim;
        for (size_t j = 0; j < head_dim / 2; j++, from += 32, turns += 32, to += 16) {
            v16 x, y;
            rotated(&x, &y, from, turns);
            v16_store(to, x);
            v16_store(to + 8 * head_dim, y);
        }
    }
    return kv->lines;
}

/* Scores [begin, end) of n queries; begin and end are multiples of 16, scores past a query's own end are formed too, and dropped. */
static void op_scores(float *scores, size_t pitch, const float *const *q, size_t n, const aria_head_pages *kv, size_t begin, size_t end,
                      size_t head_dim, float g) {
    size_t most = n == 1 ? ONE_LINES : n <= FEW ? FEW_LINES : LINES;
    fetch_scales(kv->after);
    for (size_t t = begin, lines; t < end; t += 16 * lines) {
        const aria_sums *keys = keys_of(kv, t);
        size_t slot = t % ARIA_PAGE;
        const float *turns = kv->turns + t * head_dim, *lines_of = NULL;
        const int16_t *soon;
        lines = slot % (16 * most) == 0 && t + 16 * most <= end ? most : 1;
        soon = t + 32 * lines <= end ? keys_of(kv, t + 16 * lines)->sums + (t + 16 * lines) % ARIA_PAGE * head_dim : kv->after->sums;
        if (n > FEW) lines_of = rotate_keys(kv, t, lines, head_dim);
        for (size_t k = 0, some, four[4]; k < n; k += some) {
            const float *of[4];
            float *to[4];
            some = take_four(four, k, n);
            for (size_t j = 0; j < 4; j++) {
                of[j] = q[four[j]];
                to[j] = scores + four[j] * pitch + t;
            }
            if (n == 1 && lines > 1) score(to, of, 1, ONE_LINES, keys, slot, turns, soon, head_dim, g);
            else if (n == 1) score(to, of, 1, 1, keys, slot, turns, soon, head_dim, g);
            else if (n <= FEW && lines > 1) score(to, of, 4, FEW_LINES, keys, slot, turns, soon, head_dim, g);
            else if (n <= FEW) score(to, of, 4, 1, keys, slot, turns, soon, head_dim, g);
            else if (lines > 1) score_rotated(to, of, 4, LINES, lines_of, keys->scale + slot, head_dim, g);
            else score_rotated(to, of, 4, 1, lines_of, keys->scale + slot, head_dim, g);
        }
    }
}

/* Values of a page's positions in 16 dimensions, the next 16 a page's lines on: sums, or the same made floats. */
typedef struct {
    int floats;
    const void *lines;
} some_values;

ARIA_INLINE size_t line_bytes(int floats) { return 16 * (floats ? sizeof(float) : sizeof(int16_t)); }

/* out += e[t] * v[t] for positions [begin, end) in order: `lines` times 16 dimensions, `left` there are, of one query or of four; floats,
   lines and some are constants where this is called. At position 0 of a text what was in out is forgotten. Meanwhile fetches from soon. */
ARIA_INLINE void weigh(float *const *out, const float *const *e, const void *v, int floats, size_t lines, size_t some, int anew,
                       const char *const *soon, size_t begin, size_t end, size_t left) {
    v16 sums[8][4], x[4];
    for (size_t line = 0; line < lines; line++)
        for (size_t k = 0; k < some; k++) sums[line][k] = anew ? v16_set1(0.0f) : load_some(out[k] + 16 * line, left - 16 * line);
    for (size_t t = begin; t < end; t++) {
        const char *from = (const char *)v + line_bytes(floats) * t;
        for (size_t k = 0; k < some; k++) x[k] = v16_set1(e[k][t]);
        for (size_t line = 0; line < lines; line++) {
            const void *at = from + line_bytes(floats) * ARIA_PAGE * line;
            v16 value = floats ? v16_load(at) : v16_load_i16(at);
            if (!floats && t % 2 == 0) ARIA_PREFETCH_SOON(soon[line] + line_bytes(floats) * t);
            for (size_t k = 0; k < some; k++) sums[line][k] = v16_fma(x[k], value, sums[line][k]);
        }
    }
    for (size_t line = 0; line < lines; line++)
        for (size_t k = 0; k < some; k++) store_some(out[k] + 16 * line, sums[line][k], left - 16 * line);
}

static void weigh_as(float *const *out, const float *const *e, const some_values *v, size_t lines, size_t some, int anew,
                     const char *const *soon, size_t begin, size_t end, size_t left) {
#define WEIGH(floats, n, some) weigh(out, e, v->lines, floats, n, some, anew, soon, begin, end, left)
#define WEIGH_LINES(floats, some) \
    if (lines == 4) WEIGH(floats, 4, some); \
    else if (lines == 2) WEIGH(floats, 2, some); \
    else WEIGH(floats, 1, some);
    if (lines == 8) WEIGH(0, 8, 1);
    else if (lines == 6) WEIGH(0, 6, 1);
    else if (!v->floats) {
        if (some == 1) { WEIGH_LINES(0, 1) } else { WEIGH_LINES(0, 4) }
    } else {
        if (some == 1) { WEIGH_LINES(1, 1) } else { WEIGH_LINES(1, 4) }
    }
#undef WEIGH_LINES
#undef WEIGH
}

/* Lines of 16 dimensions, of `left`, to weigh together: as many chains as hide the latency of a sum, and have registers. */
static size_t weighed_together(size_t left, int floats, int alone) {
    size_t there = aria_round_up(left, 16) / 16, lines = alone ? 4 : LINES;
    if (alone && !floats && LINES > 1 && there >= 6) return there >= 8 ? 8 : 6;
    while (lines > there) lines /= 2;
    return lines;
}

/* Adds the positions of one page, from t on, to dimensions [from, from + width) of up to four queries. next: the lines that follow those of
   this page. */
static void weigh_page(float *const *out, const float *scores, size_t pitch, const size_t *n_positions, const size_t *four, size_t some,
                       const some_values *v, const void *next, size_t t, size_t from, size_t width) {
    size_t ends[4], common = ARIA_PAGE, step = line_bytes(v->floats) * ARIA_PAGE / 16; /* of a dimension */
    for (size_t j = 0; j < 4; j++) {
        ends[j] = n_positions[four[j]] < t ? 0 : n_positions[four[j]] - t < ARIA_PAGE ? n_positions[four[j]] - t : ARIA_PAGE;
        common = ends[j] < common ? ends[j] : common;
    }
    if (some == 1) common = 0;
    for (size_t i = 0, lines, further = 16 * weighed_together(width, v->floats, !common); i < width; i += 16 * lines) {
        some_values here = {v->floats, (const char *)v->lines + step * i};
        const char *soon[8];
        float *to[4];
        const float *e[4];
        for (size_t j = 0; j < 4; j++) {
            to[j] = out[four[j]] + from + i;
            e[j] = scores + four[j] * pitch + t;
        }
        for (size_t j = 0; j < 8; j++) {
            size_t ahead = i + further + 16 * j;
            soon[j] = ahead < width ? (const char *)v->lines + step * ahead : (const char *)next + step * (ahead - width);
        }
        lines = weighed_together(width - i, v->floats, !common);
        if (common) weigh_as(to, e, &here, lines, 4, t == 0, soon, 0, common, width - i);
        for (size_t j = 0; j < some; j++) /* what only some of the four see */
            if (ends[j] > common) weigh_as(&to[j], &e[j], &here, lines, 1, t + common == 0, soon, common, ends[j], width - i);
    }
}

/* The first n positions of `width` dimensions of a page's values as floats, in the worker's lines. */
static some_values widened(const aria_head_pages *kv, const int16_t *sums, size_t n, size_t width) {
    for (size_t i = 0; i < width; i += 16)
        for (size_t t = 0; t < n; t++) v16_store(kv->lines + ARIA_PAGE * i + 16 * t, v16_load_i16(sums + ARIA_PAGE * i + 16 * t));
    return (some_values){1, kv->lines};
}

/* What more than four queries read is made floats first, 64 dimensions at a time. */
static void op_values(float *const *out, const float *scores, size_t pitch, const size_t *n_positions, size_t n, const aria_head_pages *kv,
                      size_t begin, size_t end, size_t from, size_t to) {
    size_t longest = 0, at_once = n > 4 ? 64 : to - from;
    for (size_t k = 0; k < n; k++) longest = n_positions[k] > longest ? n_positions[k] : longest;
    for (size_t t = begin; t < end && t < longest; t += ARIA_PAGE)
        for (size_t i = from, width; i < to; i += width) {
            const int16_t *sums = values_of(kv, t)->sums + ARIA_PAGE * i;
            const void *next = t + ARIA_PAGE < end ? values_of(kv, t + ARIA_PAGE)->sums + ARIA_PAGE * from : kv->after->sums;
            some_values v = {0, sums};
            width = to - i < at_once ? to - i : at_once;
            if (n > 4) v = widened(kv, sums, longest - t < ARIA_PAGE ? longest - t : ARIA_PAGE, width);
            for (size_t k = 0, some, four[4]; k < n; k += some) {
                some = take_four(four, k, n);
                weigh_page(out, scores, pitch, n_positions, four, some, &v, next, t, i, width);
            }
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
#if defined(ARIA_AMX)
    (void)feed;
    amx_products(rounds);
#elif defined(SUMS) /* as many chains of DOT as hide its latency */
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
    .block_rows = BLOCK_ROWS,
    .dot16 = op_dot16,
    .exp = op_exp,
    .rms_norm = op_rms_norm,
    .token_at = op_token_at,
    .quantise = op_quantise,
    .tiles = op_tiles,
    .linear = op_linear,
    .rotate = op_rotate,
    .store = op_store,
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
