/* The packed ternary layout of csrc/README.md, to and from one int8 a weight. */
#include "aria_impl.h"

#include <string.h>

static int in_range(int n_out, int n_in) { return n_out > 0 && n_in > 0 && n_in <= ARIA_MAX_WIDTH; }

size_t aria_packed_bytes(int n_out, int n_in) {
    if (!in_range(n_out, n_in)) return 0;
    return aria_round_up((size_t)n_out, ARIA_TILE_ROWS) * (aria_round_up((size_t)n_in, ARIA_GROUP) / 4);
}

int aria_pack(uint8_t *codes, const int8_t *values, int n_out, int n_in) {
    size_t rows = (size_t)n_out, columns = (size_t)n_in, n_groups = aria_round_up(columns, ARIA_GROUP) / ARIA_GROUP;
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

int aria_unpack(int8_t *values, const uint8_t *codes, int n_out, int n_in) {
    size_t rows = (size_t)n_out, columns = (size_t)n_in, n_groups = aria_round_up(columns, ARIA_GROUP) / ARIA_GROUP;
    if (!in_range(n_out, n_in)) return ARIA_BAD_SHAPE;
    for (size_t row = 0; row < rows; row++) {
        const uint8_t *in = codes + row / ARIA_TILE_ROWS * n_groups * 64 + row % ARIA_TILE_ROWS * 4;
        for (size_t column = 0; column < columns; column++) {
            size_t i = column % ARIA_GROUP;
            int code = in[column / ARIA_GROUP * 64 + i % 4] >> 2 * (i / 4) & 3;
            if (code > 2) return ARIA_BAD_CODE;
            values[row * columns + column] = (int8_t)(code - 1);
        }
    }
    return ARIA_OK;
}
