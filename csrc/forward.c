/* A range of layers for a batch of positions. */
#include "aria_impl.h"

#include <string.h>

enum {
    FEWEST_QUERIES = 16,     /* that are taken together where there are so many */
    MOST_SCORES = 1 << 17,   /* of queries taken together, unless these are the fewest: half of a second cache */
    VALUE_PART = 64,         /* dimensions of a value that one worker sums, half of them where that leaves threads without work */
    SKEW = 16                /* floats between rows: a pitch of a power of two would put every row into the same cache set */
};

typedef struct {
    float *x;
    aria_step *step;
    int position;
} row;

typedef struct { /* rows [first, first + n) of a block: neighbours in one sequence, whose queries read a head's pages together */
    int first, n;
} run;

typedef struct { /* one block of rows on its way through the layers */
    const aria_ops *ops;
    const aria_shape *shape;
    const aria_layer *layers;
    const float *turns;
    int first, last;
    size_t n, n_runs, lines, score_pitch, norm_pitch, token_bytes;
    row rows[ARIA_BLOCK_ROWS];
    run runs[ARIA_BLOCK_ROWS];
    float g;
    aria_tokens tokens; /* of all rows; where there is one row each worker has its own, so that none waits for another */
    float *residual[ARIA_BLOCK_ROWS], *q[ARIA_BLOCK_ROWS], *k[ARIA_BLOCK_ROWS], *v[ARIA_BLOCK_ROWS], *mix[ARIA_BLOCK_ROWS];
    float *gate[ARIA_BLOCK_ROWS], *up[ARIA_BLOCK_ROWS];
    float *scores, *norm, *space; /* a slice per worker; scores, where all share them, a line per query */
    int active, apart; /* apart: every run is a sequence of its own, which no other reads */
    int widest;        /* rows of the longest run */
    size_t queries;    /* that a worker takes together at most */
} block;

static size_t most(size_t a, size_t b) { return a > b ? a : b; }

/* Normalises (where there is a norm) and quantises row i. */
static void quantise_row(const aria_worker *worker, const block *b, const aria_tokens *to, size_t i, const float *x, const float *norm,
                         size_t width) {
    if (norm) {
        float *y = b->norm + (size_t)worker->index * b->norm_pitch;
        b->ops->rms_norm(y, x, norm, aria_narrow(b->shape->norm_eps), width);
        x = y;
    }
    b->ops->quantise(to, i, x, width);
}

/* The tokens that a worker multiplies: all rows, quantised together, or the one row, quantised by each worker for itself. */
static aria_tokens quantise_rows(const aria_worker *worker, block *b, float *const *x, const float *norm, size_t width) {
    aria_tokens tokens = b->tokens;
    size_t i;
    if (b->n == 1) {
        tokens.q += (size_t)worker->index * b->token_bytes;
        tokens.scale += (size_t)worker->index * 16; /* a cache line of its own */
        tokens.sum += (size_t)worker->index * 16;
        quantise_row(worker, b, &tokens, 0, x[0], norm, width);
        return tokens;
    }
    while (aria_take(worker, b->n, &i)) quantise_row(worker, b, &tokens, i, x[i], norm, width);
    aria_meet(worker);
    return tokens;
}

/* Takes pieces of up to three matrices that read the same tokens. */
static void multiply(const aria_worker *worker, const block *b, const aria_tokens *tokens, int n_matrices, const aria_ternary *const *w,
                     float *const *const *y, const enum aria_result *result) {
    size_t parts[3], total = 0, item, begin, end;
    for (int m = 0; m < n_matrices; m++) total += parts[m] = aria_pieces(w[m], b->active, b->n);
    while (aria_take(worker, total, &item)) {
        int m = 0;
        while (m + 1 < n_matrices && item >= parts[m]) item -= parts[m++];
        aria_piece(w[m], item, parts[m], &begin, &end);
        b->ops->linear(y[m], result[m], w[m], begin, end, tokens);
    }
    aria_meet(worker);
}

