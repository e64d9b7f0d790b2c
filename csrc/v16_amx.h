/* v16_avx512.h, with a few tokens and more multiplied by AMX: a tile's 16 rows, 16 tokens and 64 columns an instruction. A slice of a tile
   unpacked to a byte a code, 64 bytes for four columns of its 16 rows, is what AMX wants for its second operand. */
#include "v16_avx512.h"

#define ARIA_AMX 1
enum {
    AMX_LEAST = 6,    /* tokens: four are multiplied faster from the packed bytes */
    AMX_PART = 8,     /* groups unpacked while as many are multiplied */
    AMX_ROWS = 16,    /* tokens that lie together, see token_at: what a register takes, in one piece */
    BLOCK_ROWS = 128, /* unpacking serves so many tokens: 64 are slower, 256 no faster */
    LINEAR_TILES = 8, /* whose sums become values together, of a block's tokens */
    MOST_TILES = 32   /* of few tokens: halves that lie farther apart come faster from memory */
};

/* gcc does not know that the intrinsics read what p points to. */
#define WRITTEN(p) __asm__ __volatile__("" : : "r"(p) : "memory");

typedef struct {
    uint8_t palette, start_row, reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
} amx_shapes;

ARIA_INLINE size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Sums in 0 to 3, codes of two tiles in 4 and 5, up to 32 tokens in 6 (the first 16) and 7. */
static void amx_begin(size_t n) {
    amx_shapes s = {.palette = 1};
    for (int i = 0; i < 8; i++) {
        s.row_bytes[i] = 64;
        s.rows[i] = (uint8_t)(i == 4 || i == 5 ? 16 : i % 2 && n > AMX_ROWS ? n - AMX_ROWS : least(n, AMX_ROWS));
    }
    WRITTEN(&s)
    _tile_loadconfig(&s);
}

/* Groups [begin, end) of a tile's slice to a byte a code, a line of 64 bytes for four columns of its 16 rows; in base 3 units [begin, end),
   with the later groups that are their fifth digits. Each fetches what lies `ahead` bytes on, no nearer than the second cache: panel and
   tokens fill the first. */
static void unpack_2bit(uint8_t *panel, const uint8_t *codes, size_t begin, size_t end, size_t n_groups, size_t ahead) {
    const __m512i three = _mm512_set1_epi8(3);
    (void)n_groups;
    for (size_t g = begin; g < end; g++) {
        __m512i w = _mm512_loadu_si512(codes + 64 * g);
        ARIA_PREFETCH_NEAR(codes + 64 * g + ahead);
        for (size_t i = 0; i < 4; i++) _mm512_store_si512(panel + 256 * g + 64 * i, CODES(w, i));
    }
}

static void unpack_base3(uint8_t *panel, const uint8_t *codes, size_t begin, size_t end, size_t n_groups, size_t ahead) {
    const __m512i three = _mm512_set1_epi8(3);
    const digits d = digits_of_base3();
    size_t units = aria_units(n_groups, ARIA_BASE3), fifths = 4 * (n_groups - units);
    for (size_t u = begin; u < least(end, units); u++) {
        __m512i w = _mm512_loadu_si512(codes + 64 * u);
        ARIA_PREFETCH_NEAR(codes + 64 * u + ahead);
        if (u < fifths) _mm512_store_si512(panel + 256 * units + 64 * u, fifth_digit(&d, w));
        w = lower_digits(&d, w);
        for (size_t i = 0; i < 4; i++) _mm512_store_si512(panel + 256 * u + 64 * i, CODES(w, i));
    }
}

static void unpack_3bit(uint8_t *panel, const uint8_t *codes, size_t begin, size_t end, size_t n_groups, size_t ahead) {
    (void)n_groups;
    for (size_t g = begin; g < end; g += 2) {
        for (size_t i = 0; i < 3; i++) ARIA_PREFETCH_NEAR(codes + 96 * g + 64 * i + ahead);
        for (int i = 0; i < 8; i++) _mm512_store_si512(panel + 256 * g + 64 * i, code_3bit(codes + 96 * g, i));
    }
}

/* The sums of one tile or two, `apart` numbers from each other, and of `some` tokens from acc, or to it. */
#define MOVE_SUMS(move) \
    move(0, acc, 64); \
    if (some > AMX_ROWS) move(1, acc + 16 * AMX_ROWS, 64); \
    if (tiles > 1) move(2, acc + apart, 64); \
    if (tiles > 1 && some > AMX_ROWS) move(3, acc + apart + 16 * AMX_ROWS, 64);
ARIA_INLINE void fetch_sums(const int32_t *acc, size_t tiles, size_t apart, size_t some) { MOVE_SUMS(_tile_loadd) }
ARIA_INLINE void put_sums(int32_t *acc, size_t tiles, size_t apart, size_t some) { MOVE_SUMS(_tile_stored) }

