/* random_shapes SEED ROUNDS: calls the whole public interface with random sizes, on buffers that end where their contents do, with every
   usable instruction set and one to three threads. Fails where a set's bytes are not portable's. Built under sanitizers it finds reads and
   writes out of place. */
#include "aria_kernel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state, digest;

static uint32_t draw(void) { /* splitmix64 */
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ z >> 31) >> 32);
}

static int between(int least, int most) { return least + (int)(draw() % (uint32_t)(most - least + 1)); }

static void stop(const char *what) {
    fprintf(stderr, "random_shapes: %s\n", what);
    exit(1);
}

static void ok(int status, const char *what) {
    if (status != ARIA_OK) stop(what);
}

static void *take(size_t n, size_t size) { /* never more than asked for: a sanitizer guards the end */
    size_t bytes = n * size;
    void *p = malloc(bytes ? bytes : 1);
    if (!p) stop("no memory");
    memset(p, 0, bytes);
    return p;
}

static void note(const void *p, size_t n) { /* FNV-1a over everything computed */
    for (size_t i = 0; i < n; i++) digest = (digest ^ ((const uint8_t *)p)[i]) * 0x100000001b3u;
}

static float *floats(size_t n, float scale) {
    float *x = take(n, sizeof *x);
    for (size_t i = 0; i < n; i++) x[i] = (float)((int32_t)(draw() >> 15) - 65536) * 0x1p-15f * scale;
    return x;
}

static float *weights(size_t n) {
    float *x = floats(n, 0.25f);
    for (size_t i = 0; i < n; i++) x[i] += 1.0f;
    return x;
}

static void *halves(size_t n) { /* legal as either 16-bit format */
    uint16_t *x = take(n, sizeof *x);
    for (size_t i = 0; i < n; i++) x[i] = (uint16_t)((draw() >> 16) & 0xbfff);
    return x;
}

/* Some infinities, NaN and numbers whose squares are too large. */
static void unsettle(float *x, size_t n) {
    static const float some[] = {INFINITY, -INFINITY, NAN, 3e38f, -1e30f};
    for (int i = 0; i < 3; i++) x[draw() % n] = some[draw() % 5];
}

static aria_ternary ternary(aria_pool *pool, int n_out, int n_in) {
    aria_ternary w = {NULL, n_out, n_in, 0.04f, ARIA_2BIT};
    size_t n = (size_t)n_out * (size_t)n_in;
    int8_t *values = take(n, 1), *back = take(n, 1);
    uint8_t *codes = take(aria_packed_bytes(n_out, n_in, ARIA_2BIT), 1);
    for (size_t i = 0; i < n; i++) values[i] = (int8_t)(draw() % 3) - 1;
    ok(aria_pack(codes, values, n_out, n_in), "pack");
    ok(aria_unpack(back, codes, n_out, n_in, ARIA_2BIT), "unpack");
    if (memcmp(values, back, n)) stop("unpack(pack(values)) is not values");
    w.codes = codes;
    if (draw() % 2) { /* in the other layout */
        uint8_t *fewer = take(aria_packed_bytes(n_out, n_in, ARIA_BASE3), 1);
        ok(aria_to_base3(pool, fewer, codes, n_out, n_in), "to_base3");
        ok(aria_unpack(back, fewer, n_out, n_in, ARIA_BASE3), "unpack base 3");
        if (memcmp(values, back, n)) stop("unpack(to_base3(values)) is not values");
        free(codes);
        w.codes = fewer;
        w.layout = ARIA_BASE3;
    }
    free(values), free(back);
    return w;
}

