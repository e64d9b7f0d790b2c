/* v16_avx512.h, with a few tokens and more multiplied by AMX: a tile's 16 rows, 16 tokens and 64 columns an instruction. A slice of a tile
   unpacked to a byte a code, 64 bytes for four columns of its 16 rows, is what AMX wants for its second operand. */
#include "v16_avx512.h"

#define ARIA_AMX 1
enum {
    AMX_LEAST = 6,   /* tokens: four are multiplied faster from the packed bytes */
    AMX_STEP = 1024, /* bytes of 64 columns of a tile, unpacked */
    AMX_RING = 4,    /* steps that there is room for: few, so that a slice of 64 tokens stays in the first cache with them */
    AMX_AHEAD = 2,   /* steps that are unpacked before their turn: what was just written is slow to load */
    LINEAR_TILES = 8 /* that meet a slice of many tokens before the next slice does */
};

/* gcc does not know that the intrinsics read what p points to. */
#define WRITTEN(p) __asm__ __volatile__("" : : "r"(p) : "memory");

typedef struct {
    uint8_t palette, start_row, reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
} amx_shapes;

/* Sums in 0 to 3, codes in 4 to 6, tokens in 5 to 7: see multiply_step. The last tokens, 16 or fewer, are in 7, and their sums in those of
   0 to 3 that 7 is multiplied into. */
static void amx_begin(size_t n) {
    static const uint8_t OF_LAST[] = {0x8f, 0x8a, 0x88, 0x88};
    amx_shapes s = {.palette = 1};
    for (int i = 0; i < 8; i++) {
        s.row_bytes[i] = 64;
        s.rows[i] = OF_LAST[(n - 1) / 16] >> i & 1 ? (uint8_t)((n - 1) % 16 + 1) : 16;
    }
    WRITTEN(&s)
    _tile_loadconfig(&s);
}

/* 16 columns of a tile's slice of so many units, a line of 64 bytes for four. */
ARIA_INLINE void unpack_group(uint8_t *to, const uint8_t *slice, size_t group, size_t units, int layout, size_t ahead) {
    const __m512i three = _mm512_set1_epi8(3);
    const digits d = digits_of_base3();
    __m512i lines[4];
    if (layout == ARIA_3BIT) {
        for (int i = 0; i < 4; i++) lines[i] = group % 2 ? code_3bit(slice + 192 * (group / 2), 4 + i) : code_3bit(slice + 192 * (group / 2), i);
    } else if (group < units) {
        __m512i w = _mm512_loadu_si512(slice + 64 * group);
        ARIA_PREFETCH_SOON(slice + 64 * group + ahead);
        if (layout == ARIA_BASE3) w = lower_digits(&d, w);
        for (int i = 0; i < 4; i++) lines[i] = CODES(w, i);
    } else {
        for (size_t i = 0; i < 4; i++) lines[i] = fifth_digit(&d, _mm512_loadu_si512(slice + 64 * (4 * (group - units) + i)));
    }
    for (int i = 0; i < 4; i++) _mm512_store_si512(to + 64 * i, lines[i]);
}

/* A walk through some tiles, a set of 1, 2 or 4 of them and 64 columns a step. Sets of several tiles keep their sums in the registers from
   slice to slice; a tile of more than 32 tokens fills those, and a slice meets all tiles before the next does. */
typedef struct {
    const uint8_t *codes;
    int layout;
    size_t n_tiles, n_groups, n_sets, n_slices, together, tile_bytes;
} amx_walk;

typedef struct {
    size_t count, set, slice, step;
    const uint8_t *codes; /* of the slice, in the set's first tile */
    size_t tiles, groups, units, steps;
} amx_place;

ARIA_INLINE size_t least(size_t a, size_t b) { return a < b ? a : b; }

