/* A range of layers for a batch of positions, the head, and the single operations behind the public interface. */
#include "aria_impl.h"

#include <string.h>

enum {
    CHUNKS_PER_THREAD = 4,   /* a matrix is handed out in this many pieces per thread, so that a late thread costs little */
    SKEW = 16,               /* floats between rows: a pitch of a power of two would put every row into the same cache set */
    SERIAL_WORK = 1 << 17    /* multiply-adds per row block and layer below which waking a thread costs more than it gives */
};

typedef struct {
    float *x;
    float *const *pages;
    int position;
} row;

typedef struct { /* one block of rows on its way through the layers */
    const aria_ops *ops;
    const aria_shape *shape;
    const aria_layer *layers;
    const float *cosines, *sines;
    int first, last;
    size_t n, page_floats, score_pitch, norm_pitch;
    row rows[ARIA_BLOCK_ROWS];
    float g;
    aria_tokens tokens;
    float *residual[ARIA_BLOCK_ROWS], *q[ARIA_BLOCK_ROWS], *k[ARIA_BLOCK_ROWS], *v[ARIA_BLOCK_ROWS], *mix[ARIA_BLOCK_ROWS];
    float *gate[ARIA_BLOCK_ROWS], *up[ARIA_BLOCK_ROWS];
    float *scores, *norm; /* a slice per worker */
    int active;
} block;

static size_t most(size_t a, size_t b) { return a > b ? a : b; }

/* Takes pieces of up to three matrices that read the same tokens. */
static void multiply(const aria_worker *worker, block *b, int n_matrices, const aria_ternary *const *w, float *const *const *y, int add) {
    size_t tiles[3] = {0}, pieces[3] = {0}, total = 0, item;
    for (int m = 0; m < n_matrices; m++) {
        tiles[m] = aria_round_up((size_t)w[m]->n_out, ARIA_TILE_ROWS) / ARIA_TILE_ROWS;
        pieces[m] = (size_t)b->active * (b->active > 1 ? CHUNKS_PER_THREAD : 1);
        if (pieces[m] > tiles[m]) pieces[m] = tiles[m];
        total += pieces[m];
    }
    while (aria_take(worker, total, &item)) {
        int m = 0;
        while (m + 1 < n_matrices && item >= pieces[m]) item -= pieces[m++];
        b->ops->linear(y[m], add, w[m], tiles[m] * item / pieces[m], tiles[m] * (item + 1) / pieces[m], &b->tokens, b->n);
    }
    aria_meet(worker);
}

/* Normalises (where there is a norm) and quantises one row. */
static void quantise_row(const aria_worker *worker, const block *b, size_t i, const float *x, const float *norm, size_t width) {
    if (norm) {
        float *y = b->norm + (size_t)worker->index * b->norm_pitch;
        b->ops->rms_norm(y, x, norm, aria_narrow(b->shape->norm_eps), width);
        x = y;
    }
    b->tokens.scale[i] = b->ops->quantise(b->tokens.q + i * b->tokens.stride, &b->tokens.sum[i], x, width);
}

static void quantise_rows(const aria_worker *worker, block *b, float *const *x, const float *norm, size_t width) {
    size_t i;
    while (aria_take(worker, b->n, &i)) quantise_row(worker, b, i, x[i], norm, width);
    aria_meet(worker);
}

static float *head_page(const block *b, const row *r, int layer, int head, size_t page) {
    size_t per_head = b->page_floats / (size_t)b->shape->n_kv_heads;
    return r->pages[page] + (size_t)layer * b->page_floats + (size_t)head * per_head;
}

/* RoPE, then the row's keys and values into its page. */
static void place_row(const block *b, size_t i, int layer) {
    const aria_shape *s = b->shape;
    const row *r = &b->rows[i];
    size_t d = (size_t)s->head_dim, position = (size_t)r->position;
    const float *c = b->cosines + position * (d / 2), *sn = b->sines + position * (d / 2);
    for (int h = 0; h < s->n_heads; h++) b->ops->rotate(b->q[i] + (size_t)h * d, c, sn, d);
    for (int h = 0; h < s->n_kv_heads; h++) {
        b->ops->rotate(b->k[i] + (size_t)h * d, c, sn, d);
        b->ops->store_kv(head_page(b, r, layer, h, position / ARIA_PAGE), position % ARIA_PAGE, b->k[i] + (size_t)h * d,
                         b->v[i] + (size_t)h * d, d);
    }
}