static void operations(aria_pool *pool, int strange) {
    uint64_t before = digest;
    size_t n = (size_t)between(1, 200);
    int d = 2 * between(1, 70), t = between(1, 150);
    float *a = floats(n, 1.0f), *b = floats(n, 1.0f), *wide = floats(n, 60.0f), *y = take(n, 4), s = aria_dot16(pool, a, b, n);
    float *q = floats((size_t)d, 2.0f), *k_scale = weights((size_t)t), *v_scale = weights((size_t)t), *out = take((size_t)d, 4);
    int32_t *k = take((size_t)(t * d), 4), *v = take((size_t)(t * d), 4);
    float *turns = take((size_t)(t + 15) / 16 * 16 * (size_t)d, 4), *cosines = take((size_t)d / 2, 4), *sines = take((size_t)d / 2, 4);
    aria_rope rope = {10000.0, d, between(0, 1), 8.0, 1.0, 4.0, 64.0};
    uint16_t *half = halves(n);
    int8_t *codes = take(n, 1);
    for (int i = 0; i < t * d; i++) k[i] = (int32_t)draw() >> 8, v[i] = (int32_t)draw() >> 8;
    for (int i = 0; i < t; i++) k_scale[i] *= 0x1p-22f, v_scale[i] *= 0x1p-24f;
    if (strange) unsettle(a, n), unsettle(wide, n), unsettle(q, (size_t)d), unsettle(k_scale, (size_t)t), unsettle(v_scale, (size_t)t);
    note(&s, 4);
    aria_exp(pool, y, wide, n), note(y, n * 4);
    aria_rms_norm(pool, y, a, b, 1e-5, n), note(y, n * 4);
    s = aria_quantise(pool, codes, wide, n), note(codes, n), note(&s, 4);
    aria_activate(pool, y, wide, b, n, between(0, 1)), note(y, n * 4);
    aria_f16_to_f32(pool, y, half, n), note(y, n * 4);
    ok(aria_rope_tables(turns, &rope, 16 * between(0, 300), t), "rope");
    for (int j = 0; j < d / 2; j++) cosines[j] = turns[32 * j], sines[j] = turns[32 * j + 16];
    aria_rotate(pool, q, cosines, sines, (size_t)d), note(q, (size_t)d * 4);
    ok(aria_attention(pool, out, q, k, v, k_scale, v_scale, turns, t, d), "attention"), note(out, (size_t)d * 4);
    free(a), free(b), free(wide), free(y), free(q), free(k), free(v), free(k_scale), free(v_scale), free(out), free(turns), free(cosines), free(sines), free(half), free(codes);
    if (strange) digest = before;
}

static void products(aria_pool *pool) {
    int n_out = between(1, 130), n_in = between(1, 700), n = between(1, 40);
    aria_ternary w = ternary(pool, n_out, n_in);
    int8_t *q = take((size_t)n * (size_t)n_in, 1);
    int32_t *y = take((size_t)n * (size_t)n_out, 4);
    for (size_t i = 0; i < (size_t)n * (size_t)n_in; i++) q[i] = (int8_t)(draw() >> 24);
    ok(aria_ternary_matmul(pool, y, q, &w, n), "matmul");
    note(y, (size_t)n * (size_t)n_out * 4);
    free((void *)w.codes), free(q), free(y);
}

static void *table(int kind, size_t n) { return kind == ARIA_F32 ? (void *)floats(n, 1.0f) : halves(n); }

