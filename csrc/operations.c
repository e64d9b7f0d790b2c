/* The single operations behind the public interface, each under the default floating-point mode. */
#include "aria_impl.h"

#include <string.h>

#define WITH_MODE(statement) \
    do { \
        aria_fp_mode mode_ = aria_fp_enter(); \
        const aria_ops *ops = aria_pool_ops(pool); \
        statement; \
        aria_fp_leave(mode_); \
    } while (0)

float aria_dot16(aria_pool *pool, const float *a, const float *b, size_t n) {
    float y;
    WITH_MODE(y = ops->dot16(a, b, n));
    return y;
}

void aria_exp(aria_pool *pool, float *y, const float *x, size_t n) { WITH_MODE(ops->exp(y, x, n)); }

void aria_rms_norm(aria_pool *pool, float *y, const float *x, const float *w, double eps, size_t n) {
    WITH_MODE(ops->rms_norm(y, x, w, aria_narrow(eps), n));
}

/* The table's quantise also writes the padding, which the caller's array may lack. */
float aria_quantise(aria_pool *pool, int8_t *q, const float *x, size_t n) {
    float s = 0.0f;
    int8_t *padded;
    aria_pool_lock(pool);
    padded = aria_pool_workspace(pool, aria_round_up(n, 16) + 16);
    if (padded) {
        int32_t sum;
        aria_tokens one = {padded, 1, &s, &sum};
        WITH_MODE(ops->quantise(&one, 0, x, n));
        memcpy(q, padded, n);
    }
    aria_pool_unlock(pool);
    return s;
}

typedef struct {
    const aria_ops *ops;
    const aria_ternary *w;
    int active;
    aria_tokens tokens;
    float *y[ARIA_BLOCK_ROWS];
} product;

static void product_job(const aria_worker *worker, void *context) {
    const product *p = context;
    size_t n_pieces = aria_pieces(p->w, p->active, p->tokens.n), item, begin, end;
    while (aria_take(worker, n_pieces, &item)) {
        aria_piece(p->w, item, n_pieces, &begin, &end);
        p->ops->linear(p->y, ARIA_KEEP_SUM, p->w, begin, end, &p->tokens);
    }
}

/* q[n][n_in] to the slices of aria_tokens */
static void lay_tokens(const aria_ops *ops, aria_tokens *to, const int8_t *q, size_t width) {
    for (size_t t = 0; t < to->n; t++) {
        to->sum[t] = 0;
        for (size_t i = 0; i < width; i++) {
            *ops->token_at(to, t, i) = q[t * width + i];
            to->sum[t] += q[t * width + i];
        }
    }
}

int aria_ternary_matmul(aria_pool *pool, int32_t *y, const int8_t *q, const aria_ternary *w, int n) {
    size_t width = (size_t)w->n_in, row_bytes = aria_round_up(width, ARIA_SLICE);
    int most = aria_pool_block_rows(pool);
    int32_t sum[ARIA_BLOCK_ROWS];
    int8_t *space;
    if (n < 0 || !aria_packed_bytes(w->n_out, w->n_in, w->layout)) return ARIA_BAD_SHAPE;
    if (n == 0) return ARIA_OK;
    aria_pool_lock(pool);
    space = aria_pool_workspace(pool, (size_t)(n < most ? n : most) * row_bytes);
    for (int done = 0; space && done < n; done += most) {
        size_t some = (size_t)(n - done < most ? n - done : most);
        product p = {aria_pool_ops(pool), w, aria_pool_threads(pool), {space, some, NULL, sum}, {NULL}};
        int32_t *rows = y + (size_t)done * (size_t)w->n_out;
        for (size_t t = 0; t < some; t++) p.y[t] = (float *)(void *)(rows + t * (size_t)w->n_out);
        memset(space, 0, some * row_bytes);
        lay_tokens(p.ops, &p.tokens, q + (size_t)done * width, width);
        aria_pool_run(pool, p.active, product_job, &p);
        for (size_t i = 0; i < some * (size_t)w->n_out; i++) { /* whole floats up to 2^24 */
            float value;
            memcpy(&value, &rows[i], sizeof value);
            rows[i] = (int32_t)value;
        }
    }
    aria_pool_unlock(pool);
    return space ? ARIA_OK : ARIA_NO_MEMORY;
}

void aria_rotate(aria_pool *pool, float *x, const float *cosines, const float *sines, size_t head_dim) {
    WITH_MODE(ops->rotate(x, cosines, sines, head_dim));
}

static void attend(const aria_ops *ops, float *out, const float *q, const aria_head_pages *kv, size_t n, size_t d, float *scores) {
    size_t pitch = aria_round_up(n, 16);
    ops->scores(scores, pitch, &q, 1, kv, 0, pitch, d, aria_attention_scale((int)d));
    ops->soften(scores, n, kv);
    ops->values(&out, scores, pitch, &n, 1, kv, 0, pitch, 0, d);
}

int aria_attention(aria_pool *pool, float *out, const float *q, const int32_t *k, const int32_t *v, const float *k_scale, const float *v_scale,
                   const float *turns, int n_positions, int head_dim) {
    size_t n = (size_t)n_positions, d = (size_t)head_dim, n_pages = (n + ARIA_PAGE - 1) / ARIA_PAGE, part = aria_head_part(d), used = 0;
    char *at = NULL, *page;
    void **pages;
    float *scores, key[ARIA_MAX_HEAD_DIM], value[ARIA_MAX_HEAD_DIM];
    if (n_positions < 1 || head_dim < 2 || head_dim % 2 || head_dim > ARIA_MAX_HEAD_DIM) return ARIA_BAD_SHAPE;
    aria_pool_lock(pool);
    for (int pass = 0; pass < 2; pass++) {
        used = 0;
        ARIA_PLACE(at, used, pages, void *, n_pages);
        ARIA_PLACE(at, used, page, char, n_pages * 2 * part);
        ARIA_PLACE(at, used, scores, float, aria_round_up(n, 16));
        if (pass == 0 && !(at = aria_pool_workspace(pool, used))) break;
    }
    if (at) {
        aria_head_pages kv = {pages, 0, part, turns, NULL, (const void *)page};
        for (size_t p = 0; p < n_pages; p++) pages[p] = page + p * 2 * part;
        for (size_t t = 0; t < n; t++) {
            for (size_t i = 0; i < d; i++) key[i] = (float)k[t * d + i], value[i] = (float)v[t * d + i];
            WITH_MODE(ops->store(&kv, t, key, value, k_scale[t], v_scale[t], d));
        }
        WITH_MODE(attend(ops, out, q, &kv, n, d, scores));
    }
    aria_pool_unlock(pool);
    return at ? ARIA_OK : ARIA_NO_MEMORY;
}

void aria_activate(aria_pool *pool, float *h, const float *gate, const float *up, size_t n, int activation) {
    WITH_MODE(ops->activate(h, gate, up, n, activation));
}

void aria_f16_to_f32(aria_pool *pool, float *y, const uint16_t *x, size_t n) { WITH_MODE(ops->from_f16(y, x, n)); }