static void attend(const aria_worker *worker, const block *b, size_t item, int layer) {
    const aria_shape *s = b->shape;
    size_t i = item / (size_t)s->n_heads, h = item % (size_t)s->n_heads, d = (size_t)s->head_dim;
    const row *r = &b->rows[i];
    size_t per_head = b->page_floats / (size_t)s->n_kv_heads, shared = (size_t)(s->n_heads / s->n_kv_heads);
    aria_head_pages kv = {r->pages, (size_t)layer * b->page_floats + h / shared * per_head};
    b->ops->attention(b->mix[i] + h * d, b->q[i] + h * d, &kv, (size_t)r->position + 1, d, b->g,
                      b->scores + (size_t)worker->index * b->score_pitch);
}

static void run_layer(const aria_worker *worker, block *b, int index) {
    const aria_shape *s = b->shape;
    const aria_layer *l = &b->layers[index];
    size_t hidden = (size_t)s->hidden, inner = (size_t)s->intermediate, item;
    const aria_ternary *qkv[] = {&l->q, &l->k, &l->v}, *o[] = {&l->o}, *gate_up[] = {&l->gate, &l->up}, *down[] = {&l->down};
    float *const *to_qkv[] = {b->q, b->k, b->v}, *const *to_gate_up[] = {b->gate, b->up}, *const *to_residual[] = {b->residual};

    quantise_rows(worker, b, b->residual, l->attn_norm, hidden);
    multiply(worker, b, 3, qkv, to_qkv, 0);
    while (aria_take(worker, b->n, &item)) place_row(b, item, index);
    aria_meet(worker);
    while (aria_take(worker, b->n * (size_t)s->n_heads, &item)) attend(worker, b, item, index);
    aria_meet(worker);
    quantise_rows(worker, b, b->mix, l->attn_sub_norm, (size_t)s->n_heads * (size_t)s->head_dim);
    multiply(worker, b, 1, o, to_residual, 1);

    quantise_rows(worker, b, b->residual, l->ffn_norm, hidden);
    multiply(worker, b, 2, gate_up, to_gate_up, 0);
    while (aria_take(worker, b->n, &item)) {
        b->ops->activate(b->gate[item], b->gate[item], b->up[item], inner, s->activation);
        quantise_row(worker, b, item, b->gate[item], l->ffn_sub_norm, inner);
    }
    aria_meet(worker);
    multiply(worker, b, 1, down, to_residual, 1);
}

static void forward_job(const aria_worker *worker, void *context) {
    block *b = context;
    for (int layer = b->first; layer < b->last; layer++) run_layer(worker, b, layer);
}

size_t aria_page_floats(const aria_shape *s) {
    return (size_t)s->n_kv_heads * ARIA_PAGE * ((size_t)s->head_dim + aria_round_up((size_t)s->head_dim, 16));
}

static int width_ok(int64_t n) { return n > 0 && n <= ARIA_MAX_WIDTH; }

static int matrix_ok(const aria_ternary *w, int64_t n_out, int64_t n_in) { return w->codes && w->n_out == n_out && w->n_in == n_in; }

static int shape_ok(const aria_shape *s, const aria_layer *layers, int first, int last) {
    int64_t heads = (int64_t)s->n_heads * s->head_dim, kv = (int64_t)s->n_kv_heads * s->head_dim;
    if (!width_ok(s->hidden) || !width_ok(s->intermediate) || !width_ok(heads) || !width_ok(kv)) return 0;
    if (s->head_dim < 2 || s->head_dim % 2 || s->head_dim > ARIA_MAX_HEAD_DIM || s->n_heads < 1 || s->n_kv_heads < 1) return 0;
    if (s->n_heads % s->n_kv_heads || (s->activation != ARIA_SILU && s->activation != ARIA_RELU2)) return 0;
    for (int i = first; i < last; i++) {
        const aria_layer *l = &layers[i];
        if (!l->attn_norm || !l->ffn_norm) return 0;
        if (!matrix_ok(&l->q, heads, s->hidden) || !matrix_ok(&l->k, kv, s->hidden) || !matrix_ok(&l->v, kv, s->hidden)) return 0;
        if (!matrix_ok(&l->o, s->hidden, heads) || !matrix_ok(&l->gate, s->intermediate, s->hidden)) return 0;
        if (!matrix_ok(&l->up, s->intermediate, s->hidden) || !matrix_ok(&l->down, s->hidden, s->intermediate)) return 0;
    }
    return 1;
}