/* Pieces of gate and up, and the activation of the same rows. */
static void multiply_gate_up(const aria_worker *worker, const block *b, const aria_tokens *tokens, const aria_layer *l) {
    size_t total = aria_pieces(&l->gate, b->active, b->n), item, begin, end;
    while (aria_take(worker, total, &item)) {
        aria_piece(&l->gate, item, total, &begin, &end);
        b->ops->linear(b->gate, ARIA_KEEP_VALUE, &l->gate, begin, end, tokens);
        b->ops->linear(b->up, ARIA_KEEP_VALUE, &l->up, begin, end, tokens);
        begin *= ARIA_TILE_ROWS;
        end = end * ARIA_TILE_ROWS < (size_t)l->gate.n_out ? end * ARIA_TILE_ROWS : (size_t)l->gate.n_out;
        for (size_t i = 0; i < b->n; i++) {
            float *gate = b->gate[i] + begin;
            b->ops->activate(gate, gate, b->up[i] + begin, end - begin, b->shape->activation);
        }
    }
    aria_meet(worker);
}

size_t aria_page_part(const aria_shape *s) { return aria_head_part((size_t)s->head_dim); }

/* Where a head of a layer lies: the keys of all heads, then all values. */
static aria_head_pages head_pages(const aria_shape *s, void *const *pages, int layer, size_t head) {
    size_t n_kv = (size_t)s->n_kv_heads, keys = 2 * n_kv * (size_t)layer + head, part = aria_page_part(s);
    return (aria_head_pages){pages, keys * part, (keys + n_kv) * part, NULL, NULL, NULL};
}

typedef struct { /* of one position, gathered once for all heads */
    int position;
    float cosines[ARIA_MAX_HEAD_DIM / 2], sines[ARIA_MAX_HEAD_DIM / 2];
} turn;

static void turn_to(turn *to, const block *b, int position) {
    const float *from = b->turns + (size_t)(position / 16 * 16) * (size_t)b->shape->head_dim + position % 16;
    if (to->position == position) return;
    to->position = position;
    for (int j = 0; j < b->shape->head_dim / 2; j++, from += 32) {
        to->cosines[j] = from[0];
        to->sines[j] = from[16];
    }
}

/* RoPE on the queries of head group `head`, and the row's key and value, as sums, into its page. */
static void place(const block *b, size_t i, int layer, size_t head, const aria_tokens *tokens, turn *turned) {
    const aria_shape *s = b->shape;
    const aria_layer *l = &b->layers[layer];
    size_t d = (size_t)s->head_dim, shared = (size_t)(s->n_heads / s->n_kv_heads);
    aria_head_pages kv = head_pages(s, b->rows[i].step->pages, layer, head);
    turn_to(turned, b, b->rows[i].position);
    for (size_t h = head * shared; h < (head + 1) * shared; h++) b->ops->rotate(b->q[i] + h * d, turned->cosines, turned->sines, d);
    b->ops->store(&kv, (size_t)b->rows[i].position, b->k[i] + head * d, b->v[i] + head * d, l->k.scale / tokens->scale[i],
                  l->v.scale / tokens->scale[i], d);
}

static const aria_sums *in_page(const aria_head_pages *kv, size_t page, size_t bytes) {
    return (const void *)((const char *)kv->pages[page] + bytes);
}

typedef struct { /* queries of some key/value heads, as many of each, with what those of the first see */
    aria_head_pages kv;
    size_t n, part, n_positions[ARIA_MAX_QUERIES]; /* part: bytes from a head's keys or values to the next one's */
    const float *q[ARIA_MAX_QUERIES];
    float *out[ARIA_MAX_QUERIES];
} queries;

/* The next queries of n_heads head groups over the rows of a run, from the i-th of each on: as many as go together. Only these are written:
   for a single query, zeros for all would cost as much as its scores. */