static void head(aria_pool *pool, int strange) {
    uint64_t before = digest;
    int rows = between(1, 300), width = between(1, 150), n = between(1, 6), kind = between(0, 2), room = between(1, rows);
    void *words = table(kind, (size_t)rows * (size_t)width);
    float *norm = weights((size_t)width), *x = floats((size_t)n * (size_t)width, 1.0f), *logits = take((size_t)n * (size_t)rows, 4);
    uint8_t *planes = take(aria_screen_bytes(rows, width), 1);
    float *bounds = take((size_t)((rows + 15) / 16) * 64, 4);
    aria_screen screen = {words, planes, bounds, kind, rows, width};
    aria_screen_ask ask = {norm, 1e-5, between(1, ARIA_MAX_TOP), (float)between(0, 3), (float)between(0, 1)};
    aria_screen_answer answer = {take((size_t)n * (size_t)room, 4), take((size_t)n * (size_t)room, 4), take((size_t)n, 4), take((size_t)n, 8), 0, room};
    int built;
    if (strange) unsettle(x, (size_t)n * (size_t)width);
    ok(aria_logits(pool, logits, words, kind, norm, 1e-5, x, n, rows, width), "logits");
    note(logits, (size_t)n * (size_t)rows * 4);
    built = aria_screen_build(pool, planes, bounds, words, kind, rows, width);
    if (built == ARIA_OK) {
        int status = aria_screen_top(pool, &screen, &ask, x, n, &answer);
        if (status != ARIA_OK && status != ARIA_NOT_FINITE) stop("screen_top");
        for (int i = 0; status == ARIA_OK && i < n; i++)
            for (int k = 0; answer.found[i] <= room && k < answer.found[i]; k++) { /* with less room they are not handed over */
                int at = i * room + k, id = answer.ids[at];
                if (id < 0 || id >= rows || memcmp(&answer.logits[at], &logits[i * rows + id], 4)) stop("a screened logit is not the row's");
            }
    } else if (built != ARIA_NOT_FINITE) stop("screen_build");
    free(words), free(norm), free(x), free(logits), free(planes), free(bounds);
    free(answer.ids), free(answer.logits), free(answer.found), free(answer.tail);
    if (strange) digest = before;
}

enum { MAX_SEQUENCES = 5, MAX_ROWS = 200 };

/* strange: what runs through is not finite, which need not agree but must stay in its place. */
static void stack(aria_pool *pool, int strange) {
    uint64_t before = digest;
    int kv = between(1, 3), heads = kv * between(1, 3), d = 2 * between(1, 20), layers_n = between(1, 2), sub_norms = between(0, 1);
    int sequences = between(1, MAX_SEQUENCES);
    aria_shape shape = {between(1, 120), between(1, 150), heads, kv, d, between(0, 1), 1e-5};
    aria_layer layers[2];
    aria_rope rope = {10000.0, d, 0, 0, 0, 0, 0};
    float *turns = take((size_t)(MAX_ROWS + 15) / 16 * 16 * (size_t)d, 4);
    void *pages[MAX_SEQUENCES][(MAX_ROWS + ARIA_PAGE - 1) / ARIA_PAGE];
    int done[MAX_SEQUENCES] = {0};
    for (int i = 0; i < layers_n; i++) {
        int h = shape.hidden, inner = shape.intermediate, hd = heads * d, kd = kv * d;
        aria_layer l = {weights((size_t)h), sub_norms ? weights((size_t)hd) : NULL, weights((size_t)h), sub_norms ? weights((size_t)inner) : NULL,
                        ternary(pool, hd, h), ternary(pool, kd, h), ternary(pool, kd, h), ternary(pool, h, hd), ternary(pool, inner, h), ternary(pool, inner, h), ternary(pool, h, inner)};
        layers[i] = l;
    }
    ok(aria_rope_tables(turns, &rope, 0, MAX_ROWS), "rope");
    for (int s = 0; s < sequences; s++)
        for (int p = 0; p < (MAX_ROWS + ARIA_PAGE - 1) / ARIA_PAGE; p++) pages[s][p] = take(aria_page_part(&shape) * 2 * (size_t)(kv * layers_n), 1);
    for (int call = 0; call < 3; call++) {
        aria_step steps[MAX_SEQUENCES];
        for (int s = 0; s < sequences; s++) {
            int rows = between(1, call ? 3 : 60);
            aria_step step = {floats((size_t)rows * (size_t)shape.hidden, 1.0f), pages[s], rows, done[s], (done[s] + rows + ARIA_PAGE - 1) / ARIA_PAGE};
            steps[s] = step;
            if (strange) unsettle(step.x, (size_t)rows * (size_t)shape.hidden);
            done[s] += rows;
        }
        ok(aria_forward(pool, &shape, layers, layers_n, 0, layers_n, steps, sequences, turns, MAX_ROWS), "forward");
        for (int s = 0; s < sequences; s++) {
            note(steps[s].x, (size_t)steps[s].n_rows * (size_t)shape.hidden * 4);
            free(steps[s].x);
        }
    }
    for (int s = 0; s < sequences; s++)
        for (int p = 0; p < (MAX_ROWS + ARIA_PAGE - 1) / ARIA_PAGE; p++) free(pages[s][p]);
    for (int i = 0; i < layers_n; i++) {
        const aria_ternary *w[] = {&layers[i].q, &layers[i].k, &layers[i].v, &layers[i].o, &layers[i].gate, &layers[i].up, &layers[i].down};
        for (size_t k = 0; k < sizeof w / sizeof *w; k++) free((void *)w[k]->codes);
        free((void *)layers[i].attn_norm), free((void *)layers[i].attn_sub_norm), free((void *)layers[i].ffn_norm), free((void *)layers[i].ffn_sub_norm);
    }
    free(turns);
    if (strange) digest = before;
}

