/* Prints a hash per operation and per whole stack, for each usable instruction set, from generated inputs. Needs no Python, so it also
   runs where there is none, or under an emulator. Ends with a status other than 0 where a result is wrong by itself. Lines: "<instruction set> <what> <hash>"; the hashes of every set on every CPU are equal. */
#include "aria_kernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint32_t draw(void) { /* splitmix64 */
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ z >> 31) >> 32);
}

/* Memory, all given back at once. */
enum { MOST_TAKEN = 256 };
static void *taken[MOST_TAKEN];
static int n_taken;

static void *take(size_t n, size_t size) {
    void *p = n_taken < MOST_TAKEN ? calloc(n, size) : NULL;
    if (!p) exit(3);
    return taken[n_taken++] = p;
}

static void give_all_back(void) {
    while (n_taken) free(taken[--n_taken]);
}

static float *floats(size_t n, float scale) { /* whole numbers over 2^15, times scale */
    float *x = take(n, sizeof *x);
    for (size_t i = 0; i < n; i++) x[i] = (float)((int32_t)(draw() >> 15) - 65536) * 0x1p-15f * scale;
    return x;
}

static float *weights(size_t n) {
    float *x = floats(n, 0.25f);
    for (size_t i = 0; i < n; i++) x[i] += 1.0f;
    return x;
}

static uint64_t hash(const void *p, size_t n) { /* FNV-1a */
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < n; i++) h = (h ^ ((const uint8_t *)p)[i]) * 0x100000001b3u;
    return h;
}

static void show(const aria_pool *pool, const char *what, const void *p, size_t n) {
    printf("%s %s %016llx\n", aria_pool_isa(pool), what, (unsigned long long)hash(p, n));
}

static aria_ternary ternary(int n_out, int n_in, float scale) {
    aria_ternary w = {NULL, n_out, n_in, scale, ARIA_2BIT};
    int8_t *values = take((size_t)n_out * n_in, 1);
    uint8_t *codes = take(aria_packed_bytes(n_out, n_in, ARIA_2BIT), 1);
    for (size_t i = 0; i < (size_t)n_out * n_in; i++) values[i] = (int8_t)(draw() % 3) - 1;
    if (aria_pack(codes, values, n_out, n_in)) exit(4);
    w.codes = codes;
    return w;
}

static aria_ternary in_base3(aria_pool *pool, aria_ternary w) {
    uint8_t *codes = take(aria_packed_bytes(w.n_out, w.n_in, ARIA_BASE3), 1);
    if (aria_to_base3(pool, codes, w.codes, w.n_out, w.n_in)) exit(17);
    w.codes = codes;
    w.layout = ARIA_BASE3;
    return w;
}