static void gather(queries *g, const aria_worker *worker, const block *b, const run *r, int layer, size_t head, size_t n_heads, size_t i) {
    size_t d = (size_t)b->shape->head_dim, shared = (size_t)(b->shape->n_heads / b->shape->n_kv_heads), left = (size_t)r->n * shared - i;
    const aria_step *step = b->rows[r->first].step;
    g->kv = head_pages(b->shape, step->pages, layer, head);
    g->kv.turns = b->turns;
    g->kv.lines = b->space + (size_t)worker->index * b->lines;
    g->kv.after = in_page(&g->kv, 0, g->kv.values);
    g->part = aria_page_part(b->shape);
    g->n = left < b->queries ? left : b->queries;
    for (size_t k = 0; k < n_heads * g->n; k++) {
        size_t query = i + k % g->n, index = (size_t)r->first + query / shared, at = ((head + k / g->n) * shared + query % shared) * d;
        g->q[k] = b->q[index] + at;
        g->out[k] = b->mix[index] + at;
        g->n_positions[k] = (size_t)b->rows[index].position + 1;
    }
}

/* Positions that a run's last query sees, up to whole lines. */
static size_t seen(const block *b, const run *r) { return aria_round_up((size_t)b->rows[r->first + r->n - 1].position + 1, 16); }

/* Some head groups over a run, by one worker, page by page, so that what is read is nearly one stream and the turns of a page serve all
   heads. Several groups have together no more queries than a worker takes. */
static void attend(const aria_worker *worker, const block *b, const run *r, int layer, size_t head, size_t n_heads) {
    size_t d = (size_t)b->shape->head_dim, all = (size_t)r->n * (size_t)(b->shape->n_heads / b->shape->n_kv_heads), pitch = b->score_pitch;
    float *scores = b->scores + (size_t)worker->index * b->queries * pitch;
    size_t end = seen(b, r);
    queries g;
    for (size_t i = 0; i < all; i += b->queries) {
        aria_head_pages kv;
        gather(&g, worker, b, r, layer, head, n_heads, i);
        kv = g.kv;
        for (size_t p = 0, t = 0; t < end; p++, t += ARIA_PAGE)
            for (size_t h = 0, k = 0; h < n_heads; h++, k += g.n) {
                kv.keys = g.kv.keys + h * g.part;
                kv.after = h + 1 < n_heads ? in_page(&kv, p, kv.keys + g.part) : t + ARIA_PAGE < end ? in_page(&kv, p + 1, g.kv.keys) : g.kv.after;
                b->ops->scores(scores + k * pitch, pitch, g.q + k, g.n, &kv, t, end < t + ARIA_PAGE ? end : t + ARIA_PAGE, d, b->g);
            }
        for (size_t k = 0; k < n_heads * g.n; k++) {
            kv.values = g.kv.values + k / g.n * g.part;
            b->ops->soften(scores + k * pitch, g.n_positions[k], &kv);
        }
        for (size_t p = 0, t = 0; t < end; p++, t += ARIA_PAGE)
            for (size_t h = 0, k = 0; h < n_heads; h++, k += g.n) {
                kv.values = g.kv.values + h * g.part;
                kv.after = h + 1 < n_heads || t + ARIA_PAGE >= end ? in_page(&kv, p, kv.values + g.part) : in_page(&kv, p + 1, g.kv.values);
                b->ops->values(g.out + k, scores + k * pitch, pitch, g.n_positions + k, g.n, &kv, t, t + ARIA_PAGE, 0, d);
            }
    }
}

