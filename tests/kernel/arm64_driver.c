/* Prints a hash per operation and per whole stack, for each usable instruction set, from generated inputs. Needs no Python, so it also
   runs under an emulator. Lines: "<instruction set> <what> <hash>"; the hashes of every set on every CPU are equal. */
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

static void *take(size_t n, size_t size) {
    void *p = calloc(n, size);
    if (!p) exit(3);
    return p;
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
    aria_ternary w = {NULL, n_out, n_in, scale};
    int8_t *values = take((size_t)n_out * n_in, 1);
    uint8_t *codes = take(aria_packed_bytes(n_out, n_in), 1);
    for (size_t i = 0; i < (size_t)n_out * n_in; i++) values[i] = (int8_t)(draw() % 3) - 1;
    if (aria_pack(codes, values, n_out, n_in)) exit(4);
    free(values);
    w.codes = codes;
    return w;
}

static void operations(aria_pool *pool) {
    enum { N = 1003, D = 100, T = 83 };
    float *a = floats(N, 1.0f), *b = floats(N, 1.0f), *w = weights(N), *wide = floats(N, 60.0f), *y = take(N, 4), s;
    float *q = floats(D, 4.0f), *k = floats(T * D, 4.0f), *v = floats(T * D, 1.0f), cosines[D / 2], sines[D / 2];
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
    if (aria_rope_tables(cosines, sines, &rope, 77, 1)) exit(5);
    show(pool, "rope_cos", cosines, sizeof cosines);
    show(pool, "rope_sin", sines, sizeof sines);
    aria_rotate(pool, q, cosines, sines, D);
    show(pool, "rope", q, D * 4);
    if (aria_attention(pool, y, q, k, v, T, D)) exit(5);
    show(pool, "attention", y, D * 4);
    aria_activate(pool, y, wide, b, N, ARIA_SILU);
    show(pool, "silu", y, N * 4);
    aria_activate(pool, y, wide, b, N, ARIA_RELU2);
    show(pool, "relu2", y, N * 4);
    for (int i = 0; i < N; i++) half[i] = (uint16_t)((draw() >> 16) & 0xbfff); /* any sign, denormals too, none infinite */
    aria_f16_to_f32(pool, y, half, N);
    show(pool, "from_f16", y, N * 4);
    free(a), free(b), free(w), free(wide), free(y), free(q), free(k), free(v);
}

static void products(aria_pool *pool) {
    enum { OUT = 37, IN = 1500, TOKENS = 15, LONG = ARIA_MAX_WIDTH };
    aria_ternary w = ternary(OUT, IN, 1.0f), ones = ternary(1, LONG, 1.0f);
    int8_t *q = take(TOKENS * IN, 1), *most = take(2 * LONG, 1), *all = take(LONG, 1);
    int32_t *y = take(TOKENS * OUT, 4), extreme[2];
    for (int i = 0; i < TOKENS * IN; i++) q[i] = (int8_t)(draw() >> 24);
    if (aria_ternary_matmul(pool, y, q, &w, TOKENS)) exit(6);
    show(pool, "ternary", y, TOKENS * OUT * 4);
    memset(all, 1, LONG);
    memset(most, 127, LONG);
    memset(most + LONG, -128, LONG);
    if (aria_pack((uint8_t *)ones.codes, all, 1, LONG) || aria_ternary_matmul(pool, extreme, most, &ones, 2)) exit(6);
    show(pool, "ternary_extreme", extreme, sizeof extreme);
    if (extreme[0] != 127 * LONG || extreme[1] != -128 * LONG) exit(7);
    free((void *)w.codes), free((void *)ones.codes), free(q), free(most), free(all), free(y);
}

static void stack(aria_pool *pool, aria_shape shape, int sub_norms, int chunk, const char *what) {
    enum { LAYERS = 2, ROWS = 70, VOCAB = 45 };
    int hidden = shape.hidden, inner = shape.intermediate, heads = shape.n_heads * shape.head_dim, kv = shape.n_kv_heads * shape.head_dim;
    aria_layer layers[LAYERS];
    aria_rope rope = {10000.0, shape.head_dim, 0, 0, 0, 0, 0};
    float *cosines = take(ROWS * shape.head_dim / 2, 4), *sines = take(ROWS * shape.head_dim / 2, 4), *x, *logits = take(ROWS * VOCAB, 4);
    float *norm, *table;
    float *pages[2];
    uint16_t *narrow = take((size_t)VOCAB * hidden, 2);
    state = 12345;
    for (int i = 0; i < LAYERS; i++) {
        aria_layer l = {weights(hidden), sub_norms ? weights(heads) : NULL, weights(hidden), sub_norms ? weights(inner) : NULL,
                        ternary(heads, hidden, 0.04f), ternary(kv, hidden, 0.04f), ternary(kv, hidden, 0.05f),
                        ternary(hidden, heads, 0.03f), ternary(inner, hidden, 0.04f), ternary(inner, hidden, 0.04f),
                        ternary(hidden, inner, 0.02f)};
        layers[i] = l;
    }
    x = floats((size_t)ROWS * hidden, 1.0f);
    norm = weights(hidden);
    table = floats((size_t)VOCAB * hidden, 1.0f);
    for (int i = 0; i < 2; i++) pages[i] = take(aria_page_floats(&shape) * LAYERS, 4);
    if (aria_rope_tables(cosines, sines, &rope, 0, ROWS)) exit(8);
    for (int at = 0; at < ROWS; at += chunk) {
        aria_step step = {x + (size_t)at * hidden, pages, ROWS - at < chunk ? ROWS - at : chunk, at, 2};
        if (aria_forward(pool, &shape, layers, LAYERS, 0, LAYERS, &step, 1, cosines, sines, ROWS)) exit(9);
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
        stack(pool, silu, 0, 70, "stack_silu");
        stack(pool, silu, 0, 9, "stack_silu");
        stack(pool, relu2, 1, 33, "stack_relu2");
        aria_pool_free(pool);
    }
    return 0;
}
