/* Every operation of a layer, over v16. Included once by each ops_*.c, after its v16_*.h; ends in the table ARIA_TABLE.
   The rules are those of csrc/README.md, arithmetic profile 1. */
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
    for (size_t i = 0; i < n; i++) f[i] = fmaf(a[i], b[i], f[i]);
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

ARIA_INLINE float max_of(v16 a) {
    float f[16], most;
    v16_store(f, a);
    most = f[0];
    for (int i = 1; i < 16; i++) most = f[i] > most ? f[i] : most;
    return most;
}

static float op_quantise(int8_t *q, size_t pitch, int32_t *sum, const float *x, size_t n) {
    v16 most = v16_set1(0.0f), s;
    v16 lanes = v16_set1(0.0f); /* of the rounded values: whole numbers, and all sums below 2^24 */
    float a, scale;
    FOR_EACH_16(n) most = v16_max(v16_abs(LOAD(x)), most);
    a = max_of(most);
    scale = 127.0f / (a > 1e-5f ? a : 1e-5f);
    s = v16_set1(scale);
    FOR_EACH_16(n) {
        v16 y = v16_mul(LOAD(x), s);
        v16_store_i8(q + i / ARIA_SLICE * pitch + i % ARIA_SLICE, y);
        lanes = v16_add(lanes, v16_round(y)); /* no y is past 127 by more than a rounding: nothing is clamped */
    }
    *sum = (int32_t)v16_sum(lanes);
    return scale;
}

static void op_tiles(int32_t *acc, const uint8_t *codes, size_t n_tiles, size_t n_groups, const int8_t *q, size_t n, int most) {
    uint8_t panel[PANEL_TILES * PANEL_BYTES];
    if (n == 1) { /* each weight serves once: from the packed bytes straight into sums */
        for (size_t t = 0; t < n_tiles; t++) stream_1(acc + 16 * t, codes + 64 * n_groups * t, n_groups, q, most);
        return;
    }
    memset(acc, 0, n_tiles * n * 16 * sizeof *acc);
    for (size_t g = 0; g < n_groups; g += ARIA_SLICE_GROUPS, q += n * ARIA_SLICE) {
        size_t some = n_groups - g < ARIA_SLICE_GROUPS ? n_groups - g : ARIA_SLICE_GROUPS;
#if defined(SMALL_BATCH)
        for (size_t t = 0; t < n_tiles && n < SMALL_BATCH; t++)
            multiply_packed(acc + 16 * n * t, codes + 64 * (n_groups * t + g), some, q, n, most);
        if (n < SMALL_BATCH) continue;
#endif
        for (size_t t = 0; t < n_tiles; t += PANEL_TILES) {
            size_t together = n_tiles - t < PANEL_TILES ? n_tiles - t : PANEL_TILES;
            for (size_t k = 0; k < together; k++) unpack(panel + PANEL_BYTES * k, codes + 64 * (n_groups * (t + k) + g), some);
            multiply_panel(acc + 16 * n * t, panel, together, 4 * some, q, n, most);
        }
    }
}