static void operations(aria_pool *pool) {
    enum { N = 1003, D = 100, T = 83 };
    float *a = floats(N, 1.0f), *b = floats(N, 1.0f), *w = weights(N), *wide = floats(N, 60.0f), *y = take(N, 4), s;
    float *q = floats(D, 4.0f), *k_scale = weights(T), *v_scale = weights(T), *turns = take((T + 15) / 16 * 16 * D, 4), cosines[D / 2], sines[D / 2];
    int32_t *k = take(T * D, 4), *v = take(T * D, 4);
    aria_rope rope = {500000.0, D, 1, 8.0, 1.0, 4.0, 64.0};
    int8_t codes[N];
    uint16_t half[N];
    s = aria_dot16(pool, a, b, N);
    show(pool, "dot16", &s, 4);
    aria_exp(pool, y, wide, N);
    show(pool, "exp", y, N * 4);
    aria_rms_norm(pool, y, a, w, 1e-5, N);
    show(pool, "rms_norm", y, N * 4);
    s = aria_quantise(pool, codes, a, N);
    show(pool, "quantise", codes, N);
    show(pool, "quantise_scale", &s, 4);
    if (aria_rope_tables(turns, &rope, 77, 1)) exit(5);
    for (int j = 0; j < D / 2; j++) cosines[j] = turns[32 * j], sines[j] = turns[32 * j + 16];
    show(pool, "rope_cos", cosines, sizeof cosines);
    show(pool, "rope_sin", sines, sizeof sines);
    aria_rotate(pool, q, cosines, sines, D);
    show(pool, "rope", q, D * 4);
    for (int i = 0; i < T; i++) k_scale[i] *= 0x1p-10f, v_scale[i] *= 0x1p-12f;
    for (int i = 0; i < T * D; i++) { /* every eighth position's are too wide for 16 bits */
        int less = i / D % 8 == 7 ? 8 : 20;
        k[i] = (int32_t)draw() >> less;
        v[i] = (int32_t)draw() >> less;
    }
    if (aria_rope_tables(turns, &rope, 0, T)) exit(5);
    if (aria_attention(pool, y, q, k, v, k_scale, v_scale, turns, T, D)) exit(5);
    show(pool, "attention", y, D * 4);
    aria_activate(pool, y, wide, b, N, ARIA_SILU);
    show(pool, "silu", y, N * 4);
    aria_activate(pool, y, wide, b, N, ARIA_RELU2);
    show(pool, "relu2", y, N * 4);
    for (int i = 0; i < N; i++) half[i] = (uint16_t)((draw() >> 16) & 0xbfff); /* any sign, denormals too, none infinite */
    aria_f16_to_f32(pool, y, half, N);
    show(pool, "from_f16", y, N * 4);
}

/* Token counts for every way to group tokens, and more than pass together; widths of one slice, of several, of part of a group. */
static void products(aria_pool *pool) {
    enum { OUT = 53, IN = 1061, TOKENS = 300, LONG = ARIA_MAX_WIDTH };
    static const int COUNTS[] = {1, 2, 3, 5, 6, 7, 8, 13, 40, TOKENS}, WIDTHS[] = {7, 520, IN}, HEIGHTS[] = {17, 37, OUT};
    int8_t *q = take(TOKENS * IN, 1), *most = take(2 * LONG, 1), *all = take(LONG, 1);
    int32_t *y = take(TOKENS * OUT, 4), *again = take(TOKENS * OUT, 4), extreme[2];
    aria_ternary ones = ternary(1, LONG, 1.0f);
    for (int i = 0; i < TOKENS * IN; i++) q[i] = (int8_t)(draw() >> 24);
    for (int k = 0; k < 3; k++) {
        aria_ternary w = ternary(HEIGHTS[k], WIDTHS[k], 1.0f), fewer = in_base3(pool, w);
        show(pool, "base3", fewer.codes, aria_packed_bytes(w.n_out, w.n_in, ARIA_BASE3));
        for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
            if (aria_ternary_matmul(pool, y, q, &w, COUNTS[i])) exit(6);
            show(pool, "ternary", y, (size_t)COUNTS[i] * HEIGHTS[k] * 4);
            if (aria_ternary_matmul(pool, again, q, &fewer, COUNTS[i])) exit(6);
            if (memcmp(again, y, (size_t)COUNTS[i] * HEIGHTS[k] * 4)) exit(18);
        }
    }
    memset(all, 1, LONG);
    memset(most, 127, LONG);
    memset(most + LONG, -128, LONG);
    if (aria_pack((uint8_t *)ones.codes, all, 1, LONG) || aria_ternary_matmul(pool, extreme, most, &ones, 2)) exit(6);
    show(pool, "ternary_extreme", extreme, sizeof extreme);
    if (extreme[0] != 127 * LONG || extreme[1] != -128 * LONG) exit(7);
    ones = in_base3(pool, ones);
    if (aria_ternary_matmul(pool, extreme, most, &ones, 1) || extreme[0] != 127 * LONG) exit(7);
    if (aria_ternary_matmul(pool, extreme, most, &ones, 2) || extreme[0] != 127 * LONG || extreme[1] != -128 * LONG) exit(7);
}