/* Lays the block's buffers out in the pool's workspace. at NULL only measures. Returns the bytes. */
static size_t lay_out(block *b, char *at, size_t n_rows, size_t n_workers) {
    const aria_shape *s = b->shape;
    size_t heads = (size_t)s->n_heads * (size_t)s->head_dim, kv = (size_t)s->n_kv_heads * (size_t)s->head_dim, inner = (size_t)s->intermediate;
    size_t widths[] = {heads, kv, kv, heads, inner, inner}, used = 0;
    float **buffers[] = {b->q, b->k, b->v, b->mix, b->gate, b->up};
    b->norm_pitch = aria_round_up(most(most((size_t)s->hidden, inner), heads), 16);
    b->tokens.stride = aria_round_up(b->norm_pitch, 64) + 64;
#define PLACE(pointer, type, count) \
    do { \
        if (at) (pointer) = (type *)(void *)(at + used); \
        used += aria_round_up((count) * sizeof(type), 64); \
    } while (0)
    PLACE(b->tokens.q, int8_t, n_rows * b->tokens.stride);
    PLACE(b->tokens.scale, float, n_rows);
    PLACE(b->tokens.sum, int32_t, n_rows);
    PLACE(b->norm, float, n_workers * b->norm_pitch);
    PLACE(b->scores, float, n_workers * b->score_pitch);
    for (int k = 0; k < 6; k++)
        for (size_t i = 0; i < n_rows; i++) PLACE(buffers[k][i], float, widths[k] + SKEW);
#undef PLACE
    return used;
}

static int steps_ok(const aria_step *steps, int n_steps, int n_positions, size_t *n_rows, size_t *longest) {
    *n_rows = *longest = 0;
    for (int i = 0; i < n_steps; i++) {
        int64_t end = (int64_t)steps[i].position + steps[i].n_rows;
        if (steps[i].position < 0 || steps[i].n_rows < 0 || end > n_positions || end > (int64_t)steps[i].n_pages * ARIA_PAGE) return 0;
        *n_rows += (size_t)steps[i].n_rows;
        *longest = most(*longest, (size_t)end);
    }
    return 1;
}

static int worth_waking(const aria_pool *pool, const block *b, size_t n_rows) {
    const aria_shape *s = b->shape;
    double work = (double)n_rows * s->hidden * (2.0 * s->n_heads * s->head_dim + 3.0 * s->intermediate);
    work += (double)n_rows * b->score_pitch * s->n_heads * s->head_dim;
    return work < SERIAL_WORK ? 1 : aria_pool_threads(pool);
}

static int forward_locked(aria_pool *pool, block *b, const aria_step *steps, int n_steps, size_t n_rows) {
    size_t most_rows = n_rows < ARIA_BLOCK_ROWS ? n_rows : ARIA_BLOCK_ROWS;
    size_t hidden = (size_t)b->shape->hidden, n_workers = (size_t)aria_pool_threads(pool);
    char *at = aria_pool_workspace(pool, lay_out(b, NULL, most_rows, n_workers));
    if (!at) return ARIA_NO_MEMORY;
    lay_out(b, at, most_rows, n_workers);
    b->n = 0;
    for (int i = 0; i < n_steps; i++)
        for (int k = 0; k < steps[i].n_rows; k++) {
            row r = {steps[i].x + (size_t)k * hidden, steps[i].pages, steps[i].position + k};
            b->residual[b->n] = r.x;
            b->rows[b->n++] = r;
            n_rows--;
            if (b->n == most_rows || n_rows == 0) {
                b->active = worth_waking(pool, b, b->n);
                aria_pool_run(pool, b->active, forward_job, b);
                b->n = 0;
            }
        }
    return ARIA_OK;
}