ARIA_INLINE void arrive(const amx_walk *w, amx_place *at, size_t set, size_t slice) {
    at->set = set;
    at->slice = slice;
    at->step = 0;
    at->codes = w->codes + w->tile_bytes * w->together * set + 64 * aria_units(ARIA_SLICE_GROUPS, w->layout) * slice;
    at->tiles = least(w->together, w->n_tiles - w->together * set);
    at->groups = least(ARIA_SLICE_GROUPS, w->n_groups - ARIA_SLICE_GROUPS * slice);
    at->units = aria_units(at->groups, w->layout);
    at->steps = (at->groups + 3) / 4;
}

ARIA_INLINE void advance(const amx_walk *w, amx_place *at) {
    at->count++;
    if (++at->step < at->steps) return;
    if (w->together > 1) arrive(w, at, at->set + (at->slice + 1 == w->n_slices), at->slice + 1 < w->n_slices ? at->slice + 1 : 0);
    else arrive(w, at, at->set + 1 < w->n_sets ? at->set + 1 : 0, at->slice + (at->set + 1 == w->n_sets));
}

/* To the ring's place: [tiles of a set][AMX_RING][AMX_STEP]. */
ARIA_INLINE void unpack_step(uint8_t *ring, const amx_walk *w, const amx_place *at) {
    size_t ahead = w->tile_bytes * (w->together > 1 ? w->together : LINEAR_TILES), g = 4 * at->step, some = least(4, at->groups - g);
    for (size_t k = 0; k < at->tiles; k++) {
        uint8_t *to = ring + AMX_STEP * (AMX_RING * k + at->count % AMX_RING);
        for (size_t i = 0; i < some; i++) unpack_group(to + 256 * i, at->codes + w->tile_bytes * k, g + i, at->units, w->layout, ahead);
        if (some < 4) memset(to + 256 * some, 0, 256 * (4 - some));
    }
}

/* Adds the products of 64 columns. A product begins every 16 cycles and takes 52, so four sums take turns: of four tiles and up to 16
   tokens, of two and up to 32, of one and up to 64. */
ARIA_INLINE void multiply_step(const uint8_t *codes, size_t tiles, const int8_t *q, size_t n) {
    _tile_loadd(4, codes, 64);
    if (n <= 16) {
        _tile_loadd(7, q, ARIA_SLICE);
        _tile_dpbsud(0, 7, 4);
        if (tiles > 1) {
            _tile_loadd(5, codes + AMX_RING * AMX_STEP, 64);
            _tile_dpbsud(1, 7, 5);
        }
        if (tiles > 2) {
            _tile_loadd(6, codes + 2 * AMX_RING * AMX_STEP, 64);
            _tile_dpbsud(2, 7, 6);
        }
        if (tiles > 3) {
            _tile_loadd(4, codes + 3 * AMX_RING * AMX_STEP, 64);
            _tile_dpbsud(3, 7, 4);
        }
        return;
    }
    _tile_loadd(5, q, ARIA_SLICE);
    _tile_dpbsud(0, 5, 4);
    if (n <= 32) {
        _tile_loadd(7, q + 16 * ARIA_SLICE, ARIA_SLICE);
        _tile_dpbsud(1, 7, 4);
        if (tiles > 1) {
            _tile_loadd(6, codes + AMX_RING * AMX_STEP, 64);
            _tile_dpbsud(2, 5, 6);
            _tile_dpbsud(3, 7, 6);
        }
        return;
    }
    _tile_loadd(6, q + 16 * ARIA_SLICE, ARIA_SLICE);
    _tile_dpbsud(1, 6, 4);
    if (n > 48) {
        _tile_loadd(5, q + 32 * ARIA_SLICE, ARIA_SLICE);
        _tile_dpbsud(2, 5, 4);
    }
    _tile_loadd(7, q + (n - 1) / 16 * 16 * ARIA_SLICE, ARIA_SLICE);
    _tile_dpbsud(3, 7, 4);
}