/* All head groups, each by all workers: a page's scores are an item, then a query's exponentials, then some dimensions of the values. */
static void attend_together(const aria_worker *worker, const block *b, int layer) {
    size_t d = (size_t)b->shape->head_dim, n_kv = (size_t)b->shape->n_kv_heads, shared = (size_t)b->shape->n_heads / n_kv;
    size_t n_pages = (b->score_pitch + ARIA_PAGE - 1) / ARIA_PAGE, pitch = b->score_pitch, item;
    size_t wide = b->n_runs * n_kv * aria_round_up(d, VALUE_PART) / VALUE_PART < 2 * (size_t)b->active ? VALUE_PART / 2 : VALUE_PART;
    size_t n_parts = aria_round_up(d, wide) / wide;
    queries g;
    while (aria_take(worker, b->n_runs * n_kv * n_pages, &item)) {
        size_t head = item % n_kv, begin = item / n_kv % n_pages * ARIA_PAGE;
        const run *r = &b->runs[item / n_kv / n_pages];
        size_t end = begin + ARIA_PAGE < seen(b, r) ? begin + ARIA_PAGE : seen(b, r), first = ((size_t)r->first * n_kv + head * (size_t)r->n) * shared;
        if (begin >= end) continue;
        gather(&g, worker, b, r, layer, head, 1, 0);
        g.kv.after = in_page(&g.kv, begin / ARIA_PAGE, g.kv.keys + g.part);
        b->ops->scores(b->scores + first * pitch, pitch, g.q, g.n, &g.kv, begin, end, d, b->g);
    }
    aria_meet(worker);
    while (aria_take(worker, b->n * n_kv * shared, &item)) {
        const run *r = b->runs;
        while (item >= (size_t)(r->first + r->n) * n_kv * shared) r++;
        size_t of_run = item - (size_t)r->first * n_kv * shared, index = (size_t)r->first + of_run % ((size_t)r->n * shared) / shared;
        aria_head_pages kv = head_pages(b->shape, b->rows[index].step->pages, layer, of_run / ((size_t)r->n * shared));
        b->ops->soften(b->scores + item * pitch, (size_t)b->rows[index].position + 1, &kv);
    }
    aria_meet(worker);
    while (aria_take(worker, b->n_runs * n_kv * n_parts, &item)) {
        size_t from = item % n_parts * wide, to = from + wide < d ? from + wide : d, head = item / n_parts % n_kv;
        const run *r = &b->runs[item / n_parts / n_kv];
        size_t first = ((size_t)r->first * n_kv + head * (size_t)r->n) * shared;
        gather(&g, worker, b, r, layer, head, 1, 0);
        b->ops->values(g.out, b->scores + first * pitch, pitch, g.n_positions, g.n, &g.kv, 0, seen(b, r), from, to);
    }
    aria_meet(worker);
}

/* Into how many items a run's head groups go, so that items come out even over the threads, or are many: as few as have no more than
   `queries`. 0: none does. */
static size_t split_heads(const block *b) {
    size_t n_kv = (size_t)b->shape->n_kv_heads, widest = (size_t)b->widest * (size_t)b->shape->n_heads / n_kv, active = (size_t)b->active;
    for (size_t parts = 1; parts <= n_kv; parts++) {
        int fits = parts == n_kv || n_kv / parts * widest <= b->queries;
        if (n_kv % parts == 0 && fits && (b->n_runs * parts % active == 0 || b->n_runs * parts >= 4 * active)) return parts;
    }
    return 0;
}

/* Some head groups over a run are an item; where those do not come out even, workers share each. */
static void attend_all(const aria_worker *worker, const block *b, int layer, const aria_tokens *tokens) {
    size_t n_kv = (size_t)b->shape->n_kv_heads, shared = (size_t)b->shape->n_heads / n_kv, parts = split_heads(b), item;
    turn turned = {.position = -1};
    int fit = b->n * n_kv * shared <= (size_t)b->active * b->queries && shared <= b->queries;
    int alone = b->apart && (parts || !fit); /* then who attends with a head places it first, and nobody waits */
    while (!alone && aria_take(worker, b->n * n_kv, &item)) place(b, item / n_kv, layer, item % n_kv, tokens, &turned);
    if (!alone) aria_meet(worker);
    if (!parts && fit) {
        attend_together(worker, b, layer);
        return;
    }
    parts = parts ? parts : n_kv;
    while (aria_take(worker, b->n_runs * parts, &item)) {
        const run *r = &b->runs[item / parts];
        size_t n_heads = n_kv / parts, head = item % parts * n_heads;
        for (size_t i = 0; alone && i < (size_t)r->n * n_heads; i++) place(b, (size_t)r->first + i / n_heads, layer, head + i % n_heads, tokens, &turned);
        attend(worker, b, r, layer, head, n_heads);
    }
    aria_meet(worker);
}