typedef struct {
    aria_shape shape;
    aria_layer layers[2];
    int n_layers, n_positions;
    float *turns;
} model;

static model build_model(aria_shape shape, int n_layers, int sub_norms, int n_positions) {
    int hidden = shape.hidden, inner = shape.intermediate, heads = shape.n_heads * shape.head_dim, kv = shape.n_kv_heads * shape.head_dim;
    aria_rope rope = {10000.0, shape.head_dim, 0, 0, 0, 0, 0};
    model m = {shape, {{0}}, n_layers, n_positions, NULL};
    state = 12345;
    for (int i = 0; i < n_layers; i++) {
        aria_layer l = {weights(hidden), sub_norms ? weights(heads) : NULL, weights(hidden), sub_norms ? weights(inner) : NULL,
                        ternary(heads, hidden, 0.04f), ternary(kv, hidden, 0.04f), ternary(kv, hidden, 0.05f),
                        ternary(hidden, heads, 0.03f), ternary(inner, hidden, 0.04f), ternary(inner, hidden, 0.04f),
                        ternary(hidden, inner, 0.02f)};
        m.layers[i] = l;
    }
    m.turns = take((size_t)((n_positions + ARIA_PAGE - 1) / ARIA_PAGE * ARIA_PAGE * shape.head_dim), 4);
    if (aria_rope_tables(m.turns, &rope, 0, (n_positions + ARIA_PAGE - 1) / ARIA_PAGE * ARIA_PAGE)) exit(8);
    return m;
}

static void **pages_of(const model *m) {
    int n = (m->n_positions + ARIA_PAGE - 1) / ARIA_PAGE;
    void **pages = take((size_t)n, sizeof *pages);
    for (int i = 0; i < n; i++) pages[i] = take(aria_page_part(&m->shape) * 2 * (size_t)(m->shape.n_kv_heads * m->n_layers), 1);
    return pages;
}

static aria_step step_of(const model *m, float *x, void *const *pages, int position, int n_rows) {
    aria_step step = {x, pages, n_rows, position, (m->n_positions + ARIA_PAGE - 1) / ARIA_PAGE};
    return step;
}

static void forward(aria_pool *pool, const model *m, aria_step *steps, int n_steps) {
    if (aria_forward(pool, &m->shape, m->layers, m->n_layers, 0, m->n_layers, steps, n_steps, m->turns, m->n_positions)) exit(9);
}

/* One sequence, `chunk` positions a call; then the head in each of its formats. */
static void stack(aria_pool *pool, aria_shape shape, int sub_norms, int chunk, int layout, const char *what) {
    enum { ROWS = 70, VOCAB = 45 };
    int hidden = shape.hidden;
    model m = build_model(shape, 2, sub_norms, ROWS);
    float *x = floats((size_t)ROWS * hidden, 1.0f), *norm = weights(hidden), *table = floats((size_t)VOCAB * hidden, 1.0f);
    float *logits = take(ROWS * VOCAB, 4);
    void **pages = pages_of(&m);
    uint16_t *narrow = take((size_t)VOCAB * hidden, 2);
    for (int i = 0; i < m.n_layers && layout == ARIA_BASE3; i++) {
        aria_ternary *w[] = {&m.layers[i].q, &m.layers[i].k, &m.layers[i].v, &m.layers[i].o, &m.layers[i].gate, &m.layers[i].up, &m.layers[i].down};
        for (int k = 0; k < 7; k++) *w[k] = in_base3(pool, *w[k]);
    }
    for (int at = 0; at < ROWS; at += chunk) {
        aria_step step = step_of(&m, x + (size_t)at * hidden, pages, at, ROWS - at < chunk ? ROWS - at : chunk);
        forward(pool, &m, &step, 1);
    }
    show(pool, what, x, (size_t)ROWS * hidden * 4);
    if (aria_logits(pool, logits, table, ARIA_F32, norm, 1e-5, x, ROWS, VOCAB, hidden)) exit(10);
    show(pool, "logits_f32", logits, ROWS * VOCAB * 4);
    for (int i = 0; i < VOCAB * hidden; i++) narrow[i] = (uint16_t)((draw() >> 16) & 0xbfff); /* as either 16-bit format, none infinite */
    if (aria_logits(pool, logits, narrow, ARIA_F16, norm, 1e-5, x, ROWS, VOCAB, hidden)) exit(10);
    show(pool, "logits_f16", logits, ROWS * VOCAB * 4);
    if (aria_logits(pool, logits, narrow, ARIA_BF16, norm, 1e-5, x, ROWS, VOCAB, hidden)) exit(10);
    show(pool, "logits_bf16", logits, ROWS * VOCAB * 4);
}