/* The same sums from acc[tiles][n][16], or to it. */
#define MOVE_SUMS(move) \
    move(0, acc, 64); \
    if (n <= 16) { \
        if (tiles > 1) move(1, acc + 16 * n, 64); \
        if (tiles > 2) move(2, acc + 32 * n, 64); \
        if (tiles > 3) move(3, acc + 48 * n, 64); \
    } else { \
        move(1, acc + 256, 64); \
        if (n > 48) move(2, acc + 512, 64); \
        if (n > 32) move(3, acc + (n - 1) / 16 * 256, 64); \
        else if (tiles > 1) { \
            move(2, acc + 16 * n, 64); \
            move(3, acc + 16 * n + 256, 64); \
        } \
    }
ARIA_INLINE void fetch_sums(const int32_t *acc, size_t tiles, size_t n) { MOVE_SUMS(_tile_loadd) }
ARIA_INLINE void put_sums(int32_t *acc, size_t tiles, size_t n) { MOVE_SUMS(_tile_stored) }

/* acc[n_tiles][n][16]. Between products what is multiplied two steps on is unpacked. layout is a constant where this is called. */
ARIA_INLINE void multiply_layout(int32_t *acc, const uint8_t *codes, int layout, size_t n_tiles, size_t n_groups, const int8_t *q, size_t n) {
    _Alignas(64) uint8_t ring[4 * AMX_RING * AMX_STEP];
    size_t together = n <= 16 ? 4 : n <= 32 ? 2 : 1;
    const amx_walk w = {codes, layout, n_tiles, n_groups, (n_tiles + together - 1) / together, (n_groups + ARIA_SLICE_GROUPS - 1) / ARIA_SLICE_GROUPS,
                        together, aria_tile_bytes(n_groups, layout)};
    size_t n_steps = w.n_sets * ((w.n_slices - 1) * ARIA_SLICE_GROUPS / 4 + (n_groups - (w.n_slices - 1) * ARIA_SLICE_GROUPS + 3) / 4);
    amx_place at = {0}, ahead = {0};
    arrive(&w, &at, 0, 0);
    arrive(&w, &ahead, 0, 0);
    amx_begin(n);
    while (at.count < n_steps) {
        int32_t *sums = acc + 16 * n * together * at.set;
        for (; ahead.count < n_steps && ahead.count <= at.count + AMX_AHEAD; advance(&w, &ahead)) unpack_step(ring, &w, &ahead);
        WRITTEN(ring)
        if (at.step == 0 && at.slice == 0) {
            _tile_zero(0);
            _tile_zero(1);
            _tile_zero(2);
            _tile_zero(3);
        } else if (at.step == 0 && together == 1) {
            fetch_sums(sums, at.tiles, n);
        }
        multiply_step(ring + AMX_STEP * (at.count % AMX_RING), at.tiles, q + ARIA_SLICE * n * at.slice + 64 * at.step, n);
        if (at.step + 1 == at.steps && (together == 1 || at.slice + 1 == w.n_slices)) put_sums(sums, at.tiles, n);
        advance(&w, &at);
    }
    _tile_release();
    WRITTEN(acc)
}

static void multiply_amx(int32_t *acc, const uint8_t *codes, int layout, size_t n_tiles, size_t n_groups, const int8_t *q, size_t n) {
    if (layout == ARIA_2BIT) multiply_layout(acc, codes, ARIA_2BIT, n_tiles, n_groups, q, n);
    else if (layout == ARIA_BASE3) multiply_layout(acc, codes, ARIA_BASE3, n_tiles, n_groups, q, n);
    else multiply_layout(acc, codes, ARIA_3BIT, n_tiles, n_groups, q, n);
}

#define PRODUCTS (4 * 16 * 16 * 64)
static void amx_products(size_t rounds) {
    amx_begin(64);
    for (size_t r = 0; r < rounds; r++) {
        _tile_dpbsud(0, 5, 4);
        _tile_dpbsud(1, 6, 4);
        _tile_dpbsud(2, 5, 4);
        _tile_dpbsud(3, 7, 4);
    }
    _tile_release();
}