static void run_layer(const aria_worker *worker, block *b, int index) {
    const aria_shape *s = b->shape;
    const aria_layer *l = &b->layers[index];
    const aria_ternary *qkv[] = {&l->q, &l->k, &l->v}, *o[] = {&l->o}, *down[] = {&l->down};
    float *const *to_qkv[] = {b->q, b->k, b->v}, *const *to_residual[] = {b->residual};
    const enum aria_result kept[] = {ARIA_KEEP_VALUE, ARIA_KEEP_SUM, ARIA_KEEP_SUM}, added[] = {ARIA_ADD_VALUE};
    aria_tokens tokens;

    tokens = quantise_rows(worker, b, b->residual, l->attn_norm, (size_t)s->hidden);

    multiply(worker, b, &tokens, 3, qkv, to_qkv, kept);
    attend_all(worker, b, index, &tokens);
    tokens = quantise_rows(worker, b, b->mix, l->attn_sub_norm, (size_t)s->n_heads * (size_t)s->head_dim);
    multiply(worker, b, &tokens, 1, o, to_residual, added);

    tokens = quantise_rows(worker, b, b->residual, l->ffn_norm, (size_t)s->hidden);
    multiply_gate_up(worker, b, &tokens, l);
    tokens = quantise_rows(worker, b, b->gate, l->ffn_sub_norm, (size_t)s->intermediate);
    multiply(worker, b, &tokens, 1, down, to_residual, added);
}

static void forward_job(const aria_worker *worker, void *context) {
    block *b = context;
    for (int layer = b->first; layer < b->last; layer++) run_layer(worker, b, layer);
}

static int matrix_ok(const aria_ternary *w, int64_t n_out, int64_t n_in) {
    return w->codes && w->n_out == n_out && w->n_in == n_in && (w->layout == ARIA_2BIT || w->layout == ARIA_BASE3);
}

static int shape_ok(const aria_shape *s, const aria_layer *layers, int first, int last) {
    int64_t heads = (int64_t)s->n_heads * s->head_dim, kv = (int64_t)s->n_kv_heads * s->head_dim;
    if (!aria_width_ok(s->hidden) || !aria_width_ok(s->intermediate) || !aria_width_ok(heads) || !aria_width_ok(kv)) return 0;
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
    b->tokens.n = n_rows;
    b->token_bytes = aria_round_up(b->norm_pitch, ARIA_SLICE); /* of one row */
    b->lines = ARIA_PAGE * aria_round_up((size_t)s->head_dim, 16);
#define PLACE(pointer, type, count) ARIA_PLACE(at, used, pointer, type, count)
    PLACE(b->tokens.q, int8_t, most(n_rows, n_workers) * b->token_bytes);
    PLACE(b->tokens.scale, float, most(n_rows, 16 * n_workers));
    PLACE(b->tokens.sum, int32_t, most(n_rows, 16 * n_workers));
    PLACE(b->norm, float, n_workers * b->norm_pitch);
    PLACE(b->scores, float, n_workers * b->queries * b->score_pitch);
    PLACE(b->space, float, n_workers * b->lines);
    for (int k = 0; k < 6; k++)
        for (size_t i = 0; i < n_rows; i++) PLACE(buffers[k][i], float, widths[k] + SKEW);
#undef PLACE
    return used;
}