/* Sequences side by side, four queries a key: their starts in one call (more rows than pass together), then a position each with
   the start of another, then one alone. */
static void batch(aria_pool *pool) {
    enum { SEQUENCES = 3, POSITIONS = 200, HIDDEN = 160 };
    static const int LENGTHS[SEQUENCES] = {190, 70, 3};
    aria_shape shape = {HIDDEN, 288, 8, 2, 20, ARIA_SILU, 1e-5};
    model m = build_model(shape, 1, 1, POSITIONS);
    aria_step steps[SEQUENCES + 1];
    int n_rows = 0;
    for (int i = 0; i < SEQUENCES; i++) {
        steps[i] = step_of(&m, floats((size_t)LENGTHS[i] * HIDDEN, 1.0f), pages_of(&m), 0, LENGTHS[i]);
        n_rows += LENGTHS[i];
    }
    if (n_rows <= ARIA_BLOCK_ROWS) exit(11);
    forward(pool, &m, steps, SEQUENCES);
    for (int i = 0; i < SEQUENCES; i++) show(pool, "batch_start", steps[i].x, (size_t)LENGTHS[i] * HIDDEN * 4);
    for (int i = 0; i < SEQUENCES; i++) steps[i] = step_of(&m, floats(HIDDEN, 1.0f), steps[i].pages, LENGTHS[i], 1);
    steps[SEQUENCES] = step_of(&m, floats(6 * HIDDEN, 1.0f), pages_of(&m), 0, 6);
    forward(pool, &m, steps, SEQUENCES + 1);
    for (int i = 0; i <= SEQUENCES; i++) show(pool, "batch", steps[i].x, (size_t)steps[i].n_rows * HIDDEN * 4);
    steps[0] = step_of(&m, floats(HIDDEN, 1.0f), steps[0].pages, LENGTHS[0] + 1, 1);
    forward(pool, &m, steps, 1);
    show(pool, "batch_alone", steps[0].x, HIDDEN * 4);
}

/* The best row by all logits: the lowest of equals. */
static int best_of(const float *logits, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) best = logits[i] > logits[best] ? i : best;
    return best;
}

/* Rows found for one token: the logits have the bits of `all`, and whatever is left out has `top` better ones. Returns the best's index. */
static int check_found(const int32_t *ids, const float *found, int n, const float *all, int n_rows, int top) {
    int best = best_of(found, n), next = 0;
    if (n < top || n > n_rows || ids[best] != best_of(all, n_rows)) exit(13);
    for (int row = 0; row < n_rows; row++) {
        int better = 0;
        if (next < n && ids[next] == row) { /* ids rise */
            if (memcmp(&found[next++], &all[row], sizeof *all)) exit(14);
            continue;
        }
        for (int i = 0; i < n; i++) better += found[i] > all[row];
        if (better < top) exit(15);
    }
    if (next != n) exit(16);
    return best;
}