static void refusals(aria_pool *pool) { /* impossible sizes are refused before anything is touched */
    static const int bad[] = {0, -1, -2147483647 - 1, ARIA_MAX_WIDTH + 1, 2147483647};
    int n = bad[draw() % (sizeof bad / sizeof *bad)];
    aria_ternary w = {NULL, 16, n, 1.0f, ARIA_2BIT}, strange = {NULL, 16, 16, 1.0f, between(2, 9)};
    aria_rope rope = {10000.0, n, 0, 0, 0, 0, 0}, scaled = {10000.0, 4, 1, 8.0, 1.0, 4.0, 64.0};
    float turns[64];
    double *numbers[] = {&scaled.theta, &scaled.factor, &scaled.low_freq_factor, &scaled.high_freq_factor, &scaled.original_positions};
    *numbers[draw() % 5] = (double[]){0.0, -1.0, (double)INFINITY, (double)NAN}[draw() % 4];
    if (aria_rope_tables(turns, &scaled, 1, 1) == ARIA_OK) stop("a scaling by no number");
    if (aria_packed_bytes(4, n, ARIA_2BIT) || aria_packed_bytes(4, n, ARIA_BASE3) || aria_screen_bytes(4, n)) stop("bytes of an impossible width");
    if (aria_packed_bytes(4, 4, strange.layout) || aria_ternary_matmul(pool, NULL, NULL, &strange, 1) == ARIA_OK) stop("an unknown layout");
    if (aria_pack(NULL, NULL, 4, n) == ARIA_OK || aria_unpack(NULL, NULL, 4, n, ARIA_2BIT) == ARIA_OK || aria_to_base3(pool, NULL, NULL, 4, n) == ARIA_OK) stop("packed an impossible width");
    if (aria_ternary_matmul(pool, NULL, NULL, &w, 1) == ARIA_OK) stop("multiplied an impossible width");
    if (aria_attention(pool, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, n) == ARIA_OK) stop("an impossible head");
    if (aria_logits(pool, NULL, NULL, ARIA_F32, NULL, 1e-5, NULL, 1, 4, n) == ARIA_OK) stop("logits of an impossible width");
    if (aria_rope_tables(NULL, &rope, 0, 1) == ARIA_OK) stop("positions of an impossible head");
}

int main(int argc, char **argv) {
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    int rounds = argc > 2 ? atoi(argv[2]) : 20;
    for (int round = 0; round < rounds; round++) {
        uint64_t first = 0;
        const char *isa;
        for (int i = 0; (isa = aria_isa_name(i)) != NULL; i++) {
            int status;
            aria_pool *pool = aria_pool_new(1 + (round + i) % 3, isa, &status);
            if (!pool) stop("no pool");
            state = seed + (uint64_t)round * 1000003u;
            digest = 0xcbf29ce484222325u;
            operations(pool, 0), products(pool), head(pool, 0), stack(pool, 0), refusals(pool);
            operations(pool, 1), head(pool, 1), stack(pool, 1);
            if (i == 0) first = digest;
            if (digest != first) {
                fprintf(stderr, "random_shapes: round %d: %s differs from portable\n", round, isa);
                return 1;
            }
            aria_pool_free(pool);
        }
    }
    printf("%d rounds\n", rounds);
    return 0;
}