int aria_forward(aria_pool *pool, const aria_shape *shape, const aria_layer *layers, int n_layers, int first, int last,
                 const aria_step *steps, int n_steps, const float *cosines, const float *sines, int n_positions) {
    block b;
    size_t n_rows, longest;
    int status;
    if (first < 0 || last < first || last > n_layers || !shape_ok(shape, layers, first, last)) return ARIA_BAD_SHAPE;
    if (!steps_ok(steps, n_steps, n_positions, &n_rows, &longest)) return ARIA_BAD_POSITION;
    if (n_rows == 0 || first == last) return ARIA_OK;
    memset(&b, 0, sizeof b);
    b.ops = aria_pool_ops(pool);
    b.shape = shape;
    b.layers = layers;
    b.cosines = cosines;
    b.sines = sines;
    b.first = first;
    b.last = last;
    b.page_floats = aria_page_floats(shape);
    b.score_pitch = aria_round_up(longest, 16);
    b.g = aria_attention_scale(shape->head_dim);
    aria_pool_lock(pool);
    status = forward_locked(pool, &b, steps, n_steps, n_rows);
    aria_pool_unlock(pool);
    return status;
}

typedef struct {
    const aria_ops *ops;
    float *logits;
    const void *rows;
    int kind;
    const float *x; /* normalised */
    size_t n, n_rows, width;
} head;

enum { HEAD_ROWS = 64 }; /* rows of the table a worker takes at a time */

static void head_job(const aria_worker *worker, void *context) {
    const head *h = context;
    size_t item;
    while (aria_take(worker, (h->n_rows + HEAD_ROWS - 1) / HEAD_ROWS, &item)) {
        size_t begin = item * HEAD_ROWS, end = begin + HEAD_ROWS < h->n_rows ? begin + HEAD_ROWS : h->n_rows;
        h->ops->head(h->logits, h->n_rows, h->rows, h->kind, begin, end, h->x, h->n, h->width);
    }
}

int aria_logits(aria_pool *pool, float *logits, const void *rows, int kind, const float *norm, double eps, const float *x,
                int n, int n_rows, int width) {
    const aria_ops *ops = aria_pool_ops(pool);
    float *y;
    if (n < 0 || n_rows < 1 || !width_ok(width) || kind < ARIA_F32 || kind > ARIA_BF16) return ARIA_BAD_SHAPE;
    if (n == 0) return ARIA_OK;
    aria_pool_lock(pool);
    y = aria_pool_workspace(pool, (size_t)n * (size_t)width * sizeof *y);
    if (y) {
        head h = {ops, logits, rows, kind, y, (size_t)n, (size_t)n_rows, (size_t)width};
        aria_fp_mode mode = aria_fp_enter();
        for (size_t i = 0; i < h.n; i++) ops->rms_norm(y + i * h.width, x + i * h.width, norm, aria_narrow(eps), h.width);
        aria_fp_leave(mode);
        aria_pool_run(pool, (double)n * n_rows * width < SERIAL_WORK ? 1 : aria_pool_threads(pool), head_job, &h);
    }
    aria_pool_unlock(pool);
    return y ? ARIA_OK : ARIA_NO_MEMORY;
}

/* Single operations, each under the default floating-point mode. */
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
        WITH_MODE(s = ops->quantise(padded, &sum, x, n));
        memcpy(q, padded, n);
    }
    aria_pool_unlock(pool);
    return s;
}

typedef struct {
    const aria_ops *ops;
    int32_t *y;
    const aria_ternary *w;
    const int8_t *q; /* [n][stride] */
    size_t stride, n;
} product;