/* Adds the products of 64 columns of two tiles and up to 32 tokens, at q and, past the first 16, at more. A product begins every 16 cycles
   and takes 52: four sums take turns. */
ARIA_INLINE void multiply_step(const uint8_t *panel, const int8_t *q, const int8_t *more, size_t some) {
    _tile_loadd(4, panel, 64);
    _tile_loadd(5, panel + PANEL_BYTES, 64);
    _tile_loadd(6, q, 64);
    _tile_dpbsud(0, 6, 4);
    _tile_dpbsud(2, 6, 5);
    if (some <= AMX_ROWS) return;
    _tile_loadd(7, more, 64);
    _tile_dpbsud(1, 7, 4);
    _tile_dpbsud(3, 7, 5);
}

/* Groups [begin, end) of a slice, from a multiple of 4 on. q: of the slice, from the first of these tokens on. */
ARIA_INLINE void multiply_groups(const uint8_t *panel, size_t begin, size_t end, const int8_t *q, size_t some) {
    size_t first = 16 * least(some, AMX_ROWS), rest = 16 * (some - least(some, AMX_ROWS)); /* bytes a group */
    for (size_t g = begin; g < end; g += 4)
        multiply_step(panel + 256 * g, q + first * g, q + ARIA_SLICE * AMX_ROWS + rest * g, some);
}

typedef struct { /* one tile or two */
    void (*unpack)(uint8_t *, const uint8_t *, size_t, size_t, size_t, size_t);
    size_t tiles, apart, ahead; /* bytes from one to the other, and to those that come next */
} amx_tiles;

/* Unpacks a slice, in parts, and multiplies each while the next is unpacked. */
static void unpack_and_multiply(uint8_t *panel, const amx_tiles *w, const uint8_t *slice, size_t n_groups, const int8_t *q, size_t some) {
    for (size_t g = 0; g < n_groups + AMX_PART; g += AMX_PART) {
        for (size_t k = 0; k < w->tiles && g < n_groups; k++)
            w->unpack(panel + PANEL_BYTES * k, slice + w->apart * k, g, least(g + AMX_PART, n_groups), n_groups, w->ahead);
        WRITTEN(panel)
        if (g > 0) multiply_groups(panel, g - AMX_PART, least(g, n_groups), q, some);
    }
}

/* acc[n_tiles][n][16], slice by slice of two tiles, one of each half of them, unpacked to where they stay in the first cache. The sums of up
   to 32 tokens stay in the registers from slice to slice. */
static void multiply_amx(int32_t *acc, const uint8_t *codes, int layout, size_t n_tiles, size_t n_groups, const int8_t *q, size_t n) {
    _Alignas(64) uint8_t panel[2 * PANEL_BYTES];
    size_t shape = 0, tile_bytes = aria_tile_bytes(n_groups, layout), half = (n_tiles + 1) / 2;
    amx_tiles w = {layout == ARIA_2BIT ? unpack_2bit : layout == ARIA_BASE3 ? unpack_base3 : unpack_3bit, 2, half * tile_bytes, tile_bytes};
    int stay = n <= 2 * AMX_ROWS;
    for (size_t tile = 0; tile < half; tile++, codes += tile_bytes, acc += 16 * n) {
        const uint8_t *slice = codes;
        w.tiles = tile + half < n_tiles ? 2 : 1;
        for (size_t g = 0, groups; g < n_groups; g += groups, slice += 64 * aria_units(groups, layout)) {
            groups = least(ARIA_SLICE_GROUPS, n_groups - g);
            if (groups % 4) memset(panel, 0, sizeof panel); /* whole steps */
            for (size_t t = 0, some; t < n; t += some) {
                const int8_t *tokens = q + ARIA_GROUP * n * g + ARIA_SLICE * t;
                some = least(2 * AMX_ROWS, n - t);
                if (some != shape) amx_begin(shape = some);
                if (g == 0) {
                    _tile_zero(0);
                    _tile_zero(1);
                    _tile_zero(2);
                    _tile_zero(3);
                } else if (!stay) {
                    fetch_sums(acc + 16 * t, w.tiles, 16 * n * half, some);
                }
                if (t == 0) unpack_and_multiply(panel, &w, slice, groups, tokens, some);
                else multiply_groups(panel, 0, groups, tokens, some);
                if (!stay || g + groups == n_groups) put_sums(acc + 16 * t, w.tiles, 16 * n * half, some);
            }
        }
    }
    _tile_release();
    WRITTEN(acc)
}

#define PRODUCTS (4 * 16 * 16 * 64)
static void amx_products(size_t rounds) {
    amx_begin(32);
    for (size_t r = 0; r < rounds; r++) {
        _tile_dpbsud(0, 6, 4);
        _tile_dpbsud(1, 7, 4);
        _tile_dpbsud(2, 6, 5);
        _tile_dpbsud(3, 7, 5);
    }
    _tile_release();
}
