/* The packed ternary layout of csrc/README.md, to and from one int8 a weight. */
#include "aria_impl.h"

#include <string.h>

#define LOWER(n) (n) % ARIA_FIFTH
#define CODES(n) (uint8_t)(LOWER(n) % 3 | LOWER(n) / 3 % 3 << 2 | LOWER(n) / 9 % 3 << 4 | LOWER(n) / 27 % 3 << 6)
#define FIFTH(n) 4 * (n) / ARIA_FIFTH
#define FOUR(f, n) f(n), f((n) + 1), f((n) + 2), f((n) + 3)
#define SIXTEEN(f, n) FOUR(f, n), FOUR(f, (n) + 4), FOUR(f, (n) + 8), FOUR(f, (n) + 12)
#define SIXTY_FOUR(f, n) SIXTEEN(f, n), SIXTEEN(f, (n) + 16), SIXTEEN(f, (n) + 32), SIXTEEN(f, (n) + 48)
const uint8_t aria_four_codes[256] = {SIXTY_FOUR(CODES, 0), SIXTY_FOUR(CODES, 64), SIXTY_FOUR(CODES, 128), SIXTY_FOUR(CODES, 192)};
const uint8_t aria_fifth_code[64] = {SIXTY_FOUR(FIFTH, 0)};

static int in_range(int n_out, int n_in) { return n_out > 0 && aria_width_ok(n_in); }

size_t aria_packed_bytes(int n_out, int n_in, int layout) {
    if (!in_range(n_out, n_in) || (layout != ARIA_2BIT && layout != ARIA_BASE3)) return 0;
    return aria_tiles((size_t)n_out) * aria_tile_bytes(aria_groups((size_t)n_in), layout);
}

int aria_pack(uint8_t *codes, const int8_t *values, int n_out, int n_in) {
    size_t rows = (size_t)n_out, columns = (size_t)n_in, n_groups = aria_groups(columns);
    if (!in_range(n_out, n_in)) return ARIA_BAD_SHAPE;
    for (size_t tile = 0; tile * ARIA_TILE_ROWS < rows; tile++)
        for (size_t r = 0; r < ARIA_TILE_ROWS; r++) {
            size_t row = tile * ARIA_TILE_ROWS + r;
            uint8_t *out = codes + tile * n_groups * 64 + 4 * r;
            for (size_t g = 0; g < n_groups; g++, out += 64) {
                uint8_t code[ARIA_GROUP];
                size_t some = columns - g * ARIA_GROUP < ARIA_GROUP ? columns - g * ARIA_GROUP : ARIA_GROUP;
                memset(code, 1, sizeof code);
                for (size_t i = 0; row < rows && i < some; i++) {
                    code[i] = (uint8_t)(values[row * columns + g * ARIA_GROUP + i] + 1);
                    if (code[i] > 2) return ARIA_BAD_CODE;
                }
                for (size_t b = 0; b < 4; b++)
                    out[b] = (uint8_t)(code[b] | code[4 + b] << 2 | code[8 + b] << 4 | code[12 + b] << 6);
            }
        }
    return ARIA_OK;
}

/* The code of a column, from where its row's bytes of the tile begin. */
static int code_at(const uint8_t *row, size_t column, size_t n_groups, int layout) {
    static const uint8_t POWERS[] = {1, 3, 9, 27};
    size_t slice = column / ARIA_SLICE, i = column % ARIA_SLICE, before = slice * ARIA_SLICE_GROUPS, units;
    if (layout == ARIA_2BIT) return row[column / ARIA_GROUP * 64 + i % 4] >> i % ARIA_GROUP / 4 * 2 & 3;
    units = aria_units(n_groups - before < ARIA_SLICE_GROUPS ? n_groups - before : ARIA_SLICE_GROUPS, layout);
    row += aria_tile_bytes(before, layout);
    if (i < ARIA_GROUP * units) return row[i / ARIA_GROUP * 64 + i % 4] % ARIA_FIFTH / POWERS[i % ARIA_GROUP / 4] % 3;
    i -= ARIA_GROUP * units;
    return row[i / 4 * 64 + i % 4] / ARIA_FIFTH; /* 3 of a byte above 251, which stands for nothing */
}