static int steps_ok(aria_step *steps, int n_steps, int n_positions, size_t *n_rows, size_t *longest) {
    *n_rows = *longest = 0;
    for (int i = 0; i < n_steps; i++) {
        int64_t end = (int64_t)steps[i].position + steps[i].n_rows;
        if (steps[i].position < 0 || steps[i].n_rows < 0 || end > n_positions || end > (int64_t)steps[i].n_pages * ARIA_PAGE) return 0;
        *n_rows += (size_t)steps[i].n_rows;
        *longest = most(*longest, (size_t)end);
    }
    return 1;
}

/* Cuts the block's rows into runs: neighbours in a sequence, few enough to leave work for every thread. */
static void find_runs(block *b) {
    size_t shared = (size_t)(b->shape->n_heads / b->shape->n_kv_heads), longest = shared < b->queries ? b->queries / shared : 1;
    while (longest * shared > FEWEST_QUERIES && b->n * (size_t)b->shape->n_kv_heads < 4 * (size_t)b->active * longest) longest /= 2;
    b->n_runs = 0;
    b->apart = b->widest = 1;
    for (size_t i = 0; i < b->n; i++) {
        run *last = &b->runs[b->n_runs ? b->n_runs - 1 : 0];
        const row *r = &b->rows[i];
        if (b->n_runs && r->step == b->rows[i - 1].step && r->position == b->rows[i - 1].position + 1 && (size_t)last->n < longest) last->n++;
        else {
            b->apart &= !i || r->step != b->rows[i - 1].step;
            b->runs[b->n_runs++] = (run){(int)i, 1};
        }
        if (b->runs[b->n_runs - 1].n > b->widest) b->widest = b->runs[b->n_runs - 1].n;
    }
}

static int worth_waking(const aria_pool *pool, const block *b, size_t n_rows) {
    const aria_shape *s = b->shape;
    double work = (double)n_rows * s->hidden * (2.0 * s->n_heads * s->head_dim + 3.0 * s->intermediate);
    work += (double)n_rows * b->score_pitch * s->n_heads * s->head_dim;
    return work < ARIA_SERIAL_WORK ? 1 : aria_pool_threads(pool);
}

static int forward_locked(aria_pool *pool, block *b, aria_step *steps, int n_steps, size_t n_rows) {
    size_t block_rows = (size_t)b->ops->block_rows, most_rows = n_rows < block_rows ? n_rows : block_rows;
    size_t hidden = (size_t)b->shape->hidden, n_workers = (size_t)aria_pool_threads(pool);
    char *at = aria_pool_workspace(pool, lay_out(b, NULL, most_rows, n_workers));
    if (!at) return ARIA_NO_MEMORY;
    lay_out(b, at, most_rows, n_workers);
    b->n = 0;
    for (int i = 0; i < n_steps; i++)
        for (int k = 0; k < steps[i].n_rows; k++) {
            row r = {steps[i].x + (size_t)k * hidden, &steps[i], steps[i].position + k};
            b->residual[b->n] = r.x;
            b->rows[b->n++] = r;
            n_rows--;
            if (b->n == most_rows || n_rows == 0) {
                b->active = worth_waking(pool, b, b->n);
                b->tokens.n = b->n;
                find_runs(b);
                aria_pool_run(pool, b->active, forward_job, b);
                b->n = 0;
            }
        }
    return ARIA_OK;
}

int aria_forward(aria_pool *pool, const aria_shape *shape, const aria_layer *layers, int n_layers, int first, int last,
                 aria_step *steps, int n_steps, const float *turns, int n_positions) {
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
    b.turns = turns;
    b.first = first;
    b.last = last;
    b.score_pitch = aria_round_up(longest, 16);
    b.queries = ARIA_MAX_QUERIES;
    while (b.queries > FEWEST_QUERIES && b.queries * b.score_pitch > MOST_SCORES) b.queries /= 2;
    b.g = aria_attention_scale(shape->head_dim);
    aria_pool_lock(pool);
    status = forward_locked(pool, &b, steps, n_steps, n_rows);
    aria_pool_unlock(pool);
    return status;
}
