/* The head: logits of all rows. */
#include "aria_impl.h"

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
    size_t pitch = h->width * (h->kind == ARIA_F32 ? 4 : 2), item;
    while (aria_take(worker, (h->n_rows + HEAD_ROWS - 1) / HEAD_ROWS, &item)) {
        size_t begin = item * HEAD_ROWS, end = begin + HEAD_ROWS < h->n_rows ? begin + HEAD_ROWS : h->n_rows;
        for (size_t row = begin, some; row < end; row += some) {
            const void *rows[4];
            some = end - row < 4 ? end - row : 4;
            for (size_t k = 0; k < some; k++) rows[k] = (const char *)h->rows + (row + k) * pitch;
            for (size_t t = 0; t < h->n; t++) h->ops->dots(h->logits + t * h->n_rows + row, rows, some, h->kind, h->x + t * h->width, h->width);
        }
    }
}

int aria_logits(aria_pool *pool, float *logits, const void *rows, int kind, const float *norm, double eps, const float *x,
                int n, int n_rows, int width) {
    const aria_ops *ops = aria_pool_ops(pool);
    float *y;
    if (n < 0 || n_rows < 1 || !aria_width_ok(width) || kind < ARIA_F32 || kind > ARIA_BF16) return ARIA_BAD_SHAPE;
    if (n == 0) return ARIA_OK;
    aria_pool_lock(pool);
    y = aria_pool_workspace(pool, (size_t)n * (size_t)width * sizeof *y);
    if (y) {
        head h = {ops, logits, rows, kind, y, (size_t)n, (size_t)n_rows, (size_t)width};
        aria_fp_mode mode = aria_fp_enter();
        for (size_t i = 0; i < h.n; i++) ops->rms_norm(y + i * h.width, x + i * h.width, norm, aria_narrow(eps), h.width);
        aria_fp_leave(mode);
        aria_pool_run(pool, (double)n * n_rows * width < ARIA_SERIAL_WORK ? 1 : aria_pool_threads(pool), head_job, &h);
    }
    aria_pool_unlock(pool);
    return y ? ARIA_OK : ARIA_NO_MEMORY;
}