int aria_unpack(int8_t *values, const uint8_t *codes, int n_out, int n_in, int layout) {
    size_t rows = (size_t)n_out, columns = (size_t)n_in, n_groups = aria_groups(columns);
    if (!aria_packed_bytes(n_out, n_in, layout)) return ARIA_BAD_SHAPE;
    for (size_t row = 0; row < rows; row++) {
        const uint8_t *in = codes + row / ARIA_TILE_ROWS * aria_tile_bytes(n_groups, layout) + row % ARIA_TILE_ROWS * 4;
        for (size_t column = 0; column < columns; column++) {
            int code = code_at(in, column, n_groups, layout);
            if (code > 2) return ARIA_BAD_CODE;
            values[row * columns + column] = (int8_t)(code - 1);
        }
    }
    return ARIA_OK;
}

typedef struct {
    uint8_t *to;
    const uint8_t *from;
    size_t n_tiles, n_groups;
    int bad[ARIA_MAX_THREADS];
} converting;

/* One slice of a tile. Fifth digits that stand for no column are 1, a weight of 0; nothing reads them. */
static int slice_to_base3(uint8_t *to, const uint8_t *from, size_t groups, const uint8_t *lower) {
    size_t units = aria_units(groups, ARIA_BASE3);
    unsigned bad = 0;
    for (size_t i = 0; i < 64 * groups; i++) bad |= from[i] & from[i] >> 1 & 0x55u;
    for (size_t u = 0; u < units; u++)
        for (size_t i = 0; i < 64; i++) {
            unsigned fifth = u < 4 * (groups - units) ? from[64 * (units + u / 4) + i] >> u % 4 * 2 & 3u : 1u;
            to[64 * u + i] = (uint8_t)(lower[from[64 * u + i]] + ARIA_FIFTH * fifth);
        }
    return bad != 0;
}

static void convert_job(const aria_worker *worker, void *context) {
    converting *c = context;
    uint8_t lower[256] = {0}; /* the inverse of aria_four_codes */
    size_t tile, from_bytes = aria_tile_bytes(c->n_groups, ARIA_2BIT), to_bytes = aria_tile_bytes(c->n_groups, ARIA_BASE3);
    for (unsigned n = 0; n < 81; n++) lower[aria_four_codes[n]] = (uint8_t)n;
    while (aria_take(worker, c->n_tiles, &tile)) {
        const uint8_t *from = c->from + from_bytes * tile;
        uint8_t *to = c->to + to_bytes * tile;
        for (size_t g = 0, some; g < c->n_groups; g += some, from += 64 * some, to += 64 * aria_units(some, ARIA_BASE3)) {
            some = c->n_groups - g < ARIA_SLICE_GROUPS ? c->n_groups - g : ARIA_SLICE_GROUPS;
            c->bad[worker->index] |= slice_to_base3(to, from, some, lower);
        }
    }
}

int aria_to_base3(aria_pool *pool, uint8_t *base3, const uint8_t *codes, int n_out, int n_in) {
    converting c = {base3, codes, 0, 0, {0}};
    int bad = 0;
    if (!in_range(n_out, n_in)) return ARIA_BAD_SHAPE;
    c.n_tiles = aria_tiles((size_t)n_out);
    c.n_groups = aria_groups((size_t)n_in);
    aria_pool_lock(pool);
    aria_pool_run(pool, aria_pool_threads(pool), convert_job, &c);
    aria_pool_unlock(pool);
    for (int i = 0; i < ARIA_MAX_THREADS; i++) bad |= c.bad[i];
    return bad ? ARIA_BAD_CODE : ARIA_OK;
}