static void product_job(const aria_worker *worker, void *context) {
    const product *p = context;
    size_t n_out = (size_t)p->w->n_out, tiles = aria_round_up(n_out, ARIA_TILE_ROWS) / ARIA_TILE_ROWS, tile;
    while (aria_take(worker, tiles, &tile))
        for (size_t t = 0; t < p->n; t += ARIA_MAX_TOKENS) {
            int32_t acc[ARIA_MAX_TOKENS * ARIA_TILE_ROWS];
            size_t some = p->n - t < ARIA_MAX_TOKENS ? p->n - t : ARIA_MAX_TOKENS, r0 = tile * ARIA_TILE_ROWS;
            p->ops->tile(acc, p->w->codes + tile * p->stride / ARIA_GROUP * 64, p->stride / ARIA_GROUP, p->q + t * p->stride, p->stride, some);
            for (size_t k = 0; k < some; k++) {
                int32_t sum = 0;
                for (size_t i = 0; i < p->stride; i++) sum += p->q[(t + k) * p->stride + i];
                for (size_t r = 0; r < ARIA_TILE_ROWS && r0 + r < n_out; r++) p->y[(t + k) * n_out + r0 + r] = acc[ARIA_TILE_ROWS * k + r] - sum;
            }
        }
}

int aria_ternary_matmul(aria_pool *pool, int32_t *y, const int8_t *q, const aria_ternary *w, int n) {
    size_t width = (size_t)w->n_in, stride = aria_round_up(width, ARIA_GROUP);
    int8_t *padded;
    if (n < 0 || w->n_out < 1 || !width_ok(w->n_in)) return ARIA_BAD_SHAPE;
    if (n == 0) return ARIA_OK;
    aria_pool_lock(pool);
    padded = aria_pool_workspace(pool, (size_t)n * stride);
    if (padded) {
        product p = {aria_pool_ops(pool), y, w, padded, stride, (size_t)n};
        memset(padded, 0, (size_t)n * stride);
        for (size_t i = 0; i < p.n; i++) memcpy(padded + i * stride, q + i * width, width);
        aria_pool_run(pool, aria_pool_threads(pool), product_job, &p);
    }
    aria_pool_unlock(pool);
    return padded ? ARIA_OK : ARIA_NO_MEMORY;
}

void aria_rotate(aria_pool *pool, float *x, const float *cosines, const float *sines, size_t head_dim) {
    WITH_MODE(ops->rotate(x, cosines, sines, head_dim));
}

int aria_attention(aria_pool *pool, float *out, const float *q, const float *k, const float *v, int n_positions, int head_dim) {
    size_t n = (size_t)n_positions, d = (size_t)head_dim, n_pages = (n + ARIA_PAGE - 1) / ARIA_PAGE;
    size_t page_floats = ARIA_PAGE * (d + aria_round_up(d, 16)), scores = aria_round_up(n, 16);
    char *at;
    if (n_positions < 1 || head_dim < 2 || head_dim % 2 || head_dim > ARIA_MAX_HEAD_DIM) return ARIA_BAD_SHAPE;
    aria_pool_lock(pool);
    at = aria_pool_workspace(pool, n_pages * sizeof(float *) + scores * sizeof(float) + n_pages * page_floats * sizeof(float));
    if (at) {
        float **pages = (float **)(void *)at, *page = (float *)(void *)(at + n_pages * sizeof *pages + scores * sizeof(float));
        float *space = (float *)(void *)(at + n_pages * sizeof *pages);
        memset(page, 0, n_pages * page_floats * sizeof *page);
        for (size_t p = 0; p < n_pages; p++) pages[p] = page + p * page_floats;
        aria_head_pages kv = {pages, 0};
        for (size_t t = 0; t < n; t++) WITH_MODE(ops->store_kv(pages[t / ARIA_PAGE], t % ARIA_PAGE, k + t * d, v + t * d, d));
        WITH_MODE(ops->attention(out, q, &kv, n, d, aria_attention_scale(head_dim), space));
    }
    aria_pool_unlock(pool);
    return at ? ARIA_OK : ARIA_NO_MEMORY;
}

void aria_activate(aria_pool *pool, float *h, const float *gate, const float *up, size_t n, int activation) {
    WITH_MODE(ops->activate(h, gate, up, n, activation));
}

void aria_f16_to_f32(aria_pool *pool, float *y, const uint16_t *x, size_t n) { WITH_MODE(ops->from_f16(y, x, n)); }