static void op_linear(float *const *y, int add, const aria_ternary *w, size_t begin, size_t end, const aria_tokens *in) {
    size_t n_groups = aria_round_up((size_t)w->n_in, 16) / 16, n = in->n;
    int32_t acc[PANEL_TILES * ARIA_BLOCK_ROWS * 16];
    float c[ARIA_BLOCK_ROWS];
    for (size_t t = 0; t < n; t++) c[t] = w->scale / in->scale[t];
    for (size_t tile = begin, some; tile < end; tile += some) {
        some = end - tile < PANEL_TILES ? end - tile : PANEL_TILES;
        for (size_t t = 0; t < n && n > 1; t++) /* every row's line is another page's: far away when its turn comes */
            for (size_t k = 0; k < some; k++) ARIA_PREFETCH_NEAR(y[t] + 16 * (tile + k));
        op_tiles(acc, w->codes + 64 * n_groups * tile, some, n_groups, in->q, n, 2);
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

/* Keys lie dimension by dimension for 16 positions at a time, so that 16 scores are formed at once. */
static void op_store_kv(float *page, size_t slot, const float *k, const float *v, size_t head_dim) {
    float *keys = page + slot / 16 * 16 * head_dim + slot % 16;
    for (size_t i = 0; i < head_dim; i++) keys[16 * i] = k[i];
    memcpy(page + ARIA_PAGE * head_dim + slot * aria_round_up(head_dim, 16), v, head_dim * sizeof *v);
}

/* Scores of 16 positions for one query: the four lanes side by side. */
ARIA_INLINE void score_1(float *scores, const float *q, const float *keys, size_t head_dim, float g) {
    v16 a = v16_set1(0.0f), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 4 <= head_dim; i += 4) {
        a = v16_fma(v16_set1(q[i]), v16_load(keys + 16 * i), a);
        b = v16_fma(v16_set1(q[i + 1]), v16_load(keys + 16 * i + 16), b);
        c = v16_fma(v16_set1(q[i + 2]), v16_load(keys + 16 * i + 32), c);
        d = v16_fma(v16_set1(q[i + 3]), v16_load(keys + 16 * i + 48), d);
    }
    if (i < head_dim) { /* head_dim is even */
        a = v16_fma(v16_set1(q[i]), v16_load(keys + 16 * i), a);
        b = v16_fma(v16_set1(q[i + 1]), v16_load(keys + 16 * i + 16), b);
    }
    v16_store(scores, v16_mul(v16_add(v16_add(a, c), v16_add(b, d)), v16_set1(g)));
}

/* The same for four queries, lane after lane, so that each key is loaded once. */
ARIA_INLINE void score_4(float *scores, size_t pitch, const float *const *q, const float *keys, size_t head_dim, float g) {
    const float *q0 = q[0], *q1 = q[1], *q2 = q[2], *q3 = q[3];
    const float *next = keys + 16 * head_dim;
    float lanes[4][4][16];
    for (size_t lane = 0; lane < 4; lane++) {
        v16 a = v16_set1(0.0f), b = a, c = a, d = a;
        for (size_t i = lane; i < head_dim; i += 4) {
            v16 k = v16_load(keys + 16 * i);
            ARIA_PREFETCH_NEAR(next); /* the next 16 positions, line by line: the strides here hide them from the hardware */
            next += 16;
            a = v16_fma(v16_set1(q0[i]), k, a);
            b = v16_fma(v16_set1(q1[i]), k, b);
            c = v16_fma(v16_set1(q2[i]), k, c);
            d = v16_fma(v16_set1(q3[i]), k, d);
        }
        v16_store(lanes[0][lane], a);
        v16_store(lanes[1][lane], b);
        v16_store(lanes[2][lane], c);
        v16_store(lanes[3][lane], d);
    }
    for (size_t k = 0; k < 4; k++) {
        v16 even = v16_add(v16_load(lanes[k][0]), v16_load(lanes[k][2])), odd = v16_add(v16_load(lanes[k][1]), v16_load(lanes[k][3]));
        v16_store(scores + k * pitch, v16_mul(v16_add(even, odd), v16_set1(g)));
    }
}

/* Scores of n positions to e = exp(score - most), zeros up to a multiple of 16. Returns 1 / sum. */
static float soften(float *scores, size_t n) {
    v16 most = v16_set1(-FLT_MAX), lanes = v16_set1(0.0f), top;
    for (size_t k = n; k % 16; k++) scores[k] = -FLT_MAX;
    for (size_t t = 0; t < n; t += 16) most = v16_max(v16_load(scores + t), most);
    top = v16_set1(max_of(most));
    for (size_t t = 0; t < n; t += 16) {
        v16 x = v16_sub(v16_load(scores + t), top);
        v16_store(scores + t, v16_zero_below(exp16(x), x, v16_set1(-87.0f)));
        if (n - t < 16) /* a score so low that its distance to -FLT_MAX rounds away */
            for (size_t k = n; k % 16; k++) scores[k] = 0.0f;
        lanes = v16_add(lanes, v16_load(scores + t));
    }
    return 1.0f / v16_sum(lanes);
}

enum { VALUES = 32 }; /* positions whose values several queries read from the first cache; divides a page */

/* out += e[t] * v[t] for n positions in order: four vectors of one query, or one vector of four. */
ARIA_INLINE void weigh_1(float *out, const float *e, const float *v, size_t pitch, size_t n, int n_vectors) {
    v16 a = v16_load(out), b = a, c = a, d = a;
    if (n_vectors == 4) {
        b = v16_load(out + 16);
        c = v16_load(out + 32);
        d = v16_load(out + 48);
    }
    for (size_t t = 0; t < n; t++, v += pitch) {
        v16 w = v16_set1(e[t]);
        a = v16_fma(w, v16_load(v), a);
        if (n_vectors < 4) continue;
        b = v16_fma(w, v16_load(v + 16), b);
        c = v16_fma(w, v16_load(v + 32), c);
        d = v16_fma(w, v16_load(v + 48), d);
    }
    v16_store(out, a);
    if (n_vectors < 4) return;
    v16_store(out + 16, b);
    v16_store(out + 32, c);
    v16_store(out + 48, d);
}

ARIA_INLINE void weigh_4(float *out, size_t out_pitch, const float *e, size_t e_pitch, const float *v, size_t pitch, size_t n,
                         const float *next) {
    float *o1 = out + out_pitch, *o2 = o1 + out_pitch, *o3 = o2 + out_pitch;
    const float *e1 = e + e_pitch, *e2 = e1 + e_pitch, *e3 = e2 + e_pitch;
    v16 a = v16_load(out), b = v16_load(o1), c = v16_load(o2), d = v16_load(o3);
    for (size_t t = 0; t < n; t++, v += pitch) {
        v16 x = v16_load(v);
        ARIA_PREFETCH_NEAR(next + 16 * t);
        a = v16_fma(v16_set1(e[t]), x, a);
        b = v16_fma(v16_set1(e1[t]), x, b);
        c = v16_fma(v16_set1(e2[t]), x, c);
        d = v16_fma(v16_set1(e3[t]), x, d);
    }
    v16_store(out, a);
    v16_store(o1, b);
    v16_store(o2, c);
    v16_store(o3, d);
}

/* Adds positions [begin, end), which lie in one page, to one query's value. */
static void weigh_range(float *value, const float *e, const float *v, size_t width, size_t begin, size_t end) {
    size_t i = 0;
    v += begin % ARIA_PAGE * width;
    for (; i + 64 <= width; i += 64) weigh_1(value + i, e + begin, v + i, width, end - begin, 4);
    for (; i < width; i += 16) weigh_1(value + i, e + begin, v + i, width, end - begin, 1);
}

static void op_attention(float *const *out, const float *const *q, const size_t *n_positions, size_t n, const aria_head_pages *kv,
                         size_t head_dim, float g, float *scores, size_t pitch) {
    size_t width = aria_round_up(head_dim, 16), longest = 0, together = n / 4 * 4;
    float value[ARIA_MAX_QUERIES * ARIA_MAX_HEAD_DIM], inverse[ARIA_MAX_QUERIES];
    for (size_t k = 0; k < n; k++) longest = n_positions[k] > longest ? n_positions[k] : longest;
    for (size_t t = 0; t < longest; t += 16) { /* scores past a query's own end are formed too, and dropped */
        const float *keys = kv->pages[t / ARIA_PAGE] + kv->offset + t % ARIA_PAGE * head_dim;
        for (size_t k = 0; k < together; k += 4) score_4(scores + k * pitch + t, pitch, q + k, keys, head_dim, g);
        for (size_t k = together; k < n; k++) score_1(scores + k * pitch + t, q[k], keys, head_dim, g);
    }
    for (size_t k = 0; k < n; k++) inverse[k] = soften(scores + k * pitch, n_positions[k]);
    memset(value, 0, n * width * sizeof *value);
    for (size_t t = 0; t < longest; t += VALUES) {
        const float *v = kv->pages[t / ARIA_PAGE] + kv->offset + ARIA_PAGE * head_dim;
        for (size_t k = 0; k < n; k += k < together ? 4 : 1) {
            size_t ends[4], common = t + VALUES, here = k < together ? 4 : 1;
            for (size_t j = 0; j < here; j++) {
                ends[j] = n_positions[k + j] < t + VALUES ? n_positions[k + j] : t + VALUES;
                common = ends[j] < common ? ends[j] : common;
            }
            if (here == 1 || common <= t) common = t;
            else
                for (size_t i = 0; i < width; i += 16)
                    weigh_4(value + k * width + i, width, scores + k * pitch + t, pitch, v + t % ARIA_PAGE * width + i, width, common - t,
                            v + (t % ARIA_PAGE + VALUES) * width + i * VALUES);
            for (size_t j = 0; j < here; j++) /* what only some of the four see */
                if (ends[j] > common) weigh_range(value + (k + j) * width, scores + (k + j) * pitch, v, width, common, ends[j]);
        }
    }
    for (size_t k = 0; k < n; k++) {
        const float *from = value + k * width;
        float *to = out[k];
        FOR_EACH_16(head_dim) STORE(to, v16_mul(LOAD(from), v16_set1(inverse[k])));
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
    const char *r0 = rows[0], *r1 = rows[some > 1 ? 1 : 0], *r2 = rows[some > 2 ? 2 : 0], *r3 = rows[some > 3 ? 3 : 0];
    v16 a = v16_set1(0.0f), b = a, c = a, d = a;
    float sums[4];
    for (; i + 16 <= width; i += 16) {
        v16 v = v16_load(x + i);
        a = v16_fma(v, load_row(r0, i, kind), a);
        b = v16_fma(v, load_row(r1, i, kind), b);
        c = v16_fma(v, load_row(r2, i, kind), c);
        d = v16_fma(v, load_row(r3, i, kind), d);
    }
    if (i < width) {
        const char *rest[4] = {r0, r1, r2, r3};
        float part[4][16];
        for (int k = 0; k < 4; k++) {
            uint32_t raw[16] = {0};
            memcpy(raw, rest[k] + i * size, (width - i) * size);
            v16_store(part[k], load_row(raw, 0, kind));
        }
        a = fma_part(x + i, part[0], width - i, a);
        b = fma_part(x + i, part[1], width - i, b);
        c = fma_part(x + i, part[2], width - i, c);
        d = fma_part(x + i, part[3], width - i, d);
    }
    sums[0] = v16_sum(a);
    sums[1] = v16_sum(b);
    sums[2] = v16_sum(c);
    sums[3] = v16_sum(d);
    memcpy(y, sums, some * sizeof *y);
}

static void op_dots(float *y, const void *const *rows, size_t some, int kind, const float *x, size_t width) {
    if (kind == ARIA_F16) dot_rows(y, rows, some, ARIA_F16, x, width);
    else if (kind == ARIA_BF16) dot_rows(y, rows, some, ARIA_BF16, x, width);
    else dot_rows(y, rows, some, ARIA_F32, x, width);
}

/* One row's codes of 6 bits for the screen, and its four numbers (see screen.c), a tile apart. Nothing here enters a result: only the
   bounds must hold. */
static int op_screen_row(uint8_t *codes, float *step, const void *row, int kind, size_t width) {
    v16 most = v16_set1(0.0f), square = most, e4 = most, e6 = most;
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
    s = max_of(most);
    rms = sqrtf(v16_sum(square) / (float)width);
    if (!(rms <= 1e15f) || !(s <= 1e15f)) return 0; /* not finite, or its squares would not be */
    s = (s < 3.5f * rms ? s : 3.5f * rms) / 31.5f; /* rare larger weights are cut: their error is in the bound */
    inverse = s > 1e-30f ? 1.0f / s : 0.0f;
    if (inverse == 0.0f) s = 0.0f;
    for (size_t i = 0; i < width; i += 16) {
        v16 w = WEIGHTS(i), code, near, far;
        code = v16_round(v16_fma(w, v16_set1(inverse), v16_set1(31.5f)));
        code = v16_max(v16_min(code, v16_set1(63.0f)), v16_set1(0.0f));
        v16_store_i8((int8_t *)codes + i, code);
        near = v16_mul(v16_sub(code, v16_set1(31.5f)), v16_set1(s));
        far = v16_round(v16_mul(v16_sub(code, v16_set1(1.5f)), v16_set1(0.25f))); /* code / 4, rounded down */
        far = v16_mul(v16_sub(v16_mul(far, v16_set1(4.0f)), v16_set1(30.0f)), v16_set1(s));
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
        e4 = v16_fma(far, far, e4);
    }
#undef WEIGHTS
    /* Norms with room for the rounding of these sums, then for the rounding of the scores and of dot16 itself. */
    rms = 1.001f * sqrtf(v16_sum(square)) + 1e-18f;
    slack = ((float)width / 16.0f + 64.0f) * 0x1p-23f;
    step[0] = s;
    step[16] = 1.001f * sqrtf(v16_sum(e4));
    step[32] = 1.001f * sqrtf(v16_sum(e6));
    step[48] = rms + step[16] + step[32]; /* no less than the norm of what either code stands for */
    step[16] += slack * step[48] + 1e-18f;
    step[32] += slack * step[48] + 1e-18f;
    return 1;
}

/* Scores of 16 rows and how high their logits can be: sums[16] * step * unit +- (error * norm + size * rest). Returns the best score. */
static float op_screen_scores(float *scores, float *upper, const int32_t *sums, int32_t less, const float *step, const float *error,
                              const float *size, float unit, float norm, float rest) {
    v16 score = v16_mul(v16_mul(v16_from_i32(sums, less), v16_load(step)), v16_set1(unit));
    v16 bound = v16_fma(v16_load(error), v16_set1(norm), v16_mul(v16_load(size), v16_set1(rest)));
    v16_store(scores, score);
    v16_store(upper, v16_add(score, v16_mul(bound, v16_set1(1.001f))));
    return max_of(score);
}

const aria_ops ARIA_TABLE = {
    .name = ARIA_NAME,
    .dot16 = op_dot16,
    .exp = op_exp,
    .rms_norm = op_rms_norm,
    .quantise = op_quantise,
    .tiles = op_tiles,
    .linear = op_linear,
    .rotate = op_rotate,
    .store_kv = op_store_kv,
    .attention = op_attention,
    .activate = op_activate,
    .from_f16 = op_from_f16,
    .dots = op_dots,
    .screen_row = op_screen_row,
    .screen_scores = op_screen_scores,
};