/* A screened head against all logits: how many rows it returns may differ between instruction sets, not the best. Peaked: each token is a
   row of the table (of binary32), so that three bits leave little. */
static void screened(aria_pool *pool, int kind, int n, int peaked, const char *what) {
    enum { WIDTH = 100, VOCAB = 333, MOST = 35 };
    const int top = peaked ? 1 : 3;
    size_t bytes = aria_screen_bytes(VOCAB, WIDTH);
    float *norm = weights(WIDTH), *x = floats(MOST * WIDTH, 1.0f), *all = take(MOST * VOCAB, 4), *found = take(MOST * VOCAB, 4);
    float *wide = floats(VOCAB * WIDTH, 1.0f), *bounds = take((VOCAB + 15) / 16 * 64, 4), logits[MOST];
    uint16_t *narrow = take(VOCAB * WIDTH, 2), fixed = kind == ARIA_F16 ? 0x3000 : 0x3e00; /* sizes from 1/8 to 2 in either format */
    const void *rows = kind == ARIA_F32 ? (const void *)wide : narrow;
    uint8_t *planes = take(bytes, 1);
    int32_t *ids = take(MOST * VOCAB, 4), count[MOST], best[MOST];
    double tail[MOST];
    aria_screen screen = {rows, planes, bounds, kind, VOCAB, WIDTH};
    aria_screen_ask ask = {norm, 1e-5, top, 0.0f, 1.0f};
    aria_screen_answer answer = {ids, found, count, tail, 0, VOCAB};
    for (int i = 0; i < VOCAB * WIDTH; i++) narrow[i] = (uint16_t)((draw() >> 16 & (kind == ARIA_F16 ? 0x8fff : 0x81ff)) | fixed);
    for (int t = 0; t < n && peaked; t++) memcpy(x + t * WIDTH, wide + 83 * t * WIDTH, WIDTH * 4);
    if (aria_logits(pool, all, rows, kind, norm, 1e-5, x, n, VOCAB, WIDTH)) exit(10);
    if (aria_screen_build(pool, planes, bounds, rows, kind, VOCAB, WIDTH) || aria_screen_top(pool, &screen, &ask, x, n, &answer)) exit(12);
    for (int t = 0; t < n; t++) {
        int i = check_found(ids + t * VOCAB, found + t * VOCAB, count[t], all + t * VOCAB, VOCAB, top);
        best[t] = ids[t * VOCAB + i];
        logits[t] = found[t * VOCAB + i];
    }
    show(pool, what, best, (size_t)n * sizeof *best);
    show(pool, "screened_logits", logits, (size_t)n * sizeof *logits);
}

int main(void) {
    const char *isa;
    for (int i = 0; (isa = aria_isa_name(i)) != NULL; i++) {
        int status;
        aria_pool *pool = aria_pool_new(2, isa, &status);
        aria_shape silu = {96, 160, 6, 2, 16, ARIA_SILU, 1e-5}, relu2 = {100, 180, 2, 1, 50, ARIA_RELU2, 1e-6};
        if (!pool) return 2;
        state = 1;
        operations(pool);
        products(pool);
        stack(pool, silu, 0, 70, ARIA_2BIT, "stack_silu");
        stack(pool, silu, 0, 9, ARIA_BASE3, "stack_silu");
        stack(pool, relu2, 1, 33, ARIA_2BIT, "stack_relu2");
        give_all_back();
        stack(pool, silu, 0, 1, ARIA_BASE3, "stack_silu");
        give_all_back();
        batch(pool);
        screened(pool, ARIA_F32, 1, 0, "screened_f32");
        screened(pool, ARIA_F32, 4, 1, "screened_peaked");
        screened(pool, ARIA_F16, 5, 0, "screened_f16");
        screened(pool, ARIA_BF16, 35, 0, "screened_bf16");
        give_all_back();
        aria_pool_free(pool);
    }
    return 0;
}
